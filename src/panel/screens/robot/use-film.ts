import { type ReadonlySignal, type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Preview } from "../../../server/protocol.ts";

/** Poses come twenty times a second. */
const RATE = 20;

export interface Film {
  /** Seconds from the beginning. */
  readonly at: ReadonlySignal<number>;
  show(at: number): void;
  play(): void;
  /** Where the joints of these names are now; undefined without a preview. */
  pose(joints: readonly string[]): Readonly<Record<string, number>> | undefined;
}

/** Shows a preview as it would move, once, in its own time. Where nothing shall move on the page it stands at its end. */
export function useFilm(preview: Signal<Preview | null>): Film {
  const at = useSignal(0);
  const frame = useRef(0);
  const stop = (): void => cancelAnimationFrame(frame.current);
  useEffect(() => stop, []);
  return {
    at,
    show: (to) => {
      stop();
      at.value = to;
    },
    play: () => {
      stop();
      const length = preview.peek()?.length ?? 0;
      const still =
        document.documentElement.dataset.motion === "still" || matchMedia("(prefers-reduced-motion: reduce)").matches;
      if (still) {
        at.value = length;
        return;
      }
      const began = performance.now();
      const next = (): void => {
        at.value = Math.min(length, Math.round(RATE * ((performance.now() - began) / 1_000)) / RATE);
        if (at.peek() < length) frame.current = requestAnimationFrame(next);
      };
      next();
    },
    pose: (joints) => {
      const poses = preview.value?.poses;
      const pose = poses?.[Math.min(poses.length - 1, Math.round(at.value * RATE))];
      return pose && Object.fromEntries(joints.map((name, place) => [name, pose[place] ?? 0]));
    },
  };
}
