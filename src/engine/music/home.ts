import type { PitchClass } from "../time/units.ts";
import { type Key, type Mode, nearestMode } from "./key.ts";
import { type ScaleChoice, stepsOf } from "./scales.ts";

/**
 * A tonal home as the therapist sets it: a root and a scale. Where a mode stands in place of the scale (as in records from before
 * there were scales), a minor one has whichever seventh the child plays.
 */
export type Home =
  | { readonly tonic: PitchClass; readonly scale: ScaleChoice }
  | { readonly tonic: PitchClass; readonly mode: Mode };

/** The home as a key: with the mode that the networks know it by. */
export function keyOf(home: Home): Key {
  if ("mode" in home) return home;
  return { tonic: home.tonic, mode: nearestMode(stepsOf(home.scale)), scale: home.scale };
}
