import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { replay } from "../../src/engine/run/replay.ts";
import type { ProgramCommand } from "../../src/engine/session/command.ts";
import { DEFAULT_PROFILE } from "../../src/engine/session/profile.ts";
import { SOUND_NAMES, SOUND_PLAYERS, type SoundName } from "../../src/engine/session/sounds.ts";
import { resources, Stage } from "../helpers/stage.ts";

const programs = (stage: Stage): ProgramCommand[] =>
  stage.log.flatMap(({ commands }) => commands.filter((command) => command.kind === "program"));
const choose = (stage: Stage, player: "child" | "partner", sound: SoundName) =>
  stage.conductor.dispatch({ kind: "sound", player, sound });
const MELODIES: Readonly<Record<SoundName, number>> = {
  piano: 0,
  marimba: 12,
  kalimba: 108,
  guitar: 24,
  harp: 46,
  flute: 73,
  clarinet: 71,
  strings: 49,
};

describe("a sound that is chosen", () => {
  test("is the child's from its next note on, and what it holds is left alone", () => {
    const stage = new Stage().start();
    choose(stage, "child", "harp");
    const now = stage.clock.now();
    expect(programs(stage)).toEqual([{ kind: "program", at: now, player: "child", program: 46, over: 0 }]);
    expect(stage.view.sounds.of.child).toBe("harp");
  });

  test("is the partner's at its next bar line, in all its voices, and comes in over half a second at the least", () => {
    for (const wait of [7_300, 7_900, 8_450, 9_100]) {
      const stage = new Stage({ technique: "ground" }).start().wait(wait);
      choose(stage, "partner", "harp");
      expect(programs(stage)).toEqual([]);
      stage.wait(6_000);
      const changed = programs(stage);
      expect(changed.map(({ voice = "melody", program }) => [voice, program])).toEqual([
        ["melody", 46],
        ["bass", 43],
        ["chords", 49],
      ]);
      for (const { at, over } of changed) {
        expect(over).toBeGreaterThanOrEqual(500);
        // The partner's bass is struck with every bar.
        const bar = stage.partnerNotes.find(({ onset, voice }) => voice === "bass" && onset >= at)?.onset ?? 0;
        expect(bar - at).toBeLessThan(60);
        expect(at).toBeGreaterThan(wait);
      }
    }
  });

  test("is the partner's at once where it keeps no time", () => {
    const stage = new Stage({ technique: "answer" }).start();
    choose(stage, "partner", "clarinet");
    expect(programs(stage).map(({ program }) => program)).toEqual([71, 43, 49]);
  });

  test("is taken back and set again, and the last one before a bar line counts", () => {
    const stage = new Stage({ technique: "answer" }).start();
    choose(stage, "child", "harp");
    choose(stage, "partner", "guitar");
    stage.conductor.dispatch({ kind: "undo" });
    expect(stage.view.sounds.of).toMatchObject({ child: "harp", partner: "piano" });
    stage.conductor.dispatch({ kind: "undo" });
    stage.conductor.dispatch({ kind: "redo" });
    stage.conductor.dispatch({ kind: "redo" });
    expect(stage.view.sounds.of).toMatchObject({ child: "harp", partner: "guitar" });
    const melodies = programs(stage).filter(({ voice }) => voice === undefined);
    expect(melodies.map(({ player, program }) => [player, program])).toEqual([
      ["child", 46],
      ["partner", 24],
      ["partner", 0],
      ["child", 12],
      ["child", 46],
      ["partner", 24],
    ]);
  });

  test("outlasts STOP, and a session with it is folded again to the same commands", () => {
    const stage = new Stage({ technique: "ground" }).start().pretend("steady drummer", 3, 20_000);
    choose(stage, "partner", "strings");
    choose(stage, "child", "flute");
    stage.conductor.stop();
    stage.wait(4_000);
    stage.conductor.dispatch({ kind: "continue" });
    stage.wait(10_000);
    expect(stage.heard.filter(({ kind }) => kind === "program")).toHaveLength(4);
    expect(replay(stage.settings, stage.lines, resources()).difference).toBeNull();
  });
});

describe("a sound that is off for this child", () => {
  test("is not chosen; where it is the usual one, another stands in; layers that are off take one that is not", () => {
    const profile = { ...DEFAULT_PROFILE, blockedPrograms: [0, 12, 89] };
    const stage = new Stage({ profile }).start();
    expect(stage.view.sounds.of).toMatchObject({ child: "kalimba", partner: "kalimba" });
    expect(stage.view.sounds.off).toEqual(["piano", "marimba"]);
    choose(stage, "child", "piano");
    expect(programs(stage)).toEqual([]);
    expect(stage.view.history.undo).toBe(0);
    choose(stage, "partner", "guitar");
    expect(programs(stage).map(({ program }) => program)).toEqual([24, 32, 49]);
  });

  test("no program that is off leaves, whatever is chosen, undone or redone; with all sounds off only drums sound", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...Object.values(MELODIES), 32, 43, 89)),
        fc.array(
          fc.oneof(
            fc.record({
              kind: fc.constant("sound" as const),
              player: fc.constantFrom(...SOUND_PLAYERS),
              sound: fc.constantFrom(...SOUND_NAMES),
            }),
            fc.constant({ kind: "undo" as const }),
            fc.constant({ kind: "redo" as const }),
          ),
          { maxLength: 12 },
        ),
        (blockedPrograms, taps) => {
          const stage = new Stage({ technique: "ground", profile: { ...DEFAULT_PROFILE, blockedPrograms } }).start();
          for (const tap of taps) {
            stage.conductor.dispatch(tap);
            stage.wait(700);
          }
          stage.play([[0, 200, 60]]).wait(3_000);
          for (const { program } of programs(stage)) expect(blockedPrograms).not.toContain(program);
          const silent = SOUND_NAMES.every((sound) => blockedPrograms.includes(MELODIES[sound]));
          const notes = stage.heard.filter((command) => command.kind === "noteOn" && command.voice !== "drum");
          if (silent) expect(notes).toEqual([]);
          else expect(notes.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 40, seed: 1 },
    );
  });
});

test("all notes off ends what sounds and what is planned, and the music goes on", () => {
  const stage = new Stage({ technique: "ground" }).start().wait(9_000);
  stage.conductor.dispatch({ kind: "panic" });
  expect(stage.log.at(-1)?.commands).toEqual([{ kind: "silence", at: 9_000, fade: 150 }]);
  expect(stage.view).toMatchObject({ stopped: false, running: true });
  stage.wait(4_000);
  expect(stage.partnerNotes.some(({ onset }) => onset > 9_200)).toBe(true);
});
