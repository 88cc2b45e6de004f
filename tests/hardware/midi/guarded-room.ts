import type { PackedCommand } from "../../../src/hardware/midi/command-ring.ts";
import { NoteGuard } from "../../../src/hardware/midi/note-guard.ts";
import { PLAYERS } from "../../../src/hardware/midi/output-line.ts";
import { Receiver } from "./receiver.ts";

export const CHANNELS = [1, 2, 0, 3];
export const PARTNER = PLAYERS.indexOf("partner");
export const CHILD = PLAYERS.indexOf("child");
const PLAIN = { voice: 0, pitch: 0, level: 0, over: 0 };
export const on = (at: number, pitch: number, player = PARTNER, voice = 0): PackedCommand => ({
  ...PLAIN,
  kind: "noteOn",
  at,
  player,
  voice,
  pitch,
  level: 64,
});
export const off = (at: number, pitch: number, player = PARTNER, voice = 0): PackedCommand => ({
  ...PLAIN,
  kind: "noteOff",
  at,
  player,
  voice,
  pitch,
});
export const release = (at: number, fade: number, player = PARTNER): PackedCommand => ({
  ...PLAIN,
  kind: "release",
  at,
  player,
  over: fade,
});

export const level = (at: number, decibels: number, over: number, player = PARTNER): PackedCommand => ({
  ...PLAIN,
  kind: "level",
  at,
  player,
  level: decibels,
  over,
});

/** The partner's bass and chords have channels of their own; all drums share the tenth. */
export function voicesOn(channels: readonly number[]): number[][] {
  return channels.map((own, player) => (player === PARTNER ? [own, 4, 5, 9] : [own, own, own, 9]));
}

/** A guard with a plugged-in instrument behind it, in simulated time. */
export function room(channels = CHANNELS) {
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
