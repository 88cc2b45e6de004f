import { z } from "zod";
import {
  INSTRUMENT_PLAYERS,
  INSTRUMENT_RANGES,
  type InstrumentSettings,
  KEY_COLOURS,
  PLAYED_AS,
} from "../../engine/instruments/instrument-settings.ts";

const { deadZone, doubleHit, after, learnt } = INSTRUMENT_RANGES;
const midi = z.int().min(0).max(127);
const velocity = z.int().min(1).max(127);

/** Velocities of a soft, a medium and a hard hit. */
export const THREE_HITS = z.strictObject({ soft: velocity, medium: velocity, hard: velocity });

const CURVE = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.enum(["softChild", "normal", "strong"]) }),
  z.strictObject({ kind: z.literal("fixed"), velocity }),
  THREE_HITS.extend({ kind: z.literal("hits") }),
]);

/** How an instrument is played, as it stands in a child's card, in a session's record and in a message. */
export const INSTRUMENT: z.ZodObject<{
  [Name in keyof InstrumentSettings]: z.ZodType<InstrumentSettings[Name]>;
}> = z.strictObject({
  player: z.enum(INSTRUMENT_PLAYERS),
  playedAs: z.enum(PLAYED_AS),
  curve: CURVE as z.ZodType<InstrumentSettings["curve"]>,
  deadZone: z.int().min(deadZone.least).max(deadZone.most),
  doubleHit: z.number().min(doubleHit.least).max(doubleHit.most),
  sustain: z.discriminatedUnion("rule", [
    z.strictObject({ rule: z.enum(["key", "pedal"]) }),
    z.strictObject({ rule: z.literal("timed"), after: z.number().min(after.least).max(after.most) }),
  ]) as z.ZodType<InstrumentSettings["sustain"]>,
  range: z.strictObject({ low: midi, high: midi }),
  learnt: z
    .array(
      z.strictObject({
        key: midi,
        pad: z.boolean(),
        sound: z.strictObject({ pitch: midi, drum: z.boolean() }).nullable(),
        colour: z.enum(KEY_COLOURS),
      }),
    )
    .max(learnt),
});

/** The name of an instrument in the room. */
export const DEVICE = z.string().min(1).max(120);

/** Instruments by their names in the room. */
export const INSTRUMENTS = z.record(DEVICE, INSTRUMENT);
