import { MEASURES, type MeasureId } from "./catalogue.ts";

interface Described {
  readonly id: MeasureId;
  readonly unit: string;
  /** How much the value rests on: onsets, intervals, cues, windows, … as the measure says. */
  readonly n: number;
  readonly version: number;
}

/**
 * One computed value. Where `ok` is false there was too little to go by: the view shows the reason, never a number.
 * `ci` is a 95 % interval. A reason beside a value is a remark (censored cues, for example).
 */
export type Measure = Described &
  (
    | {
        readonly ok: true;
        readonly value: number;
        readonly ci?: readonly [low: number, high: number];
        readonly reason?: string;
      }
    | { readonly ok: false; readonly value: null; readonly reason: string }
  );

/** A measure with a value. `value` must be finite; a formula that has no value is {@link withheld} instead. */
export function measured(
  id: MeasureId,
  value: number,
  n: number,
  more: { readonly ci?: readonly [low: number, high: number]; readonly reason?: string } = {},
): Measure {
  const { unit, version } = MEASURES[id];
  return { id, value, unit, n, ...more, ok: true, version };
}

/** A measure without a value, and why in plain words. */
export function withheld(id: MeasureId, n: number, reason: string): Measure {
  const { unit, version } = MEASURES[id];
  return { id, value: null, unit, n, ok: false, reason, version };
}

/** What a gate asks for: at least `least` of `what` ("onsets of the child"). */
export interface Needs {
  readonly least: number;
  readonly what: string;
}

/**
 * The gate every measure passes: a value when there are at least `least` of what it counts and the formula has a finite
 * value, else "not enough playing" with the figures.
 */
export function gate(id: MeasureId, value: number | undefined, n: number, { least, what }: Needs): Measure {
  if (n < least) return withheld(id, n, `Not enough playing: ${n} of the ${least} ${what} that are needed.`);
  if (value === undefined || !Number.isFinite(value)) {
    return withheld(id, n, `Not enough playing: these ${what} give no value.`);
  }
  return measured(id, value, n);
}
