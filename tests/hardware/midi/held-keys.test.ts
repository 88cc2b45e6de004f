import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HeldKeys, type InputMessage } from "../../../src/hardware/midi/held-keys.ts";

const down = (note: number, velocity = 80, channel = 0): InputMessage => ({ _type: "noteon", note, velocity, channel });
const up = (note: number, channel = 0): InputMessage => ({ _type: "noteoff", note, velocity: 0, channel });

describe("keys", () => {
  test("a note-on with velocity 0 is a note-off", () => {
    const keys = new HeldKeys();
    expect(keys.hear("piano", down(60))).toEqual([{ kind: "noteOn", pitch: 60, velocity: 80 }]);
    expect(keys.hear("piano", down(60, 0))).toEqual([{ kind: "noteOff", pitch: 60 }]);
  });

  test("a key struck twice is let go in between", () => {
    const keys = new HeldKeys();
    keys.hear("piano", down(60));
    expect(keys.hear("piano", down(60, 90)).map(({ kind }) => kind)).toEqual(["noteOff", "noteOn"]);
    expect(keys.hear("piano", up(60))).toHaveLength(1);
    expect(keys.hear("piano", up(60))).toHaveLength(0);
  });

  test("two pads with the same note: it ends when both are up", () => {
    const keys = new HeldKeys();
    keys.hear("pad one", down(60));
    keys.hear("pad two", down(60));
    expect(keys.hear("pad one", up(60))).toEqual([]);
    expect(keys.hear("pad two", up(60))).toEqual([{ kind: "noteOff", pitch: 60 }]);
  });

  test("a lost port lets go of its own keys only", () => {
    const keys = new HeldKeys();
    keys.hear("piano 20:0", down(60));
    keys.hear("pad 24:0", down(62));
    expect(keys.lose("piano 20:0")).toEqual([{ kind: "noteOff", pitch: 60 }]);
    expect(keys.count).toBe(1);
  });
});

describe("pads", () => {
  test("are what anything sends on channel 10", () => {
    const keys = new HeldKeys();
    expect(keys.hear("piano", down(38, 80, 9))).toEqual([{ kind: "noteOn", pitch: 38, velocity: 80, pad: true }]);
    expect(keys.hear("piano", down(38))).toEqual([{ kind: "noteOn", pitch: 38, velocity: 80 }]);
    expect(keys.lose("piano")).toEqual([
      { kind: "noteOff", pitch: 38 },
      { kind: "noteOff", pitch: 38, pad: true },
    ]);
  });
});

test("whatever comes down the cable, on and off of each pitch take turns and none is left when the port is lost", () => {
  const anything = fc.oneof(
    fc.integer({ min: -2, max: 130 }),
    fc.constantFrom(undefined, null, "60", Number.NaN, 60.5),
  );
  const message = fc.record({
    _type: fc.constantFrom("noteon", "noteoff", "sysex", "cc", undefined),
    note: fc.oneof(fc.constantFrom(60, 61), anything),
    velocity: fc.oneof(fc.constantFrom(0, 64), anything),
    channel: fc.oneof(fc.constantFrom(0, 9), fc.nat({ max: 15 }), anything),
  });
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom("a", "b"), message)), (messages) => {
      const keys = new HeldKeys();
      const held = new Set<string>();
      const moves = messages.flatMap(([port, heard]) => keys.hear(port, heard));
      for (const move of [...moves, ...keys.lose("a"), ...keys.lose("b")]) {
        const name = `${move.pitch} ${move.pad}`;
        expect(held.has(name)).toBe(move.kind === "noteOff");
        if (move.kind === "noteOn") held.add(name);
        else held.delete(name);
      }
      expect(held.size).toBe(0);
    }),
  );
});
