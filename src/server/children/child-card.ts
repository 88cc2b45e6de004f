import { z } from "zod";
import { ROBOT_LEVELS } from "../../engine/robot/cue.ts";
import { INSTRUMENTS } from "../instruments/instrument-schema.ts";
import { PROFILE } from "../profile-schema.ts";
import { SCALE_HOME } from "../steering-schema.ts";
import { KEPT_TUNES } from "../tune-schema.ts";

/** What each consent is for; privacy.md 2. A stream without its consent is not switched on. */
export const PURPOSES = [
  "sessionData",
  "eeg",
  "audio",
  "video",
  "parents",
  "team",
  "research",
  "training",
  "photos",
] as const;

const line = z.string().trim().max(200).default("");
const paragraph = z.string().trim().max(2_000).default("");

const CONSENT = z.strictObject({
  given: z.boolean(),
  /** Who gave it, and what they are to the child. */
  by: line,
  /** ISO date, or empty. */
  on: z.string().max(10).default(""),
  /** Until when it holds, as an ISO date; empty: until it is withdrawn. */
  until: z.string().max(10).exactOptional(),
});

const GOAL = z.strictObject({
  domain: line,
  sentence: paragraph,
  /** What each level from −2 to +2 looks like. */
  levels: z.array(z.string().trim().max(300)).length(5),
  importance: z.int().min(0).max(3).default(1),
  difficulty: z.int().min(0).max(3).default(1),
  review: z.string().max(10).default(""),
});

/** What is known of a child. No real name: a code, and what the child likes to be called. Sealed with the child's own key. */
export const CHILD_CARD = z.strictObject({
  code: z.string().regex(/^[A-Za-z0-9-]{1,40}$/, "must be a code of letters, digits and hyphens, such as K-7F3"),
  nickname: z.string().trim().max(40).default(""),
  /** A drawing, never a photograph. */
  symbol: z.enum(["circle", "square", "triangle", "diamond", "star", "wave"]).default("circle"),
  /** Year and month, "2019-04", or empty. */
  born: z
    .string()
    .regex(/^(\d{4}-\d{2})?$/)
    .default(""),
  hand: z.enum(["right", "left", "either"]).default("either"),
  /** How the nickname is said. */
  pronunciation: line,
  /** Who is responsible for the child, and how they are reached. */
  adults: paragraph,
  communication: paragraph,
  language: line,
  interests: paragraph,
  calming: paragraph,
  helps: paragraph,
  tooMuch: paragraph,
  /** What one means to do in the next session; shown on Today. */
  nextTime: paragraph,
  /** Seizures or sensitivity to light: yes and ask lock the lights. */
  seizures: z.enum(["yes", "no", "ask"]).default("ask"),
  /** The child's limits, as the engine holds them. */
  limits: PROFILE.prefault({}),
  /** Why a limit was raised over the usual. */
  reason: paragraph,
  /** Seconds of space after a cue. */
  space: z.number().min(2).max(60).default(5),
  /** Sounds that the child likes, and the songs that begin and end a session. */
  favourites: paragraph,
  helloSong: line,
  goodbyeSong: line,
  /** How often the end of a phase is announced: 3 two minutes, one minute, and the last time … 0 never. */
  warnings: z.int().min(0).max(3).default(3),
  /** Tunes of this child that were kept: "Our tunes". */
  tunes: KEPT_TUNES.default([]),
  /** Minutes that were planned for each session, by the session's id. */
  planned: z.record(z.string().max(64), z.number().min(0).max(600)).default({}),
  /** Root and scale that sessions begin with; null: whatever the child plays in. */
  scale: SCALE_HOME.nullable().default(null),
  /** How the child's instruments are played, by their names; set where the room is open for the child. */
  instruments: INSTRUMENTS.default({}),
  /** What touch is welcome, and what is not. */
  touch: paragraph,
  /** `distance`: how far from the child the robot stands, in metres. */
  robot: z
    .strictObject({
      level: z.enum(ROBOT_LEVELS),
      lights: z.enum(["off", "still", "slow"]),
      distance: z.number().min(0.4).max(2).default(0.8),
    })
    .default({ level: "small", lights: "slow", distance: 0.8 }),
  /** The child's own screen: calm light or dim, and whether it has a card to ask for more. */
  screen: z
    .strictObject({ theme: z.enum(["light", "dim"]), more: z.boolean() })
    .default({ theme: "light", more: false }),
  /** Length of the usual session in minutes, as a template. */
  plan: z.enum(["20", "30", "45"]).default("30"),
  goals: z.array(GOAL).max(4).default([]),
  consent: z.partialRecord(z.enum(PURPOSES), CONSENT).default({}),
  /** How the child itself showed that it agrees, as was seen. */
  assent: paragraph,
  archived: z.boolean().default(false),
});
export type ChildCard = z.infer<typeof CHILD_CARD>;

/** A card of a child of whom nothing is known but the code. */
export function newCard(code: string): ChildCard {
  return CHILD_CARD.parse({ code });
}

/** The card in a text of {@link CHILD_CARD}; undefined where it is none. */
export function readCard(text: string): ChildCard | undefined {
  try {
    const read = CHILD_CARD.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** Whether what a purpose needs may be done for a child: it was agreed to, and still holds. `today` is an ISO date. */
export function isAgreed({ consent }: ChildCard, purpose: (typeof PURPOSES)[number], today: string): boolean {
  const given = consent[purpose];
  return given?.given === true && (!given.until || given.until >= today);
}
