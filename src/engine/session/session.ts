import type { InstrumentSettings } from "../instruments/instrument-settings.ts";
import type { Listening } from "../listening/phrase.ts";
import { NOTHING_HEARD } from "../listening/phrase.ts";
import type { Library } from "../music/library.ts";
import { type KeptTune, type KeptTunes, NO_TUNES } from "../partner/kept-tune.ts";
import type { Partner } from "../partner/partner.ts";
import { NEW_PARTNER } from "../partner/partner.ts";
import { DEFAULT_STEERING, type Steering, steer } from "../partner/steering.ts";
import { NOTHING_WATCHED, type Watched } from "../partner/watched.ts";
import type { SegmentNetworks } from "../ports.ts";
import type { Decibels, Millis } from "../time/units.ts";
import type { HeldKey } from "./child-keys.ts";
import { BLANK, type ChildScreen, type ChildView } from "./child-view.ts";
import type { Decision } from "./decision.ts";
import { type EarCalibration, type EarCeiling, earCeilingOf, holdAtEar } from "./ear-level.ts";
import { type Echoes, NO_ECHOES } from "./echoes.ts";
import { type EegSettings, openEeg, type SessionEeg } from "./eeg-state.ts";
import type { DeviceStatus } from "./event.ts";
import { type History, NO_HISTORY } from "./history.ts";
import type { Limits } from "./limits.ts";
import { NO_LIMITS_USED } from "./limits.ts";
import type { Plan } from "./plan.ts";
import type { Profile } from "./profile.ts";
import { boundProfile } from "./profile.ts";
import { openRobot, type RobotSettings, type SessionRobot } from "./robot.ts";
import { openSounds, type SoundName, type Sounds } from "./sounds.ts";
import { NO_TAGS, type Tags } from "./tags.ts";

/** What a session is opened with; together with the event log it is the whole session. Plain JSON. */
export interface SessionSettings {
  readonly seed: number;
  /** Name of the technique to begin with. */
  readonly technique: string;
  /** As it is until the therapist changes it. */
  readonly steering: Steering;
  /** Whether the engine sounds the child's own instrument (true), or the instrument sounds by itself. */
  readonly childSound: boolean;
  /** The same of the therapist's; left out: it sounds by itself. */
  readonly therapistSound?: boolean;
  /** How each instrument is played, by its name; one that is not named is the child's, as it comes. */
  readonly instruments?: Readonly<Record<string, InstrumentSettings>>;
  readonly profile: Profile;
  /** How those sound whose sound is not the usual one. */
  readonly sounds?: Partial<Sounds>;
  /** How loud the room is at the child's ear, where that was measured. */
  readonly ear?: EarCalibration;
  /** Tunes of this child that were kept in earlier sessions. */
  readonly tunes?: readonly KeptTune[];
  /** How often the end of a phase is announced, 0–3; left out: three times. */
  readonly warnings?: number;
  /** The robot of the room; null without one. */
  readonly robot: RobotSettings | null;
  /** The EEG of the room; null or left out without one. */
  readonly eeg?: EegSettings | null;
  /** The child's own screen; left out: {@link USUAL_SCREEN}. */
  readonly childScreen?: ChildScreen;
}

/** What `step` needs beside session and event; the same for the whole session, and for its replay. */
export interface Resources {
  /** The child's own, where it has some. */
  readonly networks: SegmentNetworks;
  /** Those that are the same for everybody, where `networks` are the child's own. */
  readonly common?: SegmentNetworks;
  /** What stands in for networks where rules alone shall do. */
  readonly rules?: SegmentNetworks;
  /** Segments of the tunes. */
  readonly library: Library;
}

/** A card that might suit now, and why. The therapist takes it or does not. */
export interface Suggestion {
  readonly at: Millis;
  readonly technique: string;
  readonly reason: string;
}

/** All that a session knows. Immutable; the next one comes out of `step`. */
export interface Session {
  readonly settings: SessionSettings;
  readonly running: boolean;
  readonly stopped: boolean;
  readonly quiet: boolean;
  readonly onBreak: boolean;
  readonly technique: string;
  /** When the card last changed, by whatever hand. */
  readonly techniqueSince: Millis;
  readonly steering: Steering;
  readonly sounds: Sounds;
  /** What the partner has: its own of `sounds`, or until the next bar line the one before. */
  readonly partnerSound: SoundName | null;
  readonly history: History;
  readonly tags: Tags;
  readonly tunes: KeptTunes;
  readonly childView: ChildView;
  readonly plan: Plan | null;
  /** Lowers the partner after STOP. */
  readonly trim: Decibels;
  /** When the session last went on after STOP; −∞ when it never had to. */
  readonly unmutedAt: Millis;
  readonly listening: { readonly child: Listening; readonly therapist: Listening };
  readonly echoes: Echoes;
  /** The child's keys that are down; pads are not among them. */
  readonly childKeys: readonly HeldKey[];
  readonly partner: Partner;
  readonly watched: Watched;
  readonly limits: Limits;
  readonly robot: SessionRobot | null;
  readonly eeg: SessionEeg | null;
  /** What may reach the child's ear. */
  readonly earCeiling: EarCeiling;
  /** Noise sounds, to measure by. */
  readonly noise: boolean;
  readonly devices: readonly DeviceStatus[];
  readonly late: { readonly count: number; readonly worst: Millis };
  readonly limit: Decision | null;
  readonly decisions: readonly Decision[];
  readonly suggestion: Suggestion | null;
  /** When a card was last suggested, taken or not. */
  readonly suggestedAt: Millis;
  /** Whether an adult has played into the present space. */
  readonly spaceBroken: boolean;
}

/** A session before its first event. */
export function openSession(settings: SessionSettings): Session {
  const asked = boundProfile(settings.profile);
  const profile = holdAtEar(asked, settings.ear);
  const sounds = openSounds(settings.sounds ?? {}, profile);
  return {
    settings: { ...settings, profile },
    running: false,
    stopped: false,
    quiet: false,
    onBreak: false,
    technique: settings.technique,
    techniqueSince: 0,
    steering: steer(DEFAULT_STEERING, settings.steering),
    sounds,
    partnerSound: sounds.partner,
    history: NO_HISTORY,
    tags: NO_TAGS,
    tunes: settings.tunes ? { ...NO_TUNES, kept: settings.tunes } : NO_TUNES,
    childView: { ...BLANK, more: settings.childScreen?.more ?? false },
    plan: null,
    trim: 0,
    unmutedAt: Number.NEGATIVE_INFINITY,
    listening: { child: NOTHING_HEARD, therapist: NOTHING_HEARD },
    echoes: NO_ECHOES,
    childKeys: [],
    partner: NEW_PARTNER,
    watched: NOTHING_WATCHED,
    limits: NO_LIMITS_USED,
    robot: settings.robot && openRobot(settings.robot),
    eeg: settings.eeg ? openEeg(settings.seed) : null,
    earCeiling: earCeilingOf(asked),
    noise: false,
    devices: [],
    late: { count: 0, worst: 0 },
    limit: null,
    decisions: [],
    suggestion: null,
    suggestedAt: Number.NEGATIVE_INFINITY,
    spaceBroken: false,
  };
}
