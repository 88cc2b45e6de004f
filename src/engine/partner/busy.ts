/** Onsets a beat for each step of how busy (panel.md 6): 0 is a drone. */
const ONSETS = [0, 0.5, 1, 2, 3, 4] as const;
export const MOST_BUSY = ONSETS.length - 1;

/** Where in a beat the onsets fall, as shares of it. A step more adds onsets and moves none. */
const PARTS: readonly (readonly number[])[] = [[], [0], [0], [0, 0.5], [0, 0.5, 0.75], [0, 0.25, 0.5, 0.75]];
/** On the way from one step to the next, one beat of the bar after the other becomes busier: the last first. */
const SOONER = [0.125, 0.625, 0.375, 0.875] as const;

/** Onsets a beat at a busyness of 0–5, between the steps as well. */
export function onsetsABeat(busy: number): number {
  const step = Math.max(0, Math.min(MOST_BUSY - 1, Math.floor(busy)));
  const [below = 0, above = 0] = ONSETS.slice(step);
  return below + Math.max(0, Math.min(1, busy - step)) * (above - below);
}

/** The busyness with so many onsets a beat: the inverse of {@link onsetsABeat}, 0–5. */
export function busyWith(onsets: number): number {
  for (let step = 0; step < MOST_BUSY; step++) {
    const [below = 0, above = 0] = ONSETS.slice(step);
    if (onsets <= above) return step + Math.max(0, onsets - below) / (above - below);
  }
  return MOST_BUSY;
}

/** Where the onsets of a beat fall, as shares of it; `index` counts beats from the first of a bar. */
export function partsOf(busy: number, index: number): readonly number[] {
  const step = Math.max(0, Math.min(MOST_BUSY, Math.floor(busy + (SOONER[index % 4] ?? 0))));
  if (step === 1 && index % 2 === 1) return [];
  return PARTS[step] ?? [];
}
