import { z } from "zod";
import { isOwnScale, SCALE_NAMES } from "../engine/music/scales.ts";
import { PARAMETERS, type Parameter, type ParameterName, type Parameters } from "../engine/partner/parameters.ts";
import { AUTONOMIES, DEFAULT_STEERING, LOCKS, MAKERS, MOODS, type Steering } from "../engine/partner/steering.ts";

const tonic = z.int().min(0).max(11);
const ownScale = z
  .array(z.int())
  .refine(isOwnScale, "must be 3 to 12 steps above the root, from 0 upwards, each under 12");

/** A root and a scale, by its name or of one's own. */
export const SCALE_HOME = z.strictObject({ tonic, scale: z.union([z.enum(SCALE_NAMES), ownScale]) });
/** As it was written before there were scales. */
const MODE_HOME = z.strictObject({ tonic, mode: z.enum(["major", "minor"]) });

function numberOf({ least, most, usual, whole }: Parameter): z.ZodType<number | null> {
  const number = whole ? z.int().min(least).max(most) : z.number().min(least).max(most);
  return usual === null ? number.nullable() : number;
}

type Numbers = { readonly [Name in ParameterName]: z.ZodType<Parameters[Name]> };
/** A number for each parameter of the partner's. */
const NUMBERS = Object.fromEntries(
  Object.entries(PARAMETERS).map(([name, parameter]) => [name, numberOf(parameter)]),
) as unknown as Numbers;

/** What the therapist steers, as messages hold it. Ranges are those of {@link steer}; times in milliseconds. */
export const STEERING = z.strictObject({
  ...NUMBERS,
  tempo: z.number().min(40).max(200).nullable(),
  busy: z.int().min(0).max(5),
  loudness: z.number().min(-24).max(12),
  childLevel: z.number().min(-24).max(0),
  register: z.int().min(-2).max(2),
  key: z.union([SCALE_HOME, MODE_HOME]).nullable(),
  blend: z.int().min(1).max(4),
  lock: z.enum(LOCKS),
  mood: z.enum(MOODS).nullable(),
  mayOfferAgain: z.boolean(),
  randomStops: z.boolean(),
  melodyOnPads: z.boolean(),
  autonomy: z.enum(AUTONOMIES),
  maker: z.enum(MAKERS),
});

/** A change of it, without what was left out. */
export const STEERING_CHANGE = STEERING.partial().transform(
  (change) =>
    Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<Steering>,
);

/** The same as records hold it: a session from before a thing could be set was played with what is usual. */
export const RECORDED_STEERING = STEERING_CHANGE.transform((known): Steering => ({ ...DEFAULT_STEERING, ...known }));
