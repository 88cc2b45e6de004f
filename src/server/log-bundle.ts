import { arch, platform, release, totalmem } from "node:os";
import type { AuditEntry } from "./access/audit-log.ts";
import type { Rig } from "./rig.ts";
import type { Room } from "./room.ts";
import type { SessionSummary } from "./store/record.ts";
import type { DiskRoom } from "./store/store.ts";
import { VERSION } from "./version.ts";

/** What was said to the person at the engine, newest last. */
export class Sayings {
  readonly #most: number;
  readonly #now: () => Date;
  readonly #said: { readonly at: string; readonly text: string }[] = [];

  constructor(most = 500, now: () => Date = () => new Date()) {
    this.#most = most;
    this.#now = now;
  }

  note(text: string): void {
    this.#said.push({ at: this.#now().toISOString(), text });
    if (this.#said.length > this.#most) this.#said.shift();
  }

  get all(): readonly { readonly at: string; readonly text: string }[] {
    return this.#said;
  }
}

export interface BundleParts {
  readonly sayings: Sayings;
  readonly room: Pick<Room, "session" | "outputReport">;
  readonly rig: Rig;
  readonly sessions: readonly SessionSummary[];
  readonly disk: DiskRoom;
  readonly audit: readonly AuditEntry[];
  /** Codes and nicknames of every child that is or was here. */
  readonly names: readonly string[];
}

/** What stands in place of a child's name or code. */
const BLANK = "(a child)";
const MOST_AUDITED = 500;

/**
 * What whoever looks for a fault needs, as JSON, and nothing of a child: no card, no log, no code. Names that may have come into a
 * sentence all the same are taken out of it.
 */
export function logBundle({ sayings, room, rig, sessions, disk, audit, names }: BundleParts): string {
  const { session } = room;
  const bundle = {
    antiphon: VERSION,
    node: process.version,
    system: {
      platform: platform(),
      release: release(),
      arch: arch(),
      memory: totalmem(),
      upFor: Math.round(process.uptime()),
    },
    rig: {
      instruments: rig.instruments.map(({ driver }) => driver),
      sounds: rig.sounds.map(({ driver }) => driver),
      robot: rig.robot?.driver ?? null,
      eeg: rig.eeg?.driver ?? null,
      gestures: rig.gestures?.driver ?? null,
      lan: rig.panel.lan,
    },
    devices: session.devices,
    session: { running: session.running, stopped: session.stopped, late: session.late },
    output: room.outputReport ?? null,
    disk: { free: Number.isFinite(disk.free) ? disk.free : null, bytesPerMinute: disk.bytesPerMinute },
    sessions: sessions.map(({ startedAt, lastAt, endedAt, state, lastSeq, missing }) => {
      return { startedAt, lastAt, endedAt, state, lastSeq, missing };
    }),
    said: sayings.all,
    audit: audit.slice(-MOST_AUDITED).map(({ at, what, who, detail }) => ({ at, what, who, detail })),
  };
  return `${JSON.stringify(withoutNames(bundle, names), null, 2)}\n`;
}

/** The same value with every name taken out of its texts, the longest first, in capitals or not, as words of their own. */
function withoutNames(value: unknown, names: readonly string[]): unknown {
  const told = [...new Set(names.map((name) => name.trim()).filter((name) => name !== "" && name !== "practice"))];
  if (told.length === 0) return value;
  const parts = told
    .toSorted((one, other) => other.length - one.length)
    .map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(${parts.join("|")})(?![\\p{L}\\p{N}])`, "giu");
  const clean = (one: unknown): unknown => {
    if (typeof one === "string") return one.replace(pattern, BLANK);
    if (Array.isArray(one)) return one.map(clean);
    if (typeof one !== "object" || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, clean(inner)]));
  };
  return clean(value);
}
