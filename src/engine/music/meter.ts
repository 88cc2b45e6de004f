import { PPQ, type Ticks } from "../time/units.ts";

/** A time signature: `beats` of the note value 1/`unit`. */
export interface Meter {
  readonly beats: number;
  readonly unit: number;
}

/** The length of a bar: 1920 ticks in 4/4, 1440 in 6/8. */
export function barTicks({ beats, unit }: Meter): Ticks {
  return (beats * 4 * PPQ) / unit;
}

/** The felt beat: the dotted unit in 6/8, 9/8 and 12/8, else the unit itself. */
export function beatTicks({ beats, unit }: Meter): Ticks {
  const compound = unit >= 8 && beats > 3 && beats % 3 === 0;
  return ((compound ? 3 : 1) * 4 * PPQ) / unit;
}
