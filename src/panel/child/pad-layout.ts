import type { ChildView, PadPlace, Pitch, View } from "../../server/protocol.ts";

/** A place to play on. */
export interface Pad {
  readonly pitch: Pitch;
  readonly drum: boolean;
  /** How it is coloured: one of six soft hues, or as the key was learnt. */
  readonly hue: number | PadPlace["colour"];
}

const PENTATONIC = [0, 2, 4, 7, 9];
const MAJOR = [0, 2, 4, 5, 7, 9, 11];
const LOWEST = 60;
const HUES = 6;

/** The note of a step of a scale, from 0 at C4. */
function pitchOf(step: number, scale: readonly number[]): Pitch {
  return LOWEST + 12 * Math.floor(step / scale.length) + (scale[step % scale.length] as number);
}

/**
 * The places to play on, in order. Pads go up the major pentatonic, where nothing sounds wrong with anything; keys are the white ones;
 * the instrument's own are those that were learnt on it, and pads until some were.
 */
export function padsOf({ pads, look }: Pick<ChildView, "pads" | "look">, layout: View["childScreen"]["layout"]): Pad[] {
  if (look === "instrument" && layout.length > 0) {
    return layout.map(({ pitch, drum, colour }) => ({ pitch, drum, hue: colour }));
  }
  const scale = look === "keys" ? MAJOR : PENTATONIC;
  return Array.from({ length: pads }, (_, step) => ({ pitch: pitchOf(step, scale), drum: false, hue: step % HUES }));
}

/** As square as it goes: one row of up to four, then two rows, then three. Keys stand in one row. */
export function columnsOf(count: number, look: ChildView["look"]): number {
  if (look === "keys") return count;
  return Math.ceil(count / (count <= 4 ? 1 : count <= 8 ? 2 : 3));
}
