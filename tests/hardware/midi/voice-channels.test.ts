import { describe, expect, test } from "vitest";
import type { PackedCommand } from "../../../src/hardware/midi/command-ring.ts";
import { NoteGuard } from "../../../src/hardware/midi/note-guard.ts";
import { PLAYERS, readOrder } from "../../../src/hardware/midi/output-line.ts";
import { processSettings } from "../../../src/hardware/midi/output-settings.ts";
import { CHILD, off, on, PARTNER } from "./guarded-room.ts";

const program = (at: number, to: number, over: number, player = PARTNER, voice = 0): PackedCommand => ({
  kind: "program",
  at,
  player,
  voice,
  pitch: 0,
  level: to,
  over,
});

/** A guard with the channels of a real output, and what it sends. */
function guarded() {
  const sent: { at: number; status: number; data1: number; data2: number }[] = [];
  let now = 0;
  const guard = new NoteGuard(
    {
      send: (status, data1, data2) => sent.push({ at: now, status, data1, data2 }),
      dispatched: () => {},
      stuck: () => {},
    },
    processSettings({ name: "Out", port: "any", programs: { partner: 0 } }),
  );
  guard.connect();
  return {
    guard,
    sent,
    playTo(until: number) {
      for (; now <= until; now++) guard.run(now);
    },
    of: (kind: number, midiChannel: number) => sent.filter(({ status }) => status === (kind | midiChannel)),
  };
}

describe("another sound", () => {
  test("comes with the next note on the second channel, in bank 0; the first goes out as it comes in, with the power of one", () => {
    const { guard, of, playTo } = guarded();
    expect(of(0xc0, 0)).toMatchObject([{ data1: 0 }]);
    for (const command of [on(100, 48), program(300, 46, 600), on(400, 60), off(3_000, 60), off(3_000, 48)])
      guard.accept(command, 0);
    playTo(399);
    expect(of(0xc0, 6)).toEqual([]);
    playTo(4_000);
    expect(of(0xc0, 6)).toMatchObject([{ at: 400, data1: 46 }]);
    const controls = of(0xb0, 6)
      .filter(({ at }) => at === 400)
      .map(({ data1, data2 }) => [data1, data2]);
    expect(controls).toContainEqual([0, 0]);
    expect(controls).toContainEqual([32, 0]);
    expect(of(0x90, 6)).toMatchObject([{ at: 400, data1: 60 }]);
    expect(of(0x80, 0)).toMatchObject([{ data1: 48 }]);
    const end = of(0x80, 0)[0]?.at ?? 0;
    expect(end).toBeGreaterThanOrEqual(1_000);
    expect(end).toBeLessThan(1_020);
    const expression = (midiChannel: number, at: number) =>
      of(0xb0, midiChannel).findLast((one) => one.data1 === 11 && one.at <= at)?.data2 ?? 127;
    for (let at = 420; at < 990; at += 40) {
      const powers = [0, 6].map((midiChannel) => (expression(midiChannel, at) / 127) ** 4);
      expect((powers[0] ?? 0) + (powers[1] ?? 0)).toBeGreaterThan(0.85);
      expect((powers[0] ?? 0) + (powers[1] ?? 0)).toBeLessThan(1.05);
    }
    expect(expression(6, 1_100)).toBe(127);
    expect(of(0x80, 6)).toMatchObject([{ at: 3_000, data1: 60 }]);
  });

  test("leaves what the child holds as it is: its key ends where it began", () => {
    const { guard, of, playTo } = guarded();
    const commands = [on(100, 60, CHILD), program(200, 24, 0, CHILD), on(300, 64, CHILD), off(900, 60, CHILD)];
    for (const command of commands) guard.accept(command, 0);
    playTo(1_000);
    expect(of(0xc0, 7)).toMatchObject([{ at: 300, data1: 24 }]);
    expect(of(0x90, 7)).toMatchObject([{ data1: 64 }]);
    expect(of(0x80, 1)).toMatchObject([{ at: 900, data1: 60 }]);
    expect(of(0x80, 7)).toEqual([]);
  });

  test("outlasts STOP, a release and a cable that is pulled out", () => {
    const { guard, sent, of, playTo } = guarded();
    guard.accept(program(50, 71, 600), 0);
    guard.silence(0, 0);
    guard.accept({ ...program(0, 0, 0), kind: "release" }, 0);
    playTo(100);
    guard.disconnect();
    sent.length = 0;
    guard.connect();
    expect(of(0xc0, 0)).toMatchObject([{ data1: 71 }]);
  });

  test("of drums there is none", () => {
    const { guard, sent, playTo } = guarded();
    guard.accept(program(10, 40, 0, PARTNER, 3), 0);
    guard.accept(on(20, 36, PARTNER, 3), 0);
    playTo(50);
    expect(sent.filter(({ status, at }) => at > 0 && (status & 0xf0) === 0xc0)).toEqual([]);
  });

  test("is read from a line, and a line that asks for nonsense is not", () => {
    const line = { kind: "program", at: 5, player: "partner", voice: "bass", program: 43, over: 600 };
    expect(readOrder(JSON.stringify(line))).toMatchObject({
      kind: "sound",
      command: { kind: "program", player: PLAYERS.indexOf("partner"), voice: 1, level: 43, over: 600 },
    });
    for (const bad of [{ program: 128 }, { program: 1.5 }, { program: "0" }, { over: -1 }, { player: "nobody" }])
      expect(readOrder(JSON.stringify({ ...line, ...bad }))).toBeUndefined();
  });
});
