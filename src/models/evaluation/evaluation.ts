import { z } from "zod";
import { GROWTH_LENGTHS, SET_FEATURES, STREAM_FIGURES } from "./stream-figures.ts";
import { Excerpt } from "./stream-report.ts";
import { WINDOW_FIGURES } from "./window-figures.ts";

const Estimate = z
  .strictObject({ value: z.number(), low: z.number(), high: z.number(), n: z.int(), tunes: z.int() })
  .describe(
    "A figure with its 95 % interval over tunes and seeds, and how many values of how many tunes it stands on.",
  );

const Band = z.strictObject({ low: z.number(), median: z.number(), high: z.number() });

const Spread = z
  .strictObject({
    p5: z.number(),
    p25: z.number(),
    p50: z.number(),
    p75: z.number(),
    p95: z.number(),
    bins: z
      .array(z.number())
      .describe("Shares of the values in equal bins over the figure's domain; outliers at its edges."),
  })
  .describe("How values are spread.");
export type Spread = z.infer<typeof Spread>;

const WindowRow = z.strictObject({
  inside: Estimate.nullable().describe(
    "Share of the windows inside the folk band; windows where the figure is undefined left out.",
  ),
  median: Estimate.nullable(),
  spread: Spread.nullable(),
});

const StreamRow = z.strictObject({
  mean: Estimate.nullable(),
  spread: Spread.nullable().describe("Over streams; without bins."),
});

export const GeneratorReport = z.strictObject({
  name: z.string(),
  title: z.string(),
  kind: z
    .enum(["ours", "rival", "reference"])
    .describe("Reference: real tunes, and ours with a part left out, measured beside the generators."),
  streams: z.int(),
  notes: z.int(),
  windows: z.int(),
  metrics: z.record(z.enum(WINDOW_FIGURES), WindowRow),
  distance: Estimate.nullable().describe("Combined distance to the folk bands, mean over windows."),
  distances: z
    .record(z.string(), z.number())
    .describe("The same of each tune, seeds pooled: what paired tests compare."),
  figures: z.record(z.enum(STREAM_FIGURES), StreamRow),
  growth: z
    .array(z.strictObject({ notes: z.int(), mean: Estimate.nullable(), inside: Estimate.nullable() }))
    .length(GROWTH_LENGTHS.length)
    .describe("Interval 8-gram repetition of the first notes; share of streams inside the band of real tunes."),
  intervals: z.array(z.number()).describe("PV: share of each interval size, 0–24 semitones and more."),
  ranges: z.array(z.number()).describe("PR: share of each range of a segment, 0–24 semitones and more."),
  lengths: z.array(z.number()).describe("Share of notes up to each of the length bounds, and longer."),
  copy: z
    .strictObject({ length: z.int(), from: z.string(), tune: z.string(), seed: z.int() })
    .nullable()
    .describe("The longest passage verbatim from one tune of the library, in tokens, over all streams."),
  overlap: z
    .record(z.enum(SET_FEATURES), z.number())
    .nullable()
    .describe(
      "Per feature: overlapped area of the distances within the held-out tunes and from the music to them (Yang & Lerch 2018).",
    ),
});
export type GeneratorReport = z.infer<typeof GeneratorReport>;

export const Comparison = z.strictObject({
  rival: z.string(),
  difference: Estimate.describe("Mean over tunes of the rival's combined distance less ours; above 0: ours is nearer."),
  nearer: z.number().describe("Share of tunes on which ours is nearer to the bands."),
  n: z.int().describe("Tunes that differ."),
  positive: z.number().describe("Wilcoxon's sum of ranks for ours."),
  negative: z.number(),
  p: z.number().describe("Exact two-sided p of Wilcoxon's signed-rank test over tunes."),
  corrected: z.number().describe("The same after Holm's correction for all rivals."),
});
export type Comparison = z.infer<typeof Comparison>;

export const Likeness = z.strictObject({
  rival: z.string(),
  ranges: Estimate.nullable().describe(
    "Share of tunes on which our PR histogram is nearer to the source's than the rival's.",
  ),
  intervals: Estimate.nullable().describe("The same of PV."),
});
export type Likeness = z.infer<typeof Likeness>;

export const AskedRow = z.strictObject({
  topic: z.string(),
  what: z.string(),
  asked: z.string(),
  seen: z.string(),
  holds: z.boolean().nullable().describe("null: could not be measured in this run, `seen` says why."),
});
export type AskedRow = z.infer<typeof AskedRow>;

export const Example = z.strictObject({
  tune: z.string(),
  title: z.string(),
  tempo: z.number(),
  bar: z.number().describe("Ticks of a bar; 480 a quarter."),
  pieces: z.array(
    z.strictObject({
      generator: z.string(),
      title: z.string(),
      intervals: z.array(z.number()).describe("PV of the whole stream."),
      ranges: z.array(z.number()).describe("PR of the whole stream."),
      excerpt: Excerpt,
    }),
  ),
});
export type Example = z.infer<typeof Example>;

/** The outcome of `antiphon evaluate`: what the report shows, in figures. */
export const Evaluation = z.strictObject({
  version: z.literal(1),
  plan: z.strictObject({
    tunes: z.array(z.strictObject({ id: z.string(), title: z.string(), notes: z.int(), seconds: z.number() })),
    seeds: z.int(),
    minutes: z.number(),
    library: z.strictObject({ tunes: z.int(), segments: z.int() }),
    resamples: z.int(),
  }),
  bands: z.record(z.enum(WINDOW_FIGURES), Band),
  generators: z.array(GeneratorReport),
  comparisons: z.array(Comparison),
  likenesses: z.array(Likeness),
  asked: z.array(AskedRow),
  examples: z.array(Example),
});
export type Evaluation = z.infer<typeof Evaluation>;
