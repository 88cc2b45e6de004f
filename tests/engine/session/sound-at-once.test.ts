import { expect, test } from "vitest";
import { soundAtOnce } from "../../../src/engine/session/hearing.ts";
import { openSession } from "../../../src/engine/session/session.ts";
import { step } from "../../../src/engine/session/step.ts";
import { CHARACTERS } from "../../../src/hardware/child/character.ts";
import { playScene, resources } from "../../helpers/stage.ts";

test.each(CHARACTERS.map(({ name }) => name))(
  "what sounds at once is what the step begins with, for every key of %s, also after STOP",
  (child) => {
    const { log, settings } = playScene({ child, technique: "ground", minutes: 1, seed: 4 });
    let session = openSession(settings);
    let sounded = 0;
    for (const [place, { event }] of log.entries()) {
      const first = soundAtOnce(session, event);
      const next = step(session, event, resources());
      expect(next.commands.slice(0, first.length)).toEqual(first);
      const own = next.commands.filter((command) => command.kind === "noteOn" && command.player === "child");
      expect(own).toEqual(first);
      sounded += first.length;
      session = next.session;
      if (place === Math.floor(log.length / 2))
        session = step(session, { kind: "stop", at: event.at }, resources()).session;
    }
    expect(sounded).toBeGreaterThan(0);
  },
);
