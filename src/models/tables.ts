import type { SegmentNetworks } from "../engine/ports.ts";
import type { Split, TuneSegments } from "./dataset.ts";
import { entriesOf } from "./entries.ts";
import { evaluateDirection } from "./evaluate-direction.ts";
import { evaluatePitch } from "./evaluate-pitch.ts";
import { evaluateTrend } from "./evaluate-trend.ts";
import type { Estimate } from "./evaluation/estimate.ts";
import { differenceOf, intervalOf, type Score } from "./scores.ts";

/** A Markdown table; numbers with so many digits, a dash for one that is none. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[], digits = 3): string {
  const cell = (value: string | number) =>
    typeof value === "string" ? value : Number.isFinite(value) ? value.toFixed(digits) : "–";
  const line = (cells: readonly (string | number)[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

/** The sizes of the splits, as a Markdown table. */
export function splitTable(tunes: readonly TuneSegments[]): string {
  const row = (split: Split): [string, ...number[]] => {
    const part = tunes.filter((tune) => tune.split === split);
    return [split, part.length, part.filter(({ simple }) => simple).length, entriesOf(part).length];
  };
  return table(
    ["split", "tunes", "of them simple", "segments to predict"],
    [row("training"), row("validation"), row("test")],
    0,
  );
}

/**
 * Scores as a table: mean, 95 % interval over tunes, mean on simple tunes, and how much better the network is (in bold) with
 * its interval. `sign`: 1 where more is better, −1 where less is.
 */
function scoreTable(what: string, scores: readonly Score[], sign: 1 | -1, network: (score: Score) => Score): string {
  const digits = 3;
  const span = (estimate: Estimate | undefined) =>
    estimate ? `${estimate.low.toFixed(digits)} to ${estimate.high.toFixed(digits)}` : "–";
  return table(
    [what, "mean", "95 % interval", "simple tunes", "the network's gain", "95 % interval"],
    scores.map((score) => {
      const own = network(score);
      const gain = own === score ? undefined : differenceOf(own, score);
      const signed = gain && { ...gain, low: sign > 0 ? gain.low : -gain.high, high: sign > 0 ? gain.high : -gain.low };
      return [
        score.predictor,
        score.mean.toFixed(digits),
        span(intervalOf(score)),
        score.simple.toFixed(digits),
        gain ? (sign * gain.value).toFixed(digits) : "–",
        span(signed),
      ];
    }),
  );
}

function bold(scores: readonly Score[]): Score[] {
  return scores.filter(({ predictor }) => predictor.startsWith("**"));
}

function lastBold(scores: readonly Score[]): (score: Score) => Score {
  const network = bold(scores).at(-1);
  return (score) => network ?? score;
}

/** Next initial pitch: bits, as a Markdown table. */
export function pitchTable({ pitch }: SegmentNetworks, tunes: readonly TuneSegments[]): string {
  const scores = evaluatePitch(pitch, tunes);
  return scoreTable("next initial pitch, test tunes: bits", scores, -1, lastBold(scores));
}

/** Next trend: error and bits a step, as two Markdown tables. */
export function trendTable({ trend }: SegmentNetworks, tunes: readonly TuneSegments[]): string {
  const { error, bits } = evaluateTrend(trend, tunes);
  return [
    scoreTable("next trend, test tunes: absolute error, semitones a step", error, -1, lastBold(error)),
    scoreTable("next trend, test tunes: bits a step", bits, -1, lastBold(bits)),
  ].join("\n\n");
}

/** Next direction: accuracy, as a Markdown table; each network beside the baselines that are told as much as it is. */
export function directionTable(networks: SegmentNetworks, tunes: readonly TuneSegments[]): string {
  const scores = evaluateDirection(networks, tunes);
  const [chained, told] = bold(scores);
  const toldToo = ({ predictor }: Score) => predictor.includes("told");
  return scoreTable(
    "direction (down, flat, up), test tunes: accuracy",
    scores,
    1,
    (score) => (toldToo(score) ? told : chained) ?? score,
  );
}
