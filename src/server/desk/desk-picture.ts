import type { SwitchSign } from "../../hardware/midi/switches.ts";
import type { DeskPapers, KeptBackup, PlannedSession, RoomCheck, SwitchAction } from "./desk-papers.ts";

/** What the panel is told of the house: the day's plan, the last check, the record and its copies, foot switches. */
export interface Desk {
  /** By time, from the day before today on; none for those who know no child. */
  readonly planned: readonly PlannedSession[];
  readonly check: RoomCheck | null;
  readonly backup: KeptBackup | null;
  readonly record: {
    /** Free bytes on its disk; null where the system does not tell. */
    readonly free: number | null;
    /** Bytes that a minute of a session took, measured; null before the first session of a minute. */
    readonly bytesPerMinute: number | null;
    /** Below so many free bytes one is warned before a session. */
    readonly low: number;
    /** Whether it takes a passphrase to open it. */
    readonly locked: boolean;
  };
  readonly switches: Readonly<Record<SwitchAction, SwitchSign | null>>;
  /** What the next press is learnt for. */
  readonly learning: SwitchAction | null;
  readonly usedBy: DeskPapers["usedBy"];
  /** What no child's card can raise. */
  readonly limits: {
    readonly velocity: number;
    readonly topNote: number;
    readonly lowNote: number;
    readonly density: number;
    readonly share: { readonly least: number; readonly most: number };
    readonly tempo: { readonly least: number; readonly most: number };
    /** Decibels a second. */
    readonly rise: number;
  };
}
