import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Home } from "../../src/engine/music/home.ts";
import { pitchName, pitchOf } from "../../src/engine/music/note.ts";
import { SCALE_NAMES } from "../../src/engine/music/scales.ts";
import { LOCKS, type Lock } from "../../src/engine/partner/steering.ts";
import type { NoteOffCommand, NoteOnCommand } from "../../src/engine/session/command.ts";
import { type Changes, Stage } from "../helpers/stage.ts";

const PENTATONIC: Home = { tonic: 0, scale: "majorPentatonic" };

function locked(lock: Lock, changes: Changes = {}): Stage {
  const steering = { key: PENTATONIC, lock, ...changes.steering };
  return new Stage({ technique: "silence", ...changes, steering }).start();
}

const key = (name: string, device = "keys") => ({ player: "child", device, pitch: pitchOf(name) }) as const;
const down = (stage: Stage, name: string, device?: string) =>
  stage.conductor.dispatch({ kind: "noteOn", ...key(name, device), velocity: 60 });
const up = (stage: Stage, name: string, device?: string) =>
  stage.conductor.dispatch({ kind: "noteOff", ...key(name, device) });

/** The child's own sound, in order: "+E4" begins, "-E4" ends. */
function sound(stage: Stage): string {
  return stage.log
    .flatMap(({ commands }) => commands)
    .filter((command) => (command.kind === "noteOn" || command.kind === "noteOff") && command.player === "child")
    .map((command) => {
      const { kind, pitch } = command as NoteOnCommand | NoteOffCommand;
      return `${kind === "noteOn" ? "+" : "-"}${pitchName(pitch)}`;
    })
    .join(" ");
}

function strike(stage: Stage, ...names: string[]): Stage {
  for (const name of names) {
    down(stage, name);
    stage.wait(200);
    up(stage, name);
    stage.wait(200);
  }
  return stage;
}

describe("the child's keys", () => {
  test("sound as they are while nothing is locked, and always without a scale of the therapist's", () => {
    const free = "+C4 -C4 +F4 -F4 +A#4 -A#4";
    expect(sound(strike(locked("off"), "C4", "F4", "A#4"))).toBe(free);
    expect(sound(strike(locked("nearest", { steering: { key: null } }), "C4", "F4", "A#4"))).toBe(free);
  });

  test("sound as the nearest tone of the scale, the lower of two", () => {
    expect(sound(strike(locked("nearest"), "C4", "F4", "F#4", "A#4", "B4"))).toBe(
      "+C4 -C4 +E4 -E4 +G4 -G4 +A4 -A4 +C5 -C5",
    );
  });

  test("sound only where they are in the scale", () => {
    expect(sound(strike(locked("only"), "C4", "F4", "F#4", "G4"))).toBe("+C4 -C4 +G4 -G4");
  });

  test("keep to what both scales have while one gives way to the other", () => {
    const stage = locked("nearest", { steering: { key: { tonic: 0, scale: "major" }, blend: 4 } });
    stage.conductor.dispatch({ kind: "steer", change: { key: { tonic: 0, scale: "phrygian" } } });
    // C, F and G are in both.
    strike(stage, "E4", "D#4").wait(14_000);
    strike(stage, "E4", "D#4");
    expect(sound(stage)).toBe("+F4 -F4 +F4 -F4 +D#4 -D#4 +D#4 -D#4");
  });

  test("of an instrument that sounds by itself are left alone, and heard as they were struck", () => {
    const stage = strike(locked("nearest", { childSound: false }), "F4");
    expect(sound(stage)).toBe("");
    expect(stage.conductor.session.listening.child.memory.map(({ pitch }) => pitchName(pitch))).toEqual(["F4"]);
    expect(stage.view.scale.mayLock).toBe(false);
  });

  test("pads are drums, whatever is locked", () => {
    const stage = locked("only");
    stage.conductor.dispatch({ kind: "noteOn", ...key("F2"), velocity: 60, pad: true });
    const [on] = stage.log.at(-1)?.commands ?? [];
    expect(on).toMatchObject({ kind: "noteOn", voice: "drum", pitch: pitchOf("F2") });
  });
});

describe("what is held", () => {
  test("keeps what it began as, and ends as that, whatever is set meanwhile", () => {
    const stage = locked("nearest");
    down(stage, "F4");
    stage.conductor.dispatch({ kind: "steer", change: { lock: "off" } });
    stage.conductor.dispatch({ kind: "steer", change: { key: { tonic: 5, scale: "major" } } });
    up(stage, "F4");
    down(stage, "F4");
    stage.conductor.dispatch({ kind: "steer", change: { key: PENTATONIC, lock: "only" } });
    stage.wait(10_000);
    up(stage, "F4");
    expect(sound(stage)).toBe("+E4 -E4 +F4 -F4");
  });

  test("sounds on while another key that was brought to the same tone is down", () => {
    const stage = locked("nearest");
    down(stage, "E4");
    down(stage.wait(300), "F4");
    up(stage.wait(300), "E4");
    expect(sound(stage)).toBe("+E4 +E4");
    expect(stage.conductor.session.listening.child.phrase.at(-1)).toMatchObject({ duration: null });
    up(stage.wait(300), "F4");
    expect(sound(stage)).toBe("+E4 +E4 -E4");
  });

  test("and is struck again without having been let go of, ends as what it was", () => {
    const stage = locked("nearest");
    down(stage, "F4");
    stage.conductor.dispatch({ kind: "steer", change: { lock: "off" } });
    down(stage.wait(300), "F4");
    up(stage.wait(300), "F4");
    expect(sound(stage)).toBe("+E4 -E4 +F4 -F4");
  });
});

test("the log holds the key that was struck and the tone that sounded; the tone is what is listened to", () => {
  const stage = strike(locked("nearest"), "F4");
  const struck = stage.log.find(({ event }) => event.kind === "noteOn");
  expect(struck?.event).toMatchObject({ pitch: pitchOf("F4"), velocity: 60 });
  expect(struck?.commands[0]).toMatchObject({
    pitch: pitchOf("E4"),
    requested: { pitch: pitchOf("F4"), velocity: 60 },
  });
  expect(stage.conductor.session.listening.child.memory.map(({ pitch }) => pitchName(pitch))).toEqual(["E4"]);
});

test("a key that is silent breaks no space and stops no turn: in the room nobody played", () => {
  const stage = locked("only", { technique: "answer" });
  strike(stage, "C4", "E4", "G4", "C4");
  while (stage.conductor.session.partner.state !== "playing") stage.wait(50);
  down(stage, "F4");
  expect(stage.conductor.session.partner.state).toBe("playing");
  down(stage, "G4");
  expect(stage.conductor.session.partner.state).toBe("listening");
});

test("a moved tone that a keyboard sends back is no key of the child's, once it is known to send back", () => {
  const stage = locked("nearest");
  const struck = () => stage.conductor.session.listening.child.memory.length;
  for (let i = 0; i < 6; i++) {
    down(stage, "F4");
    stage.wait(4);
    stage.conductor.dispatch({ kind: "noteOn", ...key("E4"), velocity: 60 });
    stage.wait(196);
    up(stage, "F4");
    stage.wait(4);
    up(stage, "E4");
    stage.wait(396);
  }
  const heard = struck();
  expect(heard).toBeLessThanOrEqual(8);
  expect(stage.conductor.session.echoes.sent.every(({ from }) => from.includes("keys"))).toBe(true);
});

test("whatever is struck, held, locked and set: a setting moves no note, every note ends once its keys are up", () => {
  const pitches = fc.integer({ min: 55, max: 72 });
  const act = fc.oneof(
    { weight: 5, arbitrary: fc.record({ do: fc.constant("down" as const), pitch: pitches }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant("up" as const), pitch: pitches }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("lock" as const), lock: fc.constantFrom(...LOCKS) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant("scale" as const),
        key: fc.option(fc.record({ tonic: fc.nat(11), scale: fc.constantFrom(...SCALE_NAMES) })),
      }),
    },
  );
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      const stage = locked("nearest");
      const { conductor, log } = stage;
      const childs = () =>
        (log.at(-1)?.commands ?? []).filter(
          (command) => (command.kind === "noteOn" || command.kind === "noteOff") && command.player === "child",
        ) as (NoteOnCommand | NoteOffCommand)[];
      /** What sounds, and by how many keys that are down each tone is held. */
      const sounding = new Set<number>();
      const held = new Map<number, number>();
      const take = () => {
        for (const { kind, pitch } of childs()) {
          if (kind === "noteOn") sounding.add(pitch);
          else sounding.delete(pitch);
        }
      };
      for (const one of acts) {
        stage.wait(60);
        if (one.do === "lock" || one.do === "scale") {
          const change = one.do === "lock" ? { lock: one.lock } : { key: one.key };
          conductor.dispatch({ kind: "steer", change });
          expect(childs()).toEqual([]);
        } else if (one.do === "down") {
          conductor.dispatch({ kind: "noteOn", player: "child", device: "keys", pitch: one.pitch, velocity: 60 });
          const on = childs().find(({ kind }) => kind === "noteOn");
          if (on) held.set(one.pitch, on.pitch);
          else held.delete(one.pitch);
          take();
        } else {
          conductor.dispatch({ kind: "noteOff", player: "child", device: "keys", pitch: one.pitch });
          held.delete(one.pitch);
          take();
        }
        expect([...sounding].sort()).toEqual([...new Set(held.values())].sort());
      }
      for (const pitch of [...held.keys()]) {
        conductor.dispatch({ kind: "noteOff", player: "child", device: "keys", pitch });
        take();
      }
      expect([...sounding]).toEqual([]);
    }),
    { seed: 4, numRuns: 150 },
  );
});
