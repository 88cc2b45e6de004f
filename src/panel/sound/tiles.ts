import type { SoundName } from "../../server/protocol.ts";

/** The General MIDI program of each sound that can be chosen, in the order of the tiles: to try it on this page. */
export const TILES = {
  piano: 0,
  marimba: 12,
  kalimba: 108,
  guitar: 24,
  harp: 46,
  flute: 73,
  clarinet: 71,
  strings: 49,
} as const satisfies Readonly<Record<SoundName, number>>;

export const TILE_NAMES = Object.keys(TILES) as SoundName[];
