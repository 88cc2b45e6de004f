import type { Pitch } from "../../server/protocol.ts";

const PENTATONIC = [0, 2, 4, 7, 9];
const LOWEST = 60;

/** The note of a pad, from 0: up the major pentatonic from C4, where nothing sounds wrong with anything. */
export function padPitch(pad: number): Pitch {
  return LOWEST + 12 * Math.floor(pad / PENTATONIC.length) + (PENTATONIC[pad % PENTATONIC.length] as number);
}
