import { describe, expect, test } from "vitest";
import { withRobot } from "../helpers/robot-on-stage.ts";
import type { Stage } from "../helpers/stage.ts";

function answering(character: string): Stage {
  return withRobot({ steering: { space: 4_000 } }).pretend(character, 2, 180_000);
}

describe("your turn", () => {
  test.each(["echoer", "steady drummer"])("ends where the space begins, with %s", (character) => {
    const stage = answering(character);
    const spaces = stage.moments.filter(({ state }, i) => state === "space" && stage.moments[i - 1]?.state !== "space");
    const ends = stage.log.flatMap(({ commands }) =>
      commands.flatMap((c) =>
        c.kind === "move" && (c.gesture === "yourTurn" || c.gesture === "look")
          ? [c.at + Math.max(...c.joints.map(({ over }) => over))]
          : [],
      ),
    );
    const just = spaces.filter(({ at }) => ends.some((end) => end <= at + 1e-6 && end > at - 300)).length;
    const moving = stage.log.flatMap(({ commands }) =>
      commands.flatMap((c) =>
        c.kind === "move" ? [{ from: c.at, to: c.at + Math.max(...c.joints.map(({ over }) => over)) }] : [],
      ),
    );
    for (const { at } of spaces) expect(moving.some(({ from, to }) => from < at - 1e-6 && to > at + 1e-6)).toBe(false);
    const any = spaces.filter(({ at }) => ends.some((end) => end <= at + 1e-6 && end > at - 8_000)).length;
    console.log(`${character}: ${just} just before, ${any} at all, of ${spaces.length} spaces`);
    expect(any).toBeGreaterThan(0);
    expect(just / any).toBeGreaterThan(0.8);
  });
});
