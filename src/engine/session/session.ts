import type { Listening } from "../listening/phrase.ts";
import { NOTHING_HEARD } from "../listening/phrase.ts";
import type { Library } from "../music/library.ts";
import type { Partner } from "../partner/partner.ts";
import { NEW_PARTNER } from "../partner/partner.ts";
import type { SegmentNetworks } from "../ports.ts";
import type { Decibels, Millis } from "../time/units.ts";
import type { Decision } from "./decision.ts";
import type { DeviceStatus } from "./event.ts";
import type { Limits } from "./limits.ts";
import { NO_LIMITS_USED } from "./limits.ts";
import type { Profile } from "./profile.ts";
import { boundProfile } from "./profile.ts";

/** What a session is opened with; together with the event log it is the whole session. Plain JSON. */
export interface SessionSettings {
  readonly seed: number;
  /** Name of the technique to begin with. */
  readonly technique: string;
  /** Length of a space in seconds, 2–60. */
  readonly space: number;
  readonly mayOfferAgain: boolean;
  /** Whether the engine sounds the child's own instrument (true), or the instrument sounds by itself. */
  readonly childSound: boolean;
  readonly profile: Profile;
}

/** What `step` needs beside session and event; the same for the whole session, and for its replay. */
export interface Resources {
  readonly networks: SegmentNetworks;
  /** Segments of the tunes. */
  readonly library: Library;
}

/** All that a session knows. Immutable; the next one comes out of `step`. */
export interface Session {
  readonly settings: SessionSettings;
  readonly running: boolean;
  readonly stopped: boolean;
  readonly quiet: boolean;
  readonly technique: string;
  readonly space: Millis;
  /** Lowers the partner after STOP. */
  readonly trim: Decibels;
  readonly listening: Listening;
  readonly partner: Partner;
  readonly limits: Limits;
  readonly devices: readonly DeviceStatus[];
  readonly late: { readonly count: number; readonly worst: Millis };
  readonly limit: Decision | null;
  readonly decisions: readonly Decision[];
}

/** A session before its first event. */
export function openSession(settings: SessionSettings): Session {
  return {
    settings: { ...settings, profile: boundProfile(settings.profile) },
    running: false,
    stopped: false,
    quiet: false,
    technique: settings.technique,
    space: settings.space * 1_000,
    trim: 0,
    listening: NOTHING_HEARD,
    partner: NEW_PARTNER,
    limits: NO_LIMITS_USED,
    devices: [],
    late: { count: 0, worst: 0 },
    limit: null,
    decisions: [],
  };
}
