import type { EpochMeasures } from "../../engine/eeg/epoch-meter.ts";
import type { Millis } from "../../engine/time/units.ts";
import type { OwnRest } from "../../models/eeg/own-rest.ts";
import { SEQUENCES, type TimedWindow } from "../../models/eeg/sequences.ts";
import type { EegWindow } from "../../models/eeg/window.ts";
import { windowsFrom } from "../../models/eeg/windows.ts";

/** From one window of a sequence to the next, as in training. */
export const WINDOW_STEP: Millis = 1000;

/** The windows of late, against one child's own rest, and the sequence that ends now. */
export class WindowLine {
  readonly #see: (measures: EpochMeasures) => EegWindow | undefined;
  #windows: TimedWindow[] = [];

  constructor(rest: OwnRest) {
    this.#see = windowsFrom(rest);
  }

  /**
   * The sequence of windows, a second apart, that ends with this epoch: oldest first. "artefact": too few good channels; "settling":
   * too few windows since the last break.
   */
  add(end: Millis, measures: EpochMeasures): readonly EegWindow[] | "artefact" | "settling" {
    const window = this.#see(measures);
    if (!window) return "artefact";
    this.#windows = this.#windows.filter((one) => end - one.end <= SEQUENCES.longest);
    this.#windows.push({ end, window });
    const sequence: EegWindow[] = [];
    let next = Number.POSITIVE_INFINITY;
    for (const one of this.#windows.toReversed()) {
      // Half a millisecond for times that were rounded.
      if (one.end > next + 0.5 || sequence.length === SEQUENCES.length) continue;
      sequence.unshift(one.window);
      next = one.end - WINDOW_STEP;
    }
    return sequence.length < SEQUENCES.length ? "settling" : sequence;
  }

  /** A boundary: no sequence reaches across. */
  restart(): void {
    this.#windows = [];
  }
}
