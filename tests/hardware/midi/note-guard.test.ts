import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PackedCommand } from "../../../src/hardware/midi/command-ring.ts";
import { NoteGuard } from "../../../src/hardware/midi/note-guard.ts";
import { PLAYERS } from "../../../src/hardware/midi/output-line.ts";
import { Receiver } from "./receiver.ts";

const CHANNELS = [1, 2, 0, 3];
const PARTNER = PLAYERS.indexOf("partner");
const CHILD = PLAYERS.indexOf("child");
const PLAIN = { voice: 0, pitch: 0, level: 0, over: 0 };
const on = (at: number, pitch: number, player = PARTNER, voice = 0): PackedCommand => ({
  ...PLAIN,
  kind: "noteOn",
  at,
  player,
  voice,
  pitch,
  level: 64,
});
const off = (at: number, pitch: number, player = PARTNER, voice = 0): PackedCommand => ({
  ...PLAIN,
  kind: "noteOff",
  at,
  player,
  voice,
  pitch,
});
const release = (at: number, fade: number, player = PARTNER): PackedCommand => ({
  ...PLAIN,
  kind: "release",
  at,
  player,
  over: fade,
});

const level = (at: number, decibels: number, over: number, player = PARTNER): PackedCommand => ({
  ...PLAIN,
  kind: "level",
  at,
  player,
  level: decibels,
  over,
});

/** The partner's bass and chords have channels of their own; all drums share the tenth. */
function voicesOn(channels: readonly number[]): number[][] {
  return channels.map((own, player) => (player === PARTNER ? [own, 4, 5, 9] : [own, own, own, 9]));
}

/** A guard with a plugged-in instrument behind it, in simulated time. */
function room(channels = CHANNELS) {
  const instrument = new Receiver();
  const stuck: number[] = [];
  let now = 1000;
  const guard = new NoteGuard(
    {
      send: (status, data1, data2) => instrument.receive(now, status, data1, data2),
      dispatched: () => undefined,
      stuck: (_, pitch) => stuck.push(pitch),
    },
    { channels: voicesOn(channels) },
  );
  guard.connect();
  instrument.heard.length = 0;
  return {
    guard,
    instrument,
    stuck,
    now: () => now,
    /** Runs the guard at every time it asks for, up to `until`. */
    playTo: (until: number) => {
      guard.run(now);
      while (guard.next <= until) {
        now = Math.max(now, guard.next);
        guard.run(now);
      }
      now = Math.max(now, until);
    },
  };
}

describe("notes", () => {
  test("go out at their due times, each note-on with its note-off", () => {
    const { guard, instrument, playTo } = room();
    guard.accept(on(1100, 60), 1000);
    guard.accept(off(1400, 60), 1000);
    guard.accept(on(1200, 64), 1000);
    guard.accept(off(1300, 64), 1000);
    playTo(2000);
    expect(instrument.notes).toEqual(["1100 0 on 60", "1200 0 on 64", "1300 0 off 64", "1400 0 off 60"]);
  });

  test("struck again while sounding are ended first", () => {
    const { guard, instrument, playTo } = room();
    guard.accept(on(1100, 60), 1000);
    guard.accept(on(1200, 60), 1000);
    guard.accept(off(1300, 60), 1000);
    playTo(2000);
    expect(instrument.notes).toEqual(["1100 0 on 60", "1200 0 off 60", "1200 0 on 60", "1300 0 off 60"]);
  });

  test("that sound for 12 s are ended and reported", () => {
    const { guard, instrument, stuck, playTo } = room();
    guard.accept(on(1100, 60), 1000);
    guard.accept(on(2000, 62), 1000);
    playTo(13_099);
    expect(instrument.sounding).toEqual(["0 60", "0 62"]);
    playTo(13_100);
    expect(instrument.sounding).toEqual(["0 62"]);
    playTo(14_000);
    expect(instrument.sounding).toEqual([]);
    expect(stuck).toEqual([60, 62]);
  });

  test("due more than half a second ago are dropped and counted", () => {
    const { guard, instrument, playTo } = room();
    guard.accept(on(499, 60), 1000);
    guard.accept(on(500, 62), 1000);
    guard.accept(off(1200, 62), 1000);
    playTo(2000);
    expect(instrument.notes).toEqual(["1000 0 on 62", "1200 0 off 62"]);
    expect(guard.stale).toBe(1);
  });
});

describe("release", () => {
  test("drops what is to come, lets expression fall over the fade and ends what sounds", () => {
    const { guard, instrument, playTo } = room();
    guard.accept(on(1000, 60), 1000);
    guard.accept(on(1100, 62), 1000);
    playTo(1050);
    guard.accept(release(1050, 100), 1050);
    playTo(3000);
    expect(instrument.notes).toEqual(["1000 0 on 60", "1150 0 off 60"]);
    const levels = instrument.expression.slice(1).map(({ level }) => level);
    expect(levels.length).toBeGreaterThanOrEqual(9);
    expect(levels).toEqual([...levels].sort((one, other) => other - one));
    expect(levels.at(-1)).toBeLessThan(20);
  });

  test("full expression comes back with that player's next note and not before", () => {
    const { guard, instrument, playTo } = room();
    guard.accept(on(1000, 60), 1000);
    playTo(1010);
    guard.accept(release(1010, 50), 1010);
    playTo(1500);
    expect(instrument.expressionOf(0)).toBeLessThan(30);
    guard.accept(on(1600, 65), 1500);
    playTo(1700);
    expect(instrument.expressionOf(0)).toBe(127);
    expect(instrument.heard.slice(-2).map(({ status }) => status & 0xf0)).toEqual([0xb0, 0x90]);
  });

  test("of the partner leaves the child's notes alone, on another channel and on the same", () => {
    for (const channels of [CHANNELS, [0, 0, 0, 0]]) {
      const { guard, instrument, playTo } = room(channels);
      guard.accept(on(1000, 60), 1000);
      guard.accept(on(1000, 72, CHILD), 1000);
      guard.accept(off(1500, 72, CHILD), 1000);
      playTo(1050);
      guard.accept(release(1050, 100), 1050);
      playTo(1400);
      expect(instrument.sounding).toEqual([`${channels[CHILD]} 72`]);
      expect(instrument.expressionOf(channels[CHILD] ?? 0)).toBe(127);
      playTo(2000);
      expect(instrument.sounding).toEqual([]);
    }
  });

  test("a note that begins during the fade ends the fade and sounds in full", () => {
    const { guard, instrument, playTo } = room();
    guard.accept(on(1000, 60), 1000);
    playTo(1000);
    guard.accept(release(1000, 200), 1000);
    guard.accept(on(1100, 64), 1000);
    playTo(1150);
    expect(instrument.sounding).toEqual(["0 64"]);
    expect(instrument.expressionOf(0)).toBe(127);
  });
});

describe("STOP", () => {
  test("fades for 150 ms at most, then ends everything on all 16 channels", () => {
    const { guard, instrument, playTo } = room();
    guard.accept(on(1000, 60), 1000);
    guard.accept(on(1000, 72, CHILD), 1000);
    guard.accept(on(1300, 67), 1000);
    playTo(1010);
    guard.silence(5000, 1010);
    playTo(3000);
    expect(instrument.sounding).toEqual([]);
    expect(instrument.notes.slice(2)).toEqual(["1160 0 off 60", "1160 1 off 72"]);
    const controls = instrument.heard.filter(({ at, status }) => at === 1160 && (status & 0xf0) === 0xb0);
    for (let midiChannel = 0; midiChannel < 16; midiChannel += 1) {
      const own = controls.filter(({ status }) => (status & 15) === midiChannel).map(({ data1 }) => data1);
      expect(own).toEqual([64, 123, 120]);
    }
  });

  test("a second STOP does not start the fade again", () => {
    const { guard, instrument, playTo } = room();
    guard.accept(on(1000, 60), 1000);
    playTo(1010);
    guard.silence(150, 1010);
    playTo(1100);
    guard.silence(150, 1100);
    playTo(2000);
    expect(instrument.notes.at(-1)).toBe("1160 0 off 60");
  });

  test("no note begins during its fade", () => {
    const { guard, instrument, playTo } = room();
    guard.accept(on(1000, 60), 1000);
    playTo(1010);
    guard.silence(150, 1010);
    guard.accept(on(1050, 64), 1010);
    playTo(2000);
    expect(instrument.notes).toEqual(["1000 0 on 60", "1160 0 off 60"]);
    expect(guard.dropped).toBe(1);
  });
});

describe("voices", () => {
  test("have channels of their own, and one pitch in two of them is two notes", () => {
    const { guard, instrument, playTo } = room();
    for (const voice of [0, 1, 2, 3]) {
      guard.accept(on(1000, 60, PARTNER, voice), 1000);
      guard.accept(off(1100 + 10 * voice, 60, PARTNER, voice), 1000);
    }
    guard.accept(on(1000, 62, CHILD, 3), 1000);
    playTo(1050);
    expect(instrument.sounding).toEqual(["0 60", "4 60", "5 60", "9 60", "9 62"]);
    playTo(1125);
    expect(instrument.sounding).toEqual(["9 60", "9 62"]);
    playTo(1200);
    expect(instrument.sounding).toEqual(["9 62"]);
  });

  test("are all released, and a child's drum sounds on", () => {
    const { guard, instrument, playTo } = room();
    for (const voice of [0, 1, 2, 3]) guard.accept(on(1000, 60, PARTNER, voice), 1000);
    guard.accept(on(1000, 62, CHILD, 3), 1000);
    playTo(1010);
    guard.accept(release(1010, 100), 1010);
    playTo(1200);
    expect(instrument.sounding).toEqual(["9 62"]);
    expect(instrument.expressionOf(9)).toBe(127);
    expect(instrument.expressionOf(4)).toBeLessThan(20);
  });

  test("a drum's end does not end another player's of the same pitch", () => {
    const { guard, instrument, playTo } = room();
    guard.accept(on(1000, 38, PARTNER, 3), 1000);
    guard.accept(on(1020, 38, CHILD, 3), 1000);
    guard.accept(off(1040, 38, PARTNER, 3), 1000);
    playTo(1100);
    expect(instrument.sounding).toEqual(["9 38"]);
  });
});

/** Decibels of an expression value. */
const decibels = (value: number) => 40 * Math.log10(value / 127);

describe("a level", () => {
  test("is gone to in steps of a decibel at the most, on each of the player's channels that sounds", () => {
    const { guard, instrument, playTo } = room();
    guard.accept(on(1000, 60), 1000);
    guard.accept(on(1000, 48, PARTNER, 1), 1000);
    guard.accept(on(1000, 72, CHILD), 1000);
    playTo(1010);
    guard.accept(level(1010, -6, 150), 1010);
    playTo(1400);
    for (const midiChannel of [0, 4]) {
      const values = instrument.expression
        .filter((change) => change.midiChannel === midiChannel)
        .map(({ level }) => level);
      expect(values.length).toBeGreaterThan(6);
      for (const [place, value] of values.slice(1).entries())
        expect(Math.abs(decibels(value) - decibels(values[place] ?? 0))).toBeLessThanOrEqual(1.1);
      expect(decibels(values.at(-1) ?? 0)).toBeCloseTo(-6, 0);
    }
    expect(instrument.expressionOf(1)).toBe(127);
    expect(instrument.expressionOf(5)).toBeUndefined();
    expect(instrument.heard.at(-1)?.at).toBeCloseTo(1160, 6);
  });

  test("stands under the fade of a release, and comes back with the next note", () => {
    const { guard, instrument, playTo } = room();
    guard.accept(level(1000, -12, 0), 1000);
    guard.accept(on(1000, 60), 1000);
    playTo(1010);
    expect(instrument.expressionOf(0)).toBe(64);
    guard.accept(release(1010, 100), 1010);
    playTo(1500);
    guard.accept(on(1500, 62), 1500);
    playTo(1600);
    expect(Math.max(...instrument.expression.map(({ level }) => level))).toBe(64);
    expect(instrument.expressionOf(0)).toBe(64);
  });

  test("outlasts STOP, also one that was not yet due, and an unplugged port", () => {
    const { guard, instrument, playTo } = room();
    guard.accept(on(1000, 60), 1000);
    guard.accept(level(1050, -12, 0), 1000);
    playTo(1010);
    guard.silence(150, 1010);
    playTo(2000);
    guard.disconnect();
    guard.connect();
    guard.accept(on(2000, 62), 2000);
    playTo(2100);
    expect(instrument.expressionOf(0)).toBe(64);
  });

  test("goes on while nothing sounds, without a word", () => {
    const { guard, instrument, playTo } = room();
    guard.accept(level(1000, -96, 0), 1000);
    guard.accept(level(1000, -24, 0), 1000);
    guard.accept(level(1000, 0, 4_000), 1000);
    playTo(3000);
    expect(instrument.heard).toEqual([]);
    guard.accept(on(3000, 60), 3000);
    playTo(3000);
    expect(decibels(instrument.expressionOf(0) ?? 0)).toBeCloseTo(-12, 0);
    playTo(5100);
    expect(instrument.expressionOf(0)).toBe(127);
  });

  test("of one player on a channel that is shared goes into the velocity, down to nothing", () => {
    const { guard, instrument, playTo } = room();
    guard.accept(level(1000, -12, 0), 1000);
    guard.accept(on(1000, 38, PARTNER, 3), 1000);
    guard.accept(on(1000, 40, CHILD, 3), 1000);
    playTo(1100);
    const struck = instrument.heard.filter(({ status }) => status === 0x99).map(({ data1, data2 }) => [data1, data2]);
    expect(struck).toEqual([
      [38, 32],
      [40, 64],
    ]);
    expect(instrument.expressionOf(9)).toBe(127);
    guard.accept(level(1100, -96, 0), 1100);
    guard.accept(on(1100, 41, PARTNER, 3), 1100);
    playTo(1200);
    expect(instrument.sounding).toEqual(["9 38", "9 40"]);
    expect(guard.sounding).toBe(2);
  });
});

describe("a frozen engine", () => {
  test("is followed by silence at once, until it lives again and fresh notes come", () => {
    const { guard, instrument, playTo } = room();
    guard.accept(on(1000, 60), 1000);
    guard.accept(on(1200, 62), 1000);
    playTo(1100);
    guard.freeze(1100);
    expect(instrument.sounding).toEqual([]);
    playTo(1590);
    guard.accept(on(1650, 63), 1590);
    guard.thaw(1600);
    playTo(1600);
    // What lay in the pipe while the engine stood still: old by less than half a second, and yet no burst.
    guard.accept(on(1300, 64), 1600);
    guard.accept(on(1400, 65), 1600);
    guard.accept(on(1549, 66), 1600);
    guard.accept(on(1700, 67), 1600);
    guard.accept(off(1800, 67), 1600);
    playTo(2000);
    expect(instrument.notes).toEqual(["1000 0 on 60", "1100 0 off 60", "1700 0 on 67", "1800 0 off 67"]);
    expect(guard.stale).toBe(4);
  });
});

describe("an unplugged port", () => {
  test("plays nothing, and is cleared when it is plugged in again", () => {
    const { guard, instrument, playTo } = room();
    guard.accept(on(1000, 60), 1000);
    playTo(1010);
    guard.disconnect();
    guard.accept(on(1100, 62), 1010);
    playTo(1200);
    expect(guard.sounding).toBe(0);
    expect(guard.dropped).toBe(1);
    expect(instrument.notes).toEqual(["1000 0 on 60", "1010 0 off 60"]);
    instrument.heard.length = 0;
    guard.connect();
    expect(instrument.heard.filter(({ data1 }) => data1 === 123)).toHaveLength(16);
  });

  test("gets its programs when it opens", () => {
    const heard: number[][] = [];
    const guard = new NoteGuard(
      {
        send: (status, data1) => (status & 0xf0) === 0xc0 && heard.push([status, data1]),
        dispatched: () => undefined,
        stuck: () => undefined,
      },
      { channels: voicesOn(CHANNELS), programs: [{ midiChannel: 0, program: 11 }] },
    );
    guard.connect();
    expect(heard).toEqual([[0xc0, 11]]);
  });
});

describe("whatever happens", () => {
  const player = fc.nat({ max: 3 });
  const pitch = fc.integer({ min: 58, max: 62 });
  const voice = fc.nat({ max: 3 });
  const delay = fc.integer({ min: -700, max: 400 });
  const action = fc.oneof(
    fc.record({ kind: fc.constant("noteOn" as const), player, voice, pitch, delay }),
    fc.record({ kind: fc.constant("noteOff" as const), player, voice, pitch, delay }),
    fc.record({ kind: fc.constant("release" as const), player, delay, fade: fc.integer({ min: 0, max: 300 }) }),
    fc.record({
      kind: fc.constant("level" as const),
      player,
      delay,
      to: fc.constantFrom(0, -6, -12, -96),
      over: fc.integer({ min: 0, max: 300 }),
    }),
    fc.record({ kind: fc.constant("silence" as const), fade: fc.integer({ min: 0, max: 300 }) }),
    fc.record({ kind: fc.constant("wait" as const), span: fc.nat({ max: 300 }) }),
    fc.record({ kind: fc.constantFrom("freeze" as const, "thaw" as const, "unplug" as const, "plug" as const) }),
  );
  const anyChannels = fc.constantFrom(CHANNELS, [0, 0, 0, 0], [1, 1, 0, 0]);

  test("the guard's count is the instrument's, no note outlasts 12 s, and a STOP ends all within 150 ms", () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), anyChannels, (actions, channels) => {
        const { guard, instrument, now, playTo } = room(channels);
        for (const step of actions) {
          const at = now();
          if (step.kind === "noteOn") guard.accept(on(at + step.delay, step.pitch, step.player, step.voice), at);
          else if (step.kind === "noteOff") guard.accept(off(at + step.delay, step.pitch, step.player, step.voice), at);
          else if (step.kind === "level") guard.accept(level(at + step.delay, step.to, step.over, step.player), at);
          else if (step.kind === "release") guard.accept(release(at + step.delay, step.fade, step.player), at);
          else if (step.kind === "silence") guard.silence(step.fade, at);
          else if (step.kind === "freeze") guard.freeze(at);
          else if (step.kind === "thaw") guard.thaw(at);
          else if (step.kind === "unplug") guard.disconnect();
          else if (step.kind === "plug") guard.connect();
          playTo(at + (step.kind === "wait" ? step.span : 0));
          expect(guard.sounding).toBe(instrument.sounding.length);
        }
        playTo(now() + 500);
        expect(instrument.longest(now())).toBeLessThanOrEqual(12_000);
        guard.silence(150, now());
        playTo(now() + 150);
        expect(instrument.sounding).toEqual([]);
        playTo(now() + 60_000);
        expect(instrument.sounding).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test("a note that a player's release finds sounding ends within the fade, whenever it began", () => {
    fc.assert(
      fc.property(fc.integer({ min: -3, max: 3 }), fc.nat({ max: 150 }), fc.boolean(), (shift, fade, first) => {
        const { guard, instrument, playTo } = room();
        if (first) guard.accept(on(1100, 60), 1000);
        playTo(1100 + shift);
        if (!first) guard.accept(on(1100, 60), 1100 + shift);
        guard.accept(release(1100 + shift, fade), 1100 + shift);
        playTo(1100 + shift + fade);
        expect(instrument.sounding).toEqual([]);
        playTo(3000);
        expect(instrument.sounding).toEqual([]);
      }),
    );
  });
});
