import type { Gap } from "../../../engine/eeg/sample-line.ts";
import type { Millis } from "../../../engine/time/units.ts";

/** Counts what came and what was lost, in all and of the last minute. */
export class LossTally {
  received = 0;
  lost = 0;
  lastGap: Gap | undefined;
  /** By second of the clock: what came, what was lost. */
  readonly #seconds = new Map<number, { received: number; lost: number }>();

  add(received: number, gaps: readonly Gap[], at: Millis): void {
    const second = Math.floor(at / 1000);
    const tally = this.#seconds.get(second) ?? { received: 0, lost: 0 };
    const lost = gaps.reduce((sum, gap) => sum + gap.lost, 0);
    this.received += received;
    this.lost += lost;
    this.lastGap = gaps.at(-1) ?? this.lastGap;
    this.#seconds.set(second, { received: tally.received + received, lost: tally.lost + lost });
    for (const old of this.#seconds.keys()) {
      if (old > second - 60) break;
      this.#seconds.delete(old);
    }
  }

  /** Share lost of what was due in the minute before `at`. */
  lostOfMinute(at: Millis): number {
    const from = Math.floor(at / 1000) - 60;
    let [received, lost] = [0, 0];
    for (const [second, tally] of this.#seconds) {
      if (second <= from) continue;
      received += tally.received;
      lost += tally.lost;
    }
    return lost === 0 ? 0 : lost / (received + lost);
  }
}
