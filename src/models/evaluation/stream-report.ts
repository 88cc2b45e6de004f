import { z } from "zod";
import { ORIGINS } from "../generators/traced-music.ts";
import { GROWTH_LENGTHS, SET_FEATURES, STREAM_FIGURES } from "./stream-figures.ts";
import { WINDOW_FIGURES } from "./window-figures.ts";

/** JSON has no NaN: a figure that is undefined is null. */
const figure = z.number().nullable();

/** The beginning of a stream, kept of a few to be looked at and listened to. */
export const Excerpt = z.strictObject({
  /** Onset and duration in ticks (480 a quarter), pitch, velocity. */
  notes: z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])),
  /** Onsets where segments meet. */
  joins: z.array(z.number()),
  /** How each segment came about, one a join; absent where the generator does not say. */
  origins: z.array(z.enum(ORIGINS)).optional(),
});
export type Excerpt = z.infer<typeof Excerpt>;

/** What is left of a stream of music once it was measured: small, whatever its length. */
export const StreamReport = z.strictObject({
  generator: z.string(),
  /** Id of the tune it was made from. */
  tune: z.string(),
  seed: z.int(),
  notes: z.int(),
  /** Milliseconds at the tune's tempo. */
  duration: z.number(),
  /** Metrics 1–8: one value a window of 64 notes, one window every 32 notes. */
  windows: z.record(z.enum(WINDOW_FIGURES), z.array(figure)),
  /** The combined distance of each window from the folk bands. */
  distances: z.array(z.number()),
  /** Figures of the stream as a whole. */
  figures: z.record(z.enum(STREAM_FIGURES), figure),
  /** Interval 8-gram repetition of the first notes, one a length of GROWTH_LENGTHS; null where the stream is shorter. */
  growth: z.array(figure).length(GROWTH_LENGTHS.length),
  /** PV: shares of the interval sizes, 0–24 semitones and more. */
  intervals: z.array(z.number()),
  /** PR: shares of the segments' ranges, 0–24 semitones and more. */
  ranges: z.array(z.number()),
  /** Shares of the notes that last up to each of LENGTH_BOUNDS, and longer. */
  lengths: z.array(z.number()),
  /** The longest passage verbatim from one tune of the library, in tokens, and that tune. */
  copy: z.strictObject({ length: z.int(), tune: z.string() }),
  /** What sets of music are compared by (Yang & Lerch 2018), of as many notes as the source has. */
  features: z.record(z.enum(SET_FEATURES), z.array(z.number())),
  excerpt: Excerpt.optional(),
});
export type StreamReport = z.infer<typeof StreamReport>;
