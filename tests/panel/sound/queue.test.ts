import { describe, expect, test } from "vitest";
import { SoundQueue } from "../../../src/panel/sound/queue.ts";
import type { Player, SoundCommand } from "../../../src/server/protocol.ts";

const on = (at: number, pitch = 60, player: Player = "partner"): SoundCommand => ({
  kind: "noteOn",
  at,
  player,
  pitch,
  velocity: 64,
});
const off = (at: number, pitch = 60): SoundCommand => ({ kind: "noteOff", at, player: "partner", pitch });
const release = (at: number): SoundCommand => ({ kind: "release", at, player: "partner", fade: 200 });

function queueOf(...commands: SoundCommand[]): SoundQueue {
  const queue = new SoundQueue();
  for (const command of commands) queue.add(command);
  return queue;
}

describe("the queue before the synthesiser", () => {
  test("gives commands in order of time, whatever order they came in, and only what is due", () => {
    const queue = queueOf(on(300), on(100), on(200));
    expect(queue.take(200)).toEqual([on(100), on(200)]);
    expect(queue.take(299)).toEqual([]);
    expect(queue.take(300)).toEqual([on(300)]);
  });

  test("a note that ends and begins again at one moment ends first, as it was sent", () => {
    expect(queueOf(on(0), off(100), on(100)).take(100)).toEqual([on(0), off(100), on(100)]);
  });

  test("a release takes its player's waiting notes along, from its own time on", () => {
    const queue = queueOf(on(50), on(200), off(300), on(200, 72, "child"));
    queue.add(release(100));
    expect(queue.take(1_000)).toEqual([on(50), release(100), on(200, 72, "child")]);
  });

  test("notes that come after a release are new music", () => {
    expect(queueOf(on(200), release(100), on(250)).take(1_000)).toEqual([release(100), on(250)]);
  });

  test("silence takes everybody's notes along", () => {
    const silence: SoundCommand = { kind: "silence", at: 100, fade: 150 };
    expect(queueOf(on(200), on(300, 64, "child"), silence).take(1_000)).toEqual([silence]);
  });

  test("can be emptied of all but levels, which outlast a STOP", () => {
    const level: SoundCommand = { kind: "level", at: 4, player: "child", level: -12, over: 1_000 };
    const queue = queueOf(on(1), on(2, 60, "child"), release(3), level);
    queue.clear();
    expect(queue.take(1_000)).toEqual([level]);
  });

  test("a release and silence leave levels alone", () => {
    const level: SoundCommand = { kind: "level", at: 200, player: "partner", level: -6, over: 150 };
    const silence: SoundCommand = { kind: "silence", at: 150, fade: 150 };
    expect(queueOf(level, release(100), silence).take(1_000)).toEqual([release(100), silence, level]);
  });
});
