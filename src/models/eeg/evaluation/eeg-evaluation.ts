import { z } from "zod";
import { SPLIT_KINDS } from "../splits.ts";

const Over = z
  .strictObject({
    mean: z.number(),
    deviation: z.number(),
    least: z.number(),
    low: z.number(),
    high: z.number(),
    n: z.int(),
  })
  .describe("Over participants: mean, standard deviation, worst, and the 95 % bootstrap interval of the mean.");
export type Over = z.infer<typeof Over>;

const ParticipantRow = z.strictObject({
  participant: z.string(),
  zeros: z.int(),
  ones: z.int(),
  balancedAccuracy: z.number(),
  area: z.number().describe("Under the ROC curve."),
  calibrationError: z.number().describe("Ten bins of few examples: biased upwards."),
  brier: z.number(),
  p: z.number().nullable().describe("Permutation p, never below 1 / arrangements of the participant's recordings."),
});

export const EegRow = z.strictObject({
  task: z.string(),
  learner: z.string(),
  examples: z.enum(["sequences", "windows"]),
  baseline: z.enum(["causal", "transductive"]),
  split: z.enum(SPLIT_KINDS),
  leaky: z.boolean().describe("No result: one recording lies on both sides of the split."),
  role: z.enum(["model", "control"]).describe("Control: what a score of the brain must beat to be one."),
  chosen: z.record(z.string(), z.int()).describe("What was chosen inside, in how many folds."),
  participants: z.array(ParticipantRow),
  balancedAccuracy: Over,
  area: Over,
  calibrationError: z.number().describe("Of all held-out examples, classes counting alike, after calibration."),
  calibrationErrorBefore: z.number().describe("The same before the temperature."),
  calibrationErrorUnweighted: z
    .number()
    .describe("Of all examples as they are, the logits moved by the odds of the classes that were learnt from."),
  brier: z.number(),
  confusion: z.strictObject({
    zeroAsZero: z.int(),
    zeroAsOne: z.int(),
    oneAsZero: z.int(),
    oneAsOne: z.int(),
  }),
  permutation: z
    .strictObject({ p: z.number(), draws: z.int(), mean: z.number(), high: z.number() })
    .nullable()
    .describe(
      "Labels changed between whole recordings of a participant, scores fixed, widened by √2; for unseen participants alone.",
    ),
});
export type EegRow = z.infer<typeof EegRow>;

export const EegTaskReport = z.strictObject({
  name: z.string(),
  classes: z.tuple([z.string(), z.string()]),
  recordings: z.tuple([z.int(), z.int()]),
  examples: z.tuple([z.int(), z.int()]).describe("Sequences."),
  chanceLimit: z.number().describe("95 % point of guessing over as many trials as there are recordings."),
  refitNull: z
    .strictObject({ observed: z.number(), draws: z.int(), mean: z.number(), high: z.number(), p: z.number() })
    .nullable()
    .describe(
      "A ridged discriminant in the tangent space, learnt anew from permuted labels: the exact test of the task.",
    ),
});
export type EegTaskReport = z.infer<typeof EegTaskReport>;

export const EegEvaluation = z.strictObject({
  version: z.literal(1),
  dataset: z.strictObject({
    name: z.string(),
    participants: z.int(),
    recordings: z.int(),
    hours: z.number(),
    channels: z.array(z.string()),
    rate: z.number(),
    sessions: z.int().describe("Fewest known sessions of a participant; 0 where the set does not say."),
    abstained: z.number().describe("Share of epochs with too few good channels for a score."),
  }),
  validated: z.strictObject({ holds: z.boolean(), why: z.string() }),
  tasks: z.array(EegTaskReport),
  rows: z.array(EegRow),
  eyes: z
    .strictObject({
      learner: z.string(),
      closed: z
        .record(z.string(), Over)
        .describe(
          "Share of each kind of recording that a classifier of the eyes, of other participants, calls closed.",
        ),
    })
    .nullable(),
});
export type EegEvaluation = z.infer<typeof EegEvaluation>;
