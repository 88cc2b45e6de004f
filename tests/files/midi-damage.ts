import type { Draws } from "../../src/engine/random.ts";
import type { MidiScore } from "../../src/files/midi-score.ts";
import { LONGEST } from "../../src/files/midi-score.ts";

/** One damaged copy of a file: cut off, a length overwritten, bytes flipped, noise, a piece repeated or taken out. */
export function damage(original: Uint8Array, draws: Draws): Uint8Array {
  const bytes = Uint8Array.from(original);
  const place = () => draws.whole(0, bytes.length - 1);
  switch (draws.whole(0, 6)) {
    case 0:
      return bytes.slice(0, draws.whole(0, bytes.length));
    case 1: {
      const at = draws.pick([4, 8, 9, 10, 11, 12, 13, 18, 19, 20, 21]);
      if (at < bytes.length) bytes[at] = draws.whole(0, 255);
      return bytes;
    }
    case 2:
      for (let i = draws.whole(1, 8); i > 0; i--) bytes[place()] = draws.whole(0, 255);
      return bytes;
    case 3: {
      const from = place();
      const to = Math.min(bytes.length, from + draws.whole(1, 128));
      for (let i = from; i < to; i++) bytes[i] = draws.whole(0, 255);
      return bytes;
    }
    case 4: {
      const at = place();
      bytes[at] = (bytes[at] ?? 0) ^ (1 << draws.whole(0, 7));
      return bytes;
    }
    case 5: {
      const from = place();
      const to = Math.min(bytes.length, from + draws.whole(1, 64));
      return Uint8Array.from([...bytes.subarray(0, to), ...bytes.subarray(from)]);
    }
    default: {
      const from = place();
      return Uint8Array.from([...bytes.subarray(0, from), ...bytes.subarray(from + draws.whole(1, 16))]);
    }
  }
}

const whole = (value: number, low: number, high: number) => Number.isInteger(value) && value >= low && value <= high;

/** The first value of a score that cannot be, in words; undefined when all can. */
export function impossible(score: MidiScore): string | undefined {
  for (const { notes } of score.tracks) {
    let before = 0;
    for (const { onset, duration, pitch, velocity, midiChannel } of notes) {
      if (!whole(onset, before, LONGEST + 1)) return `onset ${onset} after ${before}`;
      if (!whole(duration, 1, LONGEST + 1)) return `duration ${duration}`;
      if (!whole(pitch, 0, 127)) return `pitch ${pitch}`;
      if (!whole(velocity, 1, 127)) return `velocity ${velocity}`;
      if (!whole(midiChannel, 0, 15)) return `midiChannel ${midiChannel}`;
      before = onset;
    }
  }
  for (const map of [score.tempos, score.meters, score.keySignatures]) {
    let before = -1;
    for (const { at } of map) {
      if (!whole(at, before + 1, LONGEST + 1)) return `a change at ${at} after ${before}`;
      before = at;
    }
  }
  if (score.tempos[0]?.at !== 0 || score.meters[0]?.at !== 0) return "no tempo or meter at the start";
  for (const { tempo } of score.tempos) if (!(tempo >= 4 && tempo <= 1000)) return `tempo ${tempo}`;
  for (const { meter } of score.meters) {
    if (!whole(meter.beats, 1, 64) || !whole(Math.log2(meter.unit), 0, 6)) return `meter ${meter.beats}/${meter.unit}`;
  }
  for (const { fifths } of score.keySignatures) if (!whole(fifths, -7, 7)) return `${fifths} fifths`;
  return undefined;
}
