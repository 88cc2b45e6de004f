import { z } from "zod";
import { childCode } from "./key-file.ts";

/** What a session starts from. With the lines that follow it, it is the whole session. */
export const sessionHeader = z.strictObject({
  version: z.literal(1),
  /** Names the session; may stand in file names. */
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, "1 to 64 letters, digits, dots, hyphens and underscores"),
  child: childCode,
  seed: z.int(),
  /** Wall clock, ISO 8601 in UTC. */
  startedAt: z.iso.datetime(),
  /** Rig and session settings, as the server knows them. JSON. */
  settings: z.json(),
});
export type SessionHeader = z.infer<typeof sessionHeader>;

/** "interrupted": the engine died in the middle; all that reached the disk is there. */
export type SessionState = "open" | "ended" | "interrupted" | "erased";

/** What can be told of a session without opening its seal. Times are wall clock, ISO 8601 in UTC. */
export interface SessionSummary {
  readonly id: string;
  readonly child: string;
  readonly startedAt: string;
  /** When the last entry on disk was appended. */
  readonly lastAt?: string;
  readonly endedAt?: string;
  readonly state: SessionState;
  /** Number of the last entry on disk; 0 when there is none. */
  readonly lastSeq: number;
  /** Entries up to lastSeq that are not on disk: 0 unless the disk failed for long. */
  readonly missing: number;
}

/** A session as it is read back. */
export interface SessionRecord {
  readonly header: SessionHeader;
  readonly missing: number;
  /** The appended lines in order. Reading throws StoreRefusal at the first line that cannot be opened. */
  readonly lines: Iterable<string>;
}

/** A piece of EEG, opened; numbers that are missing were lost. */
export interface EegPiece {
  /** 0: what the part holds. */
  readonly seq: number;
  readonly piece: Uint8Array;
}

/** The EEG of a session from one beginning of recording to its end. */
export interface EegPart {
  readonly part: number;
  /** In order. Reading throws StoreRefusal at the first piece that cannot be opened. */
  readonly pieces: Iterable<EegPiece>;
}
