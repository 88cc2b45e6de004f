import { z } from "zod";
import type { Body } from "../engine/robot/body.ts";
import { ROBOT_LEVELS } from "../engine/robot/cue.ts";
import type { Gesture } from "../engine/robot/gesture.ts";
import { CHILD_SCREEN } from "./child-screen-schema.ts";
import { RECORDED_EEG } from "./eeg-schema.ts";
import { INSTRUMENTS } from "./instruments/instrument-schema.ts";
import { EAR } from "./loudness/ear-schema.ts";
import { RIG } from "./rig.ts";
import { SOUNDS } from "./sound-schema.ts";
import { RECORDED_STEERING } from "./steering-schema.ts";
import { KEPT_TUNES } from "./tune-schema.ts";

/** The robot as the rig described it, checked when that was read. */
const ROBOT = z.strictObject({
  body: z.custom<Body>((value) => typeof value === "object" && value !== null),
  repertoire: z.custom<readonly Gesture[]>(Array.isArray),
  level: z.enum(ROBOT_LEVELS),
  lights: z.enum(["off", "still", "slow"]),
  mayCelebrate: z.boolean(),
  mirrorsPads: z.boolean(),
  onlyWhenChildPlays: z.boolean(),
  // Sessions from before there were gestures of the child say nothing of them.
  answersGestures: z.boolean().default(false),
});

/** The settings of a session's header, as the recorder writes them. */
export const RECORDED = z.strictObject({
  rig: z.string(),
  settings: z.strictObject({
    seed: z.int(),
    technique: z.string(),
    steering: RECORDED_STEERING,
    childSound: z.boolean(),
    therapistSound: z.boolean().exactOptional(),
    instruments: INSTRUMENTS.exactOptional(),
    profile: RIG.shape.profile,
    // Left out: the usual sounds.
    sounds: SOUNDS.exactOptional(),
    // Left out: none are kept.
    tunes: KEPT_TUNES.exactOptional(),
    // Left out: all of them.
    warnings: z.int().min(0).max(3).exactOptional(),
    // Left out: not measured.
    ear: EAR.exactOptional(),
    robot: ROBOT.nullable(),
    eeg: RECORDED_EEG.nullable().default(null),
    // Sessions from before a child's screen had settings say nothing of it.
    childScreen: CHILD_SCREEN.exactOptional(),
  }),
  resources: z.string(),
  corpus: z.string().optional(),
});
