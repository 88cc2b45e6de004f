import { describe, expect, test } from "vitest";
import type { SoundOut } from "../../../src/engine/ports.ts";
import { Lookahead } from "../../../src/engine/run/lookahead.ts";
import type { SoundCommand } from "../../../src/engine/session/command.ts";
import { SimulatedClock } from "../../../src/engine/time/clock.ts";

/** A device that writes down what reaches it and when. */
function listener(clock: SimulatedClock, lookahead: number) {
  const heard: { at: number; command: SoundCommand }[] = [];
  let silenced = 0;
  const output: SoundOut = {
    name: "tape",
    lookahead,
    play: (command) => heard.push({ at: clock.now(), command }),
    silence: () => silenced++,
    close: async () => {},
  };
  return { heard, output, silenced: () => silenced };
}

const note = (at: number, player: "partner" | "child" = "partner"): SoundCommand => ({
  kind: "noteOn",
  at,
  player,
  pitch: 60,
  velocity: 40,
});

describe("the look-ahead", () => {
  test("hands a command over at its time minus the device's look-ahead, in clock time", () => {
    const clock = new SimulatedClock(1_000);
    const tape = listener(clock, 150);
    const lookahead = new Lookahead(clock, [tape.output], 1_000);
    lookahead.send(note(500));
    clock.advanceTo(1_349);
    expect(tape.heard).toEqual([]);
    clock.advanceTo(1_350);
    expect(tape.heard).toEqual([{ at: 1_350, command: note(1_500) }]);
  });

  test("what is due goes at once", () => {
    const clock = new SimulatedClock();
    const tape = listener(clock, 150);
    new Lookahead(clock, [tape.output], 0).send(note(0, "child"));
    expect(tape.heard).toHaveLength(1);
  });

  test("each device has its own look-ahead", () => {
    const clock = new SimulatedClock();
    const near = listener(clock, 150);
    const far = listener(clock, 400);
    new Lookahead(clock, [near.output, far.output], 0).send(note(1_000));
    clock.advanceTo(700);
    expect([near.heard.length, far.heard.length]).toEqual([0, 1]);
  });

  test("a release drops what waits for that player, and goes at once", () => {
    const clock = new SimulatedClock();
    const tape = listener(clock, 150);
    const lookahead = new Lookahead(clock, [tape.output], 0);
    lookahead.send(note(1_000));
    lookahead.send(note(1_000, "child"));
    lookahead.send({ kind: "release", at: 0, player: "partner", fade: 150 });
    clock.advanceTo(2_000);
    expect(tape.heard.map(({ command }) => command.kind)).toEqual(["release", "noteOn"]);
    expect(tape.heard[1]?.command).toMatchObject({ player: "child" });
  });

  test("STOP empties it and silences every device", () => {
    const clock = new SimulatedClock();
    const tape = listener(clock, 150);
    const lookahead = new Lookahead(clock, [tape.output], 0);
    lookahead.send(note(1_000));
    lookahead.silence();
    clock.advanceTo(2_000);
    expect(tape.heard).toEqual([]);
    expect(tape.silenced()).toBe(1);
  });
});
