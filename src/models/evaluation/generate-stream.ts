import type { Millis } from "../../engine/time/units.ts";
import type { GenerationTask } from "../generators/generator.ts";
import type { TracedMusic } from "../generators/traced-music.ts";

/** A stream of the wanted duration, and one of the wanted number of notes where a slow tune gives fewer in that time. */
export interface GeneratedStream {
  readonly music: TracedMusic;
  /** At least as many notes as were wanted, unless the generator has no more; the same music where that has them. */
  readonly longer: TracedMusic;
}

/** Attempts at guessing the duration that gives so many notes. */
const ATTEMPTS = 3;
/** More than the guess, so that the first one mostly does. */
const MARGIN = 1.1;

/** Generates a stream, and the longer one from the same seed. */
export function generateStream(
  generate: (task: GenerationTask) => TracedMusic,
  task: GenerationTask,
  notes: number,
): GeneratedStream {
  const music = generate(task);
  let longer = music;
  let duration: Millis = task.duration;
  for (let attempt = 0; attempt < ATTEMPTS && longer.notes.length < notes && longer.notes.length > 0; attempt++) {
    duration *= Math.max(MARGIN, (MARGIN * notes) / longer.notes.length);
    const next = generate({ ...task, duration });
    if (next.notes.length <= longer.notes.length) break;
    longer = next;
  }
  return { music, longer };
}
