import type { Key } from "../../engine/music/key.ts";
import type { Melody } from "../../engine/music/melody.ts";
import type { Meter } from "../../engine/music/meter.ts";
import type { Pitch } from "../../engine/time/units.ts";

/** The commonest spelling of each tonic, 0–11. */
const TONICS: Record<Key["mode"], readonly string[]> = {
  major: ["C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"],
  minor: ["C", "C#", "D", "Eb", "E", "F", "F#", "G", "G#", "A", "Bb", "B"],
};

/** The name of a key, such as "Bb major". */
export function keyName({ tonic, mode }: Key): string {
  return `${TONICS[mode][tonic] ?? "?"} ${mode}`;
}

/** The name of a meter, such as "6/8". */
export function meterName({ beats, unit }: Meter): string {
  return `${beats}/${unit}`;
}

/** A melody's lowest and highest pitch. */
export function rangeOf({ notes }: Pick<Melody, "notes">): { readonly lowest: Pitch; readonly highest: Pitch } {
  let lowest = 127;
  let highest = 0;
  for (const { pitch } of notes) {
    lowest = Math.min(lowest, pitch);
    highest = Math.max(highest, pitch);
  }
  return { lowest, highest };
}
