import type { Pitch } from "../../engine/time/units.ts";
import type { GeneratedMusic, GenerationTask } from "./generator.ts";
import { loopSource } from "./looped.ts";

/**
 * The source's own rhythm, looped, with other pitches: for generators that know pitches alone. Onsets, durations, rests and
 * loudness are the source's, in their order, so that nothing about rhythm counts against them.
 */
export function repitchSource(task: GenerationTask, nextPitch: () => Pitch): GeneratedMusic {
  const { notes } = loopSource(task);
  return { notes: notes.map((note) => ({ ...note, pitch: nextPitch() })), joins: [] };
}
