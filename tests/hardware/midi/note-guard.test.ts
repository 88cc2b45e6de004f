import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NoteGuard } from "../../../src/hardware/midi/note-guard.ts";
import { CHANNELS, CHILD, level, off, on, release, room, voicesOn } from "./guarded-room.ts";

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
