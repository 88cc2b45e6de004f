import type { Millis } from "../time/units.ts";
import type { Stroke, Told } from "./decision.ts";
import type { Frame } from "./frames.ts";

/** A frame whose probability is above this is part of a tap. */
const ON = 0.5;
/** Two taps of one hand are so far apart at the least. */
const LEAST_GAP: Millis = 160;
/** The blow of a tap lies so far back at the most when the tap is noticed. */
const LOOK_BACK: Millis = 200;
/** A blow within a tap that is noticed already is a new one when it is that strong beside the last. */
const ANEW = 0.5;
/** Of the jolts just now the last that is about as hard as the hardest is the blow. */
const LAST_OF = 0.6;
/** A row is over after so much silence, or so many taps. */
const ROW_ENDS: Millis = 700;
const LONGEST_ROW = 8;
/** In g from a sample to the next: a tap that can just be felt, and one as hard as can be. */
const SOFT = 0.15;
const HARD = 3;

/** Taps in a row: each told at once as a stroke, all of them as one gesture when the row is over. */
export class TapRow {
  #blows: { at: Millis; jolt: number }[] = [];
  #row: Stroke[] = [];
  #last: { at: Millis; jolt: number } | undefined;

  reset(): void {
    this.#blows = [];
    this.#row = [];
    this.#last = undefined;
  }

  judge({ at, jolt, joltAt }: Frame, probability: number): Told[] {
    this.#blows = [...this.#blows.filter((blow) => blow.at > at - LOOK_BACK), { at: joltAt, jolt }];
    const told: Told[] = [];
    const stroke = probability >= ON ? this.#stroke() : undefined;
    if (stroke) {
      this.#row.push(stroke);
      told.push(stroke);
    }
    const [first] = this.#row;
    const newest = this.#row.at(-1);
    if (first && newest && (at - newest.at >= ROW_ENDS || this.#row.length >= LONGEST_ROW)) {
      const strength = this.#row.reduce((sum, tap) => sum + tap.strength, 0) / this.#row.length;
      told.push({ kind: "gesture", at, gesture: "tap", strength, strokes: this.#row.map((tap) => tap.at) });
      this.#row = [];
    }
    return told;
  }

  /** The blow that has just been noticed; undefined while it is still the last one's ringing. */
  #stroke(): Stroke | undefined {
    const last = this.#last;
    const fresh = this.#blows.filter(({ at }) => !last || at >= last.at + LEAST_GAP);
    const most = Math.max(SOFT, ...fresh.map(({ jolt }) => jolt));
    // A hand that is thrown down jolts, too, a tenth of a second before it hits.
    const blow = fresh.findLast(({ jolt }) => jolt > SOFT && jolt >= LAST_OF * most);
    if (!blow) return undefined;
    if (last && blow.at < last.at + 2 * LEAST_GAP && blow.jolt < ANEW * last.jolt) return undefined;
    this.#last = blow;
    const share = Math.log(blow.jolt / SOFT) / Math.log(HARD / SOFT);
    return { kind: "stroke", at: blow.at, strength: Math.max(0.05, Math.min(1, share)) };
  }
}
