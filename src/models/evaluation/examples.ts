import { barTicks } from "../../engine/music/meter.ts";
import { type Bpm, millisToTicks } from "../../engine/time/units.ts";
import type { TracedMusic } from "../generators/traced-music.ts";
import type { Evaluation, Example, GeneratorReport } from "./evaluation.ts";
import type { EvaluationPlan } from "./plan.ts";
import type { Excerpt, StreamReport } from "./stream-report.ts";

/** The first tunes of the plan are shown, whatever they sound like: examples are not chosen by ear. */
export const EXAMPLE_TUNES = 2;
/** Rivals beside ours: the nearest to the folk bands. */
const RIVALS = 2;
const SECONDS = 120;

/** The first two minutes of a stream. */
export function excerptOf({ notes, joins, origins }: TracedMusic, tempo: Bpm): Excerpt {
  const end = millisToTicks(1_000 * SECONDS, tempo);
  const heard = joins.filter((join) => join < end);
  return {
    notes: notes
      .filter(({ onset }) => onset < end)
      .map(({ onset, duration, pitch, velocity }) => [onset, duration, pitch, velocity]),
    joins: heard,
    ...(origins ? { origins: origins.slice(0, heard.length) } : {}),
  };
}

/** The held-out tune, ours, and the rivals that come nearest to the folk bands, of the first tunes of the plan. */
export function examplesOf(
  plan: EvaluationPlan,
  generators: readonly GeneratorReport[],
  streams: readonly StreamReport[],
): Evaluation["examples"] {
  const rank = ({ distance }: GeneratorReport) => distance?.value ?? Number.POSITIVE_INFINITY;
  const rivals = generators.filter(({ kind }) => kind === "rival").sort((a, b) => rank(a) - rank(b));
  const shown = [
    ...generators.filter(({ kind }) => kind === "reference").slice(0, 1),
    ...generators.filter(({ kind }) => kind === "ours"),
    ...rivals.slice(0, RIVALS),
  ];
  return plan.tunes.slice(0, EXAMPLE_TUNES).map(({ melody }): Example => {
    const pieces = shown.flatMap(({ name, title, kind }) => {
      const stream = streams.find(
        ({ generator, tune, excerpt }) => generator === name && tune === melody.id && excerpt !== undefined,
      );
      return stream?.excerpt
        ? [
            {
              generator: name,
              title: kind === "reference" ? "The tune itself" : title,
              intervals: stream.intervals,
              ranges: stream.ranges,
              excerpt: stream.excerpt,
            },
          ]
        : [];
    });
    return { tune: melody.id, title: melody.title, tempo: melody.tempo, bar: barTicks(melody.meter), pieces };
  });
}
