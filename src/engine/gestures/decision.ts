import type { Millis } from "../time/units.ts";
import { CHILD_GESTURES, type ChildGesture, type MadeGesture } from "./child-gesture.ts";
import type { Frame } from "./frames.ts";
import { HeldGesture } from "./held-gesture.ts";
import { TapRow } from "./tap-row.ts";

/** What a frame may be: no gesture, or one. Places in a list of probabilities. */
export const FRAME_CLASSES = ["none", ...CHILD_GESTURES] as const;
export type FrameClass = (typeof FRAME_CLASSES)[number];

/** A tap fell: told at once, before its row is over. */
export interface Stroke {
  readonly kind: "stroke";
  readonly at: Millis;
  readonly strength: number;
}

/** A gesture is over, or has gone on long enough to be told. */
export type Made = { readonly kind: "gesture"; readonly at: Millis } & MadeGesture;
export type Told = Stroke | Made;

/**
 * How gestures that last are told apart from passing doubt. Chosen on validation wearers: a raised hand and stillness are told later and
 * more surely than they could be, since a robot that answers what nobody made is worse than one that answers late.
 */
export const HELD: readonly { readonly gesture: Exclude<ChildGesture, "tap">; readonly how: HeldRules }[] = [
  { gesture: "shake", how: { on: 0.6, off: 0.35, least: 200, gap: 320, most: 2_500, counts: true } },
  { gesture: "raise", how: { on: 0.8, off: 0.3, least: 160, gap: 400, most: 0, counts: false } },
  { gesture: "sway", how: { on: 0.6, off: 0.35, least: 480, gap: 480, most: 6_000, counts: true } },
  { gesture: "still", how: { on: 0.8, off: 0.3, least: 1_200, gap: 200, most: 0, counts: false } },
];

/** Rules of a gesture that lasts. */
export interface HeldRules {
  /** The probability at which it begins, and the one under which it is no more. */
  readonly on: number;
  readonly off: number;
  /** So long above `on` before it is believed. */
  readonly least: Millis;
  /** So long under `off` before it is over. */
  readonly gap: Millis;
  /** Told after this even if it goes on; 0: as soon as it is believed. */
  readonly most: Millis;
  /** Whether its strokes are counted. */
  readonly counts: boolean;
}

/**
 * From the probabilities of each frame to what is told: each gesture once, with its time, its strength and its strokes. Nobody
 * makes two gestures with one hand: while one that lasts is on, taps are part of it.
 */
export class Decision {
  readonly #held = HELD.map(({ gesture, how }) => new HeldGesture(gesture, how));
  readonly #taps = new TapRow();
  #smooth: number[] = FRAME_CLASSES.map(() => 0);

  /** `probabilities`: one for each of {@link FRAME_CLASSES}. */
  judge(frame: Frame, probabilities: ArrayLike<number>): Told[] {
    this.#smooth = this.#smooth.map((past, place) => past + 0.5 * ((probabilities[place] ?? 0) - past));
    const told: Told[] = [];
    for (const held of this.#held) {
      const made = held.judge(frame, this.#smooth[FRAME_CLASSES.indexOf(held.gesture)] ?? 0);
      if (made) told.push(made);
    }
    const shakes = this.#held.some(({ gesture, believed }) => believed && (gesture === "shake" || gesture === "sway"));
    told.push(...this.#taps.judge(frame, shakes ? 0 : (probabilities[FRAME_CLASSES.indexOf("tap")] ?? 0)));
    return told;
  }

  /** Samples were lost: what was going on is forgotten. */
  reset(): void {
    this.#smooth = FRAME_CLASSES.map(() => 0);
    for (const held of this.#held) held.reset();
    this.#taps.reset();
  }
}
