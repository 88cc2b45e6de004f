import type { Measure } from "../../engine/measures/measure.ts";
import { measurePhase } from "../../engine/measures/phase.ts";
import type { Span } from "../../engine/measures/preprocessing.ts";
import { fork, seeded } from "../../engine/random.ts";
import { phaseRecord } from "../../engine/record/phase-record.ts";
import type { SessionRecord } from "../../engine/record/session-record.ts";

/** The measures of one phase. */
export interface MeasuredPhase {
  readonly name: string;
  readonly label: string;
  readonly span: Span;
  readonly measures: readonly Measure[];
}

/** Every phase of a session measured. The seed draws the surrogates of chance: equal records and seeds give equal measures. */
export function measureSession(record: SessionRecord, seed: number): MeasuredPhase[] {
  return record.phases.map((phase, number) => ({
    ...phase,
    measures: measurePhase(phaseRecord(record, phase), fork(seeded(seed, "measures"), `phase ${number}`)),
  }));
}
