import type { Millis } from "../../../engine/time/units.ts";
import type { EegExample } from "../learner.ts";

/** Windows from the beginning of one sub-sequence to the next, but never more than it has. */
const STEP = 2;
/** Two windows whose ends are farther apart do not belong together: something was left out between. */
const FARTHEST: Millis = 2500;

/** Examples of one recording that follow on each other, joined. */
function stretchesOf(own: readonly EegExample[], window: Millis): EegExample[] {
  const stretches: EegExample[] = [];
  for (const example of [...own].sort((a, b) => a.to - b.to)) {
    const before = stretches.at(-1);
    const apart = before ? example.from + window - before.to : Number.POSITIVE_INFINITY;
    if (before && apart > 0 && apart <= FARTHEST) {
      stretches[stretches.length - 1] = {
        ...before,
        to: example.to,
        windows: [...before.windows, ...example.windows],
      };
    } else {
      stretches.push(example);
    }
  }
  return stretches;
}

/**
 * All sequences of `length` windows in the recordings of these examples, beginning at every other window, also across two examples that
 * follow on each other: many more to learn from than the examples, which do not overlap. `window`: the length of an epoch.
 */
export function subSequences(examples: readonly EegExample[], length: number, window: Millis): EegExample[] {
  const step = Math.min(STEP, length);
  const recordings = new Map<string, EegExample[]>();
  for (const example of examples) {
    const own = recordings.get(example.recording);
    if (own) own.push(example);
    else recordings.set(example.recording, [example]);
  }
  return [...recordings.values()].flatMap((own) =>
    stretchesOf(own, window).flatMap((stretch) =>
      Array.from({ length: Math.max(0, Math.floor((stretch.windows.length - length) / step) + 1) }, (_, i) => {
        return { ...stretch, windows: stretch.windows.slice(step * i, step * i + length) };
      }),
    ),
  );
}
