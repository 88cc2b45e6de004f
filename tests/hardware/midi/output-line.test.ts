import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CommandRing } from "../../../src/hardware/midi/command-ring.ts";
import { Lateness } from "../../../src/hardware/midi/lateness.ts";
import { LineCutter, readOrder } from "../../../src/hardware/midi/output-line.ts";

describe("lines to the output process", () => {
  test("a sound command of the engine is understood as it stands", () => {
    const command = { kind: "noteOn", at: 12.5, player: "partner", pitch: 60, velocity: 64 };
    expect(readOrder(JSON.stringify(command))).toEqual({
      kind: "sound",
      command: { kind: "noteOn", at: 12.5, player: 2, voice: 0, pitch: 60, level: 64, over: 0 },
    });
    expect(readOrder(JSON.stringify({ ...command, kind: "noteOff", voice: "drum" }))).toMatchObject({
      command: { kind: "noteOff", voice: 3, pitch: 60 },
    });
    expect(readOrder('{"kind":"level","at":1,"player":"child","level":-12,"over":1000}')).toEqual({
      kind: "sound",
      command: { kind: "level", at: 1, player: 0, voice: 0, pitch: 0, level: -12, over: 1000 },
    });
    expect(readOrder('{"kind":"silence","at":1,"fade":150}')).toEqual({ kind: "silence", fade: 150 });
  });

  test.each([
    ["half a line", '{"kind":"noteOn","at":12'],
    ["a pitch that is none", '{"kind":"noteOff","at":1,"player":"child","pitch":128}'],
    ["a velocity of 0", '{"kind":"noteOn","at":1,"player":"child","pitch":60,"velocity":0}'],
    ["no time", '{"kind":"noteOn","at":null,"player":"child","pitch":60,"velocity":64}'],
    ["a player that is none", '{"kind":"release","at":1,"player":"dog","fade":10}'],
    ["a voice that is none", '{"kind":"noteOn","at":1,"player":"child","pitch":60,"velocity":64,"voice":"dog"}'],
    ["a level over full", '{"kind":"level","at":1,"player":"child","level":3,"over":0}'],
    ["a level that takes no time", '{"kind":"level","at":1,"player":"child","level":-3,"over":-1}'],
    ["no object", "null"],
  ])("%s is refused", (_, line) => {
    expect(readOrder(line)).toBeUndefined();
  });

  test("nothing that comes makes it throw, and what it accepts is within bounds", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc
            .jsonValue()
            .map((value) =>
              JSON.stringify({ kind: "noteOn", player: "child", at: value, pitch: value, velocity: value }),
            ),
        ),
        (line) => {
          const order = readOrder(line);
          if (order?.kind !== "sound") return;
          expect(Number.isInteger(order.command.pitch) && order.command.pitch >= 0 && order.command.pitch <= 127).toBe(
            true,
          );
          expect(Number.isFinite(order.command.at)).toBe(true);
        },
      ),
    );
  });

  test("lines are the same however the stream is cut", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string().filter((line) => !line.includes("\n"))),
        fc.array(fc.nat({ max: 9 }), { minLength: 1 }),
        (lines, cuts) => {
          const text = lines.map((line) => `${line}\n`).join("");
          const cutter = new LineCutter();
          const read: string[] = [];
          for (let start = 0, turn = 0; start < text.length; turn += 1) {
            const length = 1 + (cuts[turn % cuts.length] ?? 0);
            read.push(...cutter.cut(text.slice(start, start + length)));
            start += length;
          }
          expect(read).toEqual(lines);
        },
      ),
    );
  });
});

describe("the ring between the threads", () => {
  const noteOn = (pitch: number) =>
    ({ kind: "noteOn", at: pitch / 3, player: 2, voice: 1, pitch, level: 64, over: 9.5 }) as const;

  test("gives back what was put in, in order, refuses when full, and drops what lies before a mark", () => {
    const ring = new CommandRing(new SharedArrayBuffer(8 + 4 * 7 * 8));
    for (let round = 0; round < 5; round += 1) {
      expect([1, 2, 3, 4, 5].map((pitch) => ring.put(noteOn(pitch)))).toEqual([true, true, true, true, false]);
      expect(ring.take()).toEqual(noteOn(1));
      const mark = ring.mark;
      expect(ring.put(noteOn(6))).toBe(true);
      ring.skip(mark);
      expect(ring.take()).toEqual(noteOn(6));
      expect(ring.take()).toBeUndefined();
    }
  });
});

test("a mark drops no level", () => {
  const ring = new CommandRing();
  const turn = { kind: "level", at: 5, player: 2, voice: 0, pitch: 0, level: -6, over: 150 } as const;
  ring.put({ ...turn, kind: "release" });
  ring.put(turn);
  expect(ring.skip(ring.mark)).toEqual([turn]);
  expect(ring.take()).toBeUndefined();
});

describe("lateness", () => {
  test("percentiles are right to one column, late ones are counted once", () => {
    const lateness = new Lateness();
    for (let tenth = 0; tenth < 100; tenth += 1) lateness.record(tenth / 10);
    const figures = lateness.figures();
    expect(figures.sent).toBe(100);
    expect(figures.p50).toBeCloseTo(4.95, 1);
    expect(figures.p99).toBeCloseTo(9.85, 1);
    expect(figures.worst).toBeCloseTo(9.9, 3);
    expect(figures.late).toBe(49);
    expect(lateness.takeLate()).toEqual({ count: 49, worst: 9.9 });
    expect(lateness.takeLate()).toEqual({ count: 0, worst: 0 });
  });
});
