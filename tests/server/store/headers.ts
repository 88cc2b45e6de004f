import type { SessionHeader } from "../../../src/server/store/record.ts";

/** A header as the server makes it. */
export function header(id: string, child = "K-7F3", startedAt = "2026-08-09T10:00:00.000Z"): SessionHeader {
  return { version: 1, id, child, seed: 7, startedAt, settings: { rig: "simulated", nickname: "Sunflower" } };
}

/** One line of a log: a note with the commands it led to. */
export function noteLine(seq: number): string {
  const event = {
    kind: "noteOn",
    at: seq * 100,
    player: "child",
    device: "keys",
    pitch: 60 + (seq % 12),
    velocity: 80,
  };
  return JSON.stringify({ seq, event, commands: [{ kind: "wake", at: seq * 100 + 600, name: "phrase-end" }] });
}
