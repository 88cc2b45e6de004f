import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { z } from "zod";
import { DEFAULT_STEERING } from "../engine/partner/steering.ts";
import { TECHNIQUES } from "../engine/partner/techniques.ts";
import { ROBOT_LEVELS } from "../engine/robot/cue.ts";
import { mayUseProgram } from "../engine/session/limits/sounds.ts";
import {
  EEG_SECTION,
  GESTURES_SECTION,
  INSTRUMENT_SECTION,
  ROBOT_SECTION,
  SOUND_SECTION,
} from "../hardware/drivers.ts";
import { CHILD_SCREEN } from "./child-screen-schema.ts";
import { PROFILE } from "./profile-schema.ts";
import { Refusal } from "./refusal.ts";
import { SOUNDS } from "./sound-schema.ts";
import { STEERING } from "./steering-schema.ts";
import { KEPT_TUNES } from "./tune-schema.ts";

/** The room's hardware description and the session's defaults. Strict: an unknown key is an error that names its path. */
export const RIG = z.strictObject({
  name: z.string().min(1).max(60),
  /** The child's code, such as "K-7F3", or "practice". */
  child: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,40}$/, "must be a code of letters, digits and hyphens, such as K-7F3")
    .default("practice"),
  /** Whole number; without it every session has a seed of its own (it stands in the log). */
  seed: z.int().min(0).max(0xffffffff).optional(),
  session: z
    .strictObject({
      technique: z
        .enum(TECHNIQUES.filter(({ card }) => card).map(({ name }) => name) as [string, ...string[]])
        .default("answer"),
      /** Seconds of space after a cue. */
      space: z.number().min(2).max(60).default(5),
      mayOfferAgain: z.boolean().default(true),
      /** Who leads: 1 the child, 0.6 shared, 0.2 the partner. */
      leads: STEERING.shape.leads.default(DEFAULT_STEERING.leads),
      /** Root and scale to begin with; null: the child's own. */
      key: STEERING.shape.key.default(null),
      /** Seconds of silence after which the partner may begin by itself; null: never. */
      mayStart: z.number().min(5).max(60).nullable().default(null),
      /** Pads are answered with a melody on their rhythm, not with drums. */
      melodyOnPads: z.boolean().default(false),
      /** Whether sessions are recorded: only where that was agreed to. A rig without children's cards records. */
      mayRecord: z.boolean().default(true),
      /** Whether networks that were tuned to the child are used, where there are some. */
      ownNetworks: z.boolean().default(true),
      /** How often the end of a phase is announced, 0–3 times. */
      warnings: z.int().min(0).max(3).default(3),
      /** Tunes of the child's that were kept. */
      tunes: KEPT_TUNES.default([]),
      autonomy: STEERING.shape.autonomy.default(DEFAULT_STEERING.autonomy),
      /** Whether Antiphon sounds the child's own instrument. */
      childSound: z.boolean().default(true),
      /** How those sound who do not sound as usual. */
      sounds: SOUNDS.exactOptional(),
      /** Whether Antiphon sounds the therapist's instrument. */
      therapistSound: z.boolean().default(true),
      /** What the robot may do with this child. */
      robot: z
        .strictObject({
          level: z.enum(ROBOT_LEVELS).default("small"),
          lights: z.enum(["off", "still", "slow"]).default("slow"),
          mayCelebrate: z.boolean().default(false),
          mirrorsPads: z.boolean().default(true),
          onlyWhenChildPlays: z.boolean().default(false),
          /** Whether it gives the child's gestures back. */
          answersGestures: z.boolean().default(true),
        })
        .prefault({}),
      /** The child's own screen. */
      childScreen: CHILD_SCREEN.prefault({}),
      /** What may be done with the EEG of this child. */
      eeg: z
        .strictObject({
          /** Raw samples may be recorded: only where that was agreed to. */
          mayRecord: z.boolean().default(false),
          /** Folder of the model that scores, as a path from the rig's folder; left out: the one that comes with Antiphon. */
          model: z.string().min(1).optional(),
          /** Site of the reference electrode. */
          reference: z.string().min(1).max(16).default("A1"),
          /** Time constant of the score's average, in seconds. */
          smoothing: z.number().min(1).max(5).optional(),
        })
        .prefault({}),
    })
    .prefault({}),
  /** The child's limits. */
  profile: PROFILE.prefault({}),
  /** A corpus file whose tunes are the library, in place of the tunes that come with Antiphon; a path from the rig's folder. */
  corpus: z.string().min(1).optional(),
  instruments: z.array(INSTRUMENT_SECTION).max(16).default([]),
  sounds: z.array(SOUND_SECTION).min(1).max(4),
  /** The gesture robot; none without it. */
  robot: ROBOT_SECTION.optional(),
  /** The EEG; none without it, and nothing is missing then. */
  eeg: EEG_SECTION.optional(),
  panel: z
    .strictObject({
      port: z.int().min(0).max(65535).default(4470),
      /** Whether other devices on the network may reach the panel, once they are paired. What Settings say stands before it. */
      lan: z.boolean().default(false),
      /** The port for other devices, with TLS. */
      lanPort: z.int().min(0).max(65535).default(4471),
      /** Names of this machine on the network beyond those it knows itself, e.g. "music.clinic.example". */
      names: z
        .array(z.string().regex(/^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/, "must be a host name"))
        .max(8)
        .default([]),
    })
    .prefault({}),
  /** A sensor on the child's wrist that feels gestures; none without it. */
  gestures: GESTURES_SECTION.optional(),
});
export type Rig = z.infer<typeof RIG>;

/** Checks a rig. Throws Refusal: one line that names the file and the first thing wrong. */
export function parseRig(value: unknown, file: string): Rig {
  const parsed = RIG.safeParse(value);
  if (parsed.success) return withAllowedPrograms(parsed.data, file);
  const issue = parsed.error.issues[0];
  if (issue?.code === "unrecognized_keys") {
    const place = [...issue.path, issue.keys[0]].join(".");
    throw new Refusal(`${file}: "${place}" is no key of a rig. Remove it, or correct its spelling.`);
  }
  const place = issue?.path.join(".") || "the rig";
  throw new Refusal(`${file}: ${place}: ${issue?.message ?? "is not right"}. Correct it and start again.`);
}

/** The rig, if every program in it may sound for this child. Throws Refusal. */
function withAllowedPrograms(rig: Rig, file: string): Rig {
  for (const [place, section] of rig.sounds.entries()) {
    if (section.driver !== "midi-out") continue;
    for (const [voice, program] of Object.entries(section.programs)) {
      if (program === null || mayUseProgram(program, rig.profile)) continue;
      throw new Refusal(
        `${file}: sounds.${place}.programs.${voice}: program ${program} is off for this child (profile.blockedPrograms). Choose another, or take it off that list.`,
      );
    }
  }
  return rig;
}

/** Reads a rig file; corpus, model and recording are named by their whole paths. Throws Refusal. */
export function readRig(file: string): Rig {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new Refusal(`There is no rig file ${file}. Rigs that come with Antiphon are in the folder rigs.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Refusal(`${file} is not JSON: ${(error as Error).message}. Correct it and start again.`);
  }
  const rig = parseRig(value, file);
  const whole = (path: string) => resolve(dirname(file), path);
  const { corpus, eeg, session } = rig;
  const { model } = session.eeg;
  return {
    ...rig,
    ...(corpus === undefined ? {} : { corpus: whole(corpus) }),
    ...(model === undefined ? {} : { session: { ...session, eeg: { ...session.eeg, model: whole(model) } } }),
    ...(eeg?.driver === "playback" ? { eeg: { ...eeg, file: whole(eeg.file) } } : {}),
  };
}
