import type { SegmentNetworks } from "../engine/ports.ts";
import type { Split, TuneSegments } from "./dataset.ts";
import { entriesOf } from "./entries.ts";
import { evaluateDirection } from "./evaluate-direction.ts";
import { evaluatePitch } from "./evaluate-pitch.ts";
import { evaluateTrend } from "./evaluate-trend.ts";

function table(head: readonly string[], rows: readonly (readonly [string, ...number[]])[], digits = 3): string {
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

/** Next initial pitch: bits, as a Markdown table. */
export function pitchTable({ pitch }: SegmentNetworks, tunes: readonly TuneSegments[]): string {
  const scores = evaluatePitch(pitch, tunes);
  return table(
    ["next initial pitch, test tunes", "bits", "bits, simple tunes"],
    scores.map(({ predictor, bits, simpleBits }) => [predictor, bits, simpleBits]),
  );
}

/** Next trend: bits a step and error of the course, as a Markdown table. */
export function trendTable({ trend }: SegmentNetworks, tunes: readonly TuneSegments[]): string {
  const scores = evaluateTrend(trend, tunes);
  return table(
    ["next trend, test tunes", "bits a step", "simple", "error of the course (semitones)", "simple"],
    scores.map(({ predictor, bits, simpleBits, error, simpleError }) => [
      predictor,
      bits,
      simpleBits,
      error,
      simpleError,
    ]),
  );
}

/** Next direction: accuracy, as a Markdown table. */
export function directionTable(networks: SegmentNetworks, tunes: readonly TuneSegments[]): string {
  const scores = evaluateDirection(networks, tunes);
  return table(
    ["direction (down, flat, up), test tunes", "accuracy", "simple tunes"],
    scores.map(({ predictor, accuracy, simpleAccuracy }) => [predictor, accuracy, simpleAccuracy]),
  );
}
