import type { Millis } from "../time/units.ts";
import { gate, type Measure, withheld } from "./measure.ts";
import type { Span } from "./preprocessing.ts";

/** Bins of time: a after a turn with an onset, b after a turn without, c elsewhere with, d elsewhere without. */
interface Table {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

const BIN: Millis = 1_000;
/** How long after the end of the partner's turn an onset may be an answer. */
const AFTER: Millis = 3_000;

/** Yule's Q = (ad − bc)/(ad + bc); undefined when both products are 0. */
export function yulesQ({ a, b, c, d }: Table): number | undefined {
  const together = a * d + b * c;
  return together === 0 ? undefined : (a * d - b * c) / together;
}

/** Operant contingency value a/(a+b) − c/(c+d); undefined when a row is empty. */
export function contingencyValue({ a, b, c, d }: Table): number | undefined {
  return a + b === 0 || c + d === 0 ? undefined : a / (a + b) - c / (c + d);
}

/** The smallest count that chance alone would give a cell: row total × column total / all. 0 for an empty table. */
export function leastExpected({ a, b, c, d }: Table): number {
  const all = a + b + c + d;
  return all === 0 ? 0 : (Math.min(a + b, c + d) * Math.min(a + c, b + d)) / all;
}

/** Sorts the whole 1-s bins of the phase; a bin is after a turn when its middle is within 3 s of the end of a partner's turn. */
export function tabulate(phase: Span, child: readonly Millis[], partner: readonly Span[]): Table {
  const bins = Math.floor((phase.end - phase.start) / BIN);
  const played = new Set(child.map((at) => Math.floor((at - phase.start) / BIN)));
  const table = { a: 0, b: 0, c: 0, d: 0 };
  for (let bin = 0; bin < bins; bin++) {
    const middle = phase.start + (bin + 0.5) * BIN;
    const after = partner.some(({ end }) => middle >= end && middle < end + AFTER);
    if (after) table[played.has(bin) ? "a" : "b"]++;
    else table[played.has(bin) ? "c" : "d"]++;
  }
  return table;
}

/**
 * `contingency` (Yule's Q) and `contingency_ocv`: whether the child plays within 3 s after the partner's turn more than at
 * other times; n = bins, every expected cell at least 5. Neighbouring bins are not independent: no test of significance.
 */
export function measureContingency(table: Table): Measure[] {
  const n = table.a + table.b + table.c + table.d;
  const expected = leastExpected(table);
  if (expected < 5) {
    const reason = `Not enough playing: chance would give ${expected.toFixed(1)} seconds of one kind, 5 are needed.`;
    return [withheld("contingency", n, reason), withheld("contingency_ocv", n, reason)];
  }
  const needs = { least: 1, what: "seconds" };
  return [gate("contingency", yulesQ(table), n, needs), gate("contingency_ocv", contingencyValue(table), n, needs)];
}
