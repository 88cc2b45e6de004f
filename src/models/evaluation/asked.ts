import { BANDS } from "../../engine/music/ruler/bands.ts";
import { STREAM_BANDS } from "../../engine/music/ruler/stream-repetition.ts";
import { fork, type Random } from "../../engine/random.ts";
import { nearerShare, type Portrayal } from "./compare-generators.ts";
import { type Estimate, estimateMean } from "./estimate.ts";
import type { AskedRow, Comparison, GeneratorReport, Likeness } from "./evaluation.ts";
import type { StreamReport } from "./stream-report.ts";
import { byTune, defined, nest, tallyOf } from "./streams-by-tune.ts";
import { WINDOW_FIGURES, WINDOW_INFO } from "./window-figures.ts";

/** What is asked of the generator, and what the run has shown. */
export interface Findings {
  readonly plan: { readonly tunes: number; readonly minutes: number; readonly seeds: number };
  readonly ours: GeneratorReport;
  readonly streams: readonly StreamReport[];
  readonly rivals: readonly { readonly report: GeneratorReport; readonly streams: readonly StreamReport[] }[];
  readonly comparisons: readonly Comparison[];
  readonly likenesses: readonly Likeness[];
}

/** What is asked for. */
const TUNES = 50;
const MINUTES = 10;
const INSIDE = 0.9;
const MORE_MUTATIONS = 0.01;
const FOUND = 0.6;
const NEARER = 0.9;
const CERTAIN = 0.05;
/** Rivals not beaten that are named. */
const NAMED = 4;
export const COPY_BOUND = 12;
/** Families that the stream must be more like its tune than. */
const FAMILIES = /chaos|logistic|pentatonic|ifs|iterated|markov|uniform/;

const number = (value: number, digits: number) => value.toFixed(digits).replace("-", "−");
const percent = (value: number, digits = 1) => number(100 * value, digits);
const thousandths = (value: number) => number(value, 3);

function interval({ low, high, tunes }: Estimate, say: (value: number) => string): string {
  if (tunes < 2) return "[one tune]";
  return `[${say(low)}${low < 0 ? " to " : "–"}${say(high)}]`;
}

function share(estimate: Estimate): string {
  return `${percent(estimate.value)} % ${interval(estimate, (value) => percent(value))}`;
}

/** A row whose figure could be taken, or that says why not. */
function judged(
  row: Pick<AskedRow, "topic" | "what" | "asked">,
  estimate: Estimate | null,
  say: (estimate: Estimate) => string,
  holds: (estimate: Estimate) => boolean,
): AskedRow {
  if (!estimate) return { ...row, seen: "not measured in this run", holds: null };
  return { ...row, seen: say(estimate), holds: holds(estimate) };
}

function windowRows({ ours }: Findings): AskedRow[] {
  return WINDOW_FIGURES.map((key) => {
    const { metric, title, digits } = WINDOW_INFO[key];
    const { low, high } = BANDS[key];
    return judged(
      {
        topic: "the stream",
        what: `${metric} · ${title}: windows inside [${number(low, digits)}–${number(high, digits)}]`,
        asked: `≥ ${percent(INSIDE, 0)} %`,
      },
      ours.metrics[key].inside,
      share,
      ({ value }) => value >= INSIDE,
    );
  });
}

function streamRows(findings: Findings, random: Random): AskedRow[] {
  const { ours, streams } = findings;
  const topic = "the stream";
  const growth = ours.growth.find(({ notes }) => notes === 1_200);
  const { low, high } = STREAM_BANDS[1_200];
  const band = `[${number(low, 3)}–${number(high, 3)}]`;
  const few = nest(byTune(streams), ({ figures }) =>
    tallyOf(defined([figures.mutationsOverSource]).map((more) => (more <= MORE_MUTATIONS ? 1 : 0))),
  );
  const restrained = estimateMean(few, fork(random, "mutations")) ?? null;
  const mean = ours.figures.mutationsOverSource.mean;
  return [
    judged(
      { topic, what: "interval 8-gram repetition at 1,200 notes, mean", asked: `inside ${band}` },
      growth?.mean ?? null,
      (seen) =>
        `${thousandths(seen.value)} ${interval(seen, thousandths)}; ${percent(growth?.inside?.value ?? 0, 0)} % of ${seen.n} streams inside`,
      ({ value }) => value >= low && value <= high,
    ),
    judged(
      { topic, what: "joins over 7 semitones", asked: "0" },
      ours.figures.wideJoins.mean,
      share,
      ({ value }) => value === 0,
    ),
    judged(
      { topic, what: "notes over 2 s", asked: "0" },
      ours.figures.longNotes.mean,
      share,
      ({ value }) => value === 0,
    ),
    judged(
      { topic, what: "mutation rate against the source tune's", asked: "≤ + 1 point, every stream" },
      restrained,
      (seen) => `${share(seen)} of the streams; mean ${percent(mean?.value ?? Number.NaN, 2)} points`,
      ({ value }) => value === 1,
    ),
  ];
}

function likenessRows(findings: Findings, random: Random): AskedRow[] {
  const topic = "stays itself";
  const families = findings.rivals.filter(({ report }) => FAMILIES.test(report.name));
  const nearer = (key: Portrayal) =>
    nearerShare(
      findings.streams,
      families.map(({ streams }) => streams),
      key,
      fork(random, key),
    );
  const alone = (key: "ranges" | "intervals") => {
    const shares = findings.likenesses
      .filter(({ rival }) => FAMILIES.test(rival))
      .flatMap((likeness) => likeness[key]?.value ?? [])
      .sort((a, b) => a - b);
    return `${percent(shares[0] ?? Number.NaN, 0)}–${percent(shares.at(-1) ?? Number.NaN, 0)} % against each alone`;
  };
  const chance = percent(1 / Math.max(1, findings.plan.tunes), 0);
  const row = (name: string, key: Portrayal) =>
    judged(
      {
        topic,
        what: `tunes on which the ${name} histogram is nearer to the source's than every chaos, IFS, Markov and uniform generator's (${families.length})`,
        asked: `≥ ${percent(NEARER, 0)} %`,
      },
      nearer(key),
      (seen) => `${share(seen)}; ${alone(key === "rangeDistance" ? "ranges" : "intervals")}`,
      ({ value }) => value >= NEARER,
    );
  return [
    judged(
      {
        topic,
        what: `streams whose source the classifier finds (chance ${chance} %)`,
        asked: `≥ ${percent(FOUND, 0)} %`,
      },
      findings.ours.figures.found.mean,
      share,
      ({ value }) => value >= FOUND,
    ),
    row("PR", "rangeDistance"),
    row("PV", "intervalDistance"),
  ];
}

function rivalRow({ ours, rivals, comparisons }: Findings): AskedRow {
  const row = {
    topic: "beats the rivals",
    what: `combined distance to the folk bands against each of ${comparisons.length} rivals`,
    asked: "first, p < 0.05 after Holm",
  };
  const own = ours.distance;
  if (!own || comparisons.length === 0) return { ...row, seen: "no rival was measured in this run", holds: null };
  const beaten = comparisons.filter(({ difference, corrected }) => difference.value > 0 && corrected < CERTAIN);
  const ahead = rivals.filter(({ report }) => (report.distance?.value ?? Number.POSITIVE_INFINITY) <= own.value);
  const left = comparisons.filter((comparison) => !beaten.includes(comparison)).map(({ rival }) => rival);
  const open = left.length > 0 && left.length <= NAMED ? `; not: ${left.join(", ")}` : "";
  return {
    ...row,
    seen: `${thousandths(own.value)} ${interval(own, thousandths)}, place ${ahead.length + 1}; nearer than ${beaten.length} of ${comparisons.length}${open}`,
    holds: beaten.length === comparisons.length,
  };
}

function copyRow({ ours }: Findings): AskedRow {
  const row = {
    topic: "copy bound",
    what: "longest passage verbatim from one tune, over all streams",
    asked: `≤ ${COPY_BOUND} tokens`,
  };
  if (!ours.copy) return { ...row, seen: "not measured in this run", holds: null };
  const { length, from, tune, seed } = ours.copy;
  return {
    ...row,
    seen: `${length} (of ${from}, in the stream of ${tune}, seed ${seed})`,
    holds: length <= COPY_BOUND,
  };
}

/** The table "asked, seen, holds": every figure is computed from the run. */
export function askedRows(findings: Findings, random: Random): AskedRow[] {
  const { tunes, minutes, seeds } = findings.plan;
  return [
    {
      topic: "the run",
      what: "held-out tunes × minutes × seeds",
      asked: `≥ ${TUNES} × ${MINUTES} × 1`,
      seen: `${tunes} × ${minutes} × ${seeds}`,
      holds: tunes >= TUNES && minutes >= MINUTES,
    },
    ...windowRows(findings),
    ...streamRows(findings, random),
    ...likenessRows(findings, random),
    rivalRow(findings),
    copyRow(findings),
  ];
}
