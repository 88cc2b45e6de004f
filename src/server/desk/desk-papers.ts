import { z } from "zod";

/** What a foot switch can be learnt for. */
export const SWITCH_ACTIONS = ["stop", "leaveSpace", "moment", "next", "quiet"] as const;
export type SwitchAction = (typeof SWITCH_ACTIONS)[number];

/** Who works with this Antiphon. */
export const USERS = ["me", "team", "lab"] as const;

const code = z.string().regex(/^[A-Za-z0-9-]{1,40}$/);
const line = z.string().trim().max(200);

/** A session that is planned. */
export const PLANNED_SESSION = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{8}$/),
  /** Wall clock, ISO 8601 in UTC. */
  at: z.iso.datetime(),
  child: code,
  /** Length in minutes, as a template. */
  plan: z.enum(["20", "30", "45"]),
});
export type PlannedSession = z.infer<typeof PLANNED_SESSION>;

/** One row of a room check. "without": the room is used without it, by a person's word. */
const CHECK_ROW = z.strictObject({
  row: z.string().trim().min(1).max(60),
  state: z.enum(["ready", "without", "trouble"]),
  /** What stood beside it. */
  text: line.default(""),
});

/** What a room check found, without its time. Spans are milliseconds. */
export const CHECKED = z.strictObject({
  rows: z.array(CHECK_ROW).min(1).max(60),
  /** From the press of STOP on the panel to the engine's answer, and to the robot's hold (null: none, or not measured). */
  stop: z
    .strictObject({ answered: z.number().min(0).max(60_000), robot: z.number().min(0).max(60_000).nullable() })
    .nullable(),
  /** There and back between panel and engine; null where not measured. */
  link: z.number().min(0).max(60_000).nullable(),
});
export type Checked = z.infer<typeof CHECKED>;

const ROOM_CHECK = z.strictObject({ ...CHECKED.shape, at: z.iso.datetime() });
export type RoomCheck = z.infer<typeof ROOM_CHECK>;

const KEPT_BACKUP = z.strictObject({
  at: z.iso.datetime(),
  folder: z.string().max(4_000),
  sessions: z.int().min(0),
  bytes: z.number().min(0),
  /** A child was erased since: the copy still holds it. */
  holdsErased: z.boolean().default(false),
});
export type KeptBackup = z.infer<typeof KEPT_BACKUP>;

const SWITCH_SIGN = z.strictObject({
  port: z.string().max(200),
  kind: z.enum(["note", "controller", "program"]),
  channel: z.int().min(0).max(15),
  number: z.int().min(0).max(127),
  inverted: z.literal(true).optional(),
});

/** What the house keeps of itself from day to day. Of a child its code stands in it and nothing else. */
export const DESK_PAPERS = z.strictObject({
  planned: z.array(PLANNED_SESSION).max(500).default([]),
  check: ROOM_CHECK.nullable().default(null),
  backup: KEPT_BACKUP.nullable().default(null),
  switches: z.partialRecord(z.enum(SWITCH_ACTIONS), SWITCH_SIGN).default({}),
  usedBy: z.enum(USERS).nullable().default(null),
});
export type DeskPapers = z.infer<typeof DESK_PAPERS>;

/** The papers in a text of {@link DESK_PAPERS}; blank ones where it is none. */
export function readPapers(text: string | undefined): DeskPapers {
  try {
    const read = DESK_PAPERS.safeParse(text === undefined ? {} : JSON.parse(text));
    if (read.success) return read.data;
  } catch {
    // As for a text of another shape.
  }
  return DESK_PAPERS.parse({});
}
