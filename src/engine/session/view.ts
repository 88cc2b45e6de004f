import { motifsHeard, tempoHeard, unevenness } from "../listening/readouts.ts";
import { levelOf, velocityOf } from "../music/level.ts";
import { isSameTune } from "../partner/kept-tune.ts";
import type { PartnerState } from "../partner/partner.ts";
import type { Steering } from "../partner/steering.ts";
import { TECHNIQUES } from "../partner/techniques.ts";
import type { RobotLevel } from "../robot/cue.ts";
import type { RobotWishes } from "../robot/wishes.ts";
import type { Bpm, Decibels, Millis, Pitch, Velocity } from "../time/units.ts";
import { layoutOf } from "./child-screen.ts";
import { type ChildScreen, type ChildView, type PadPlace, USUAL_SCREEN } from "./child-view.ts";
import type { Decision } from "./decision.ts";
import { type EarCeiling, type EarLevel, earLevelOf, earLevelsAt, measuredVelocities } from "./ear-level.ts";
import { isGuidedSilence } from "./eeg-state.ts";
import { type EegView, eegViewOf } from "./eeg-view.ts";
import type { DeviceStatus } from "./event.ts";
import { partnerShare } from "./limits/share.ts";
import { maySound } from "./perform.ts";
import type { Plan } from "./plan.ts";
import { type ScaleView, scaleViewOf } from "./scale-view.ts";
import type { Session, Suggestion } from "./session.ts";
import { mayUseSound, SOUND_NAMES, type SoundName, type Sounds } from "./sounds.ts";
import { openSpan, SPAN_TAGS, stateOf, type Tag, type TagDetail, type TagName } from "./tags.ts";
import { togetherness } from "./together.ts";

/** All a panel needs to draw itself: whole and small, so that a reconnect needs no catching up. Times are session time. */
export interface View {
  readonly at: Millis;
  /** Start was pressed and the session is not finished. */
  readonly running: boolean;
  readonly stopped: boolean;
  readonly quiet: boolean;
  readonly onBreak: boolean;
  readonly partner: PartnerState;
  /** The state in plain words: "Listening", "My turn", "Your turn – 3 s left", "Waiting", "Ending". */
  readonly label: string;
  readonly turn: "child" | "partner" | "both" | "nobody";
  readonly technique: string;
  readonly techniques: readonly { readonly name: string; readonly label: string }[];
  /** The space left after a cue: its set length, and when the present one ends (null outside a space). */
  readonly space: {
    readonly seconds: number;
    readonly endsAt: Millis | null;
    /** An adult has played into it. */
    readonly broken?: boolean;
  };
  readonly steering: Steering;
  /** Whose sound is which, and the sounds that are off for this child. `sensitive`: high sound is softened on its way out. */
  readonly sounds: { readonly of: Sounds; readonly off: readonly SoundName[]; readonly sensitive: boolean };
  readonly scale: ScaleView;
  /** The tempo that the partner keeps, and the child's where it is steady. Null where there is none. */
  readonly tempo: { readonly partner: Bpm | null; readonly child: Bpm | null };
  /** The partner's share of sounding time in this phase, 0–1; null when nobody has sounded. */
  readonly share: number | null;
  /** The tune that the child came back to last, within a minute: its notes, and how often it was heard. */
  readonly tune: {
    readonly pitches: readonly Pitch[];
    readonly pad: boolean;
    readonly count: number;
    /** It is among the kept ones already. */
    readonly kept?: boolean;
  } | null;
  /** The child's tunes that were kept, and the number of the one that was chosen to be woven in. */
  readonly tunes: {
    readonly kept: readonly { readonly name: string; readonly pitches: readonly Pitch[]; readonly pad: boolean }[];
    readonly chosen: number | null;
  };
  readonly plan: Plan | null;
  readonly suggestion: Suggestion | null;
  /** Steps that can be taken back, and forward again. */
  readonly history: { readonly undo: number; readonly redo: number };
  readonly tags: {
    /** The newest, newest last. */
    readonly recent: readonly Tag[];
    /** Spans that go on. */
    readonly open: readonly TagName[];
    readonly engagement: TagDetail | null;
    readonly regulation: TagDetail | null;
    /** How many there are of each name. */
    readonly counts: Readonly<Partial<Record<TagName, number>>>;
  };
  readonly childView: ChildView;
  /** What the child is called where a limit is told of; null: it has no name here. */
  readonly childName: string | null;
  /** `steering.loudness` from which on the child's limit holds the partner. */
  readonly loudest: Decibels;
  /** How closely the child keeps to the partner's beat, 0 apart … 4 closely; null where there is none, or too little to tell. */
  readonly together: number | null;
  /** What is settled for the child's screen, and how its instrument is laid out. */
  readonly childScreen: ChildScreen & { readonly layout: readonly PadPlace[] };
  /** How steadily the child plays, 0 not at all … 4 very; null where there is too little to tell. */
  readonly steadiness: number | null;
  /** The robot: null without one. `ready`: armed, and nobody within reach; `gesture`: what it does. */
  readonly robot: {
    readonly level: RobotLevel;
    readonly wishes: RobotWishes;
    readonly armed: boolean;
    readonly ready: boolean;
    readonly within: boolean;
    readonly gesture: string | null;
  } | null;
  /**
   * What reaches the child's ear, in dB(A), where that was measured: a usual note of the partner as it is set now, and the most that the
   * limits let through over a session and at once. `velocities`: those to measure at; `noise` sounds to measure by.
   */
  readonly ear: {
    readonly level: { readonly now: EarLevel; readonly most: EarCeiling; readonly approximate: boolean } | null;
    readonly ceiling: EarCeiling;
    readonly velocities: readonly Velocity[];
    readonly noise: boolean;
  };
  /** The EEG: null without one. */
  readonly eeg: EegView | null;
  readonly devices: readonly DeviceStatus[];
  readonly late: { readonly count: number; readonly worst: Millis };
  /** When a limit last held something back, and what; null when none did. Shown once a minute at the most. */
  readonly limit: Decision | null;
  /** The newest decisions, newest last, twenty at the most. */
  readonly decisions: readonly Decision[];
}

const CARDS = TECHNIQUES.filter(({ card }) => card).map(({ name, label }) => ({ name, label }));

/** How long after it was heard a caught tune is shown. */
const TUNE_SHOWN: Millis = 60_000;
/** How often the label counts down. */
const COUNT: Millis = 1_000;

function labelOf(session: Session, at: Millis): string {
  if (session.stopped) return "Stopped";
  if (!session.running) return "Ready";
  if (session.onBreak) return "Break";
  if (session.quiet) return "Quiet";
  if (isGuidedSilence(session)) return "Guided rest";
  const { state, spaceEndsAt } = session.partner;
  switch (state) {
    case "silent":
      return "Silent";
    case "listening":
      return "Listening";
    case "breath":
    case "playing":
    case "offerAgain":
      return "My turn";
    case "accompanying":
      return "Playing along";
    case "ending":
      return "Ending";
    case "space":
      return `Your turn – ${Math.max(1, Math.ceil(((spaceEndsAt ?? at) - at) / COUNT))} s`;
    case "waiting":
      return "Waiting";
    case "stopped":
      return "Stopped";
  }
}

function turnOf(session: Session): View["turn"] {
  const { partner } = session;
  if (!maySound(session)) return "nobody";
  switch (partner.state) {
    case "breath":
    case "playing":
    case "offerAgain":
      return "partner";
    case "accompanying":
      return "both";
    case "ending":
      return "partner";
    case "listening":
    case "space":
    case "waiting":
      return "child";
    case "silent":
    case "stopped":
      return "nobody";
  }
}

function robotOf({ robot }: Session): View["robot"] {
  if (!robot) return null;
  const { guard, stance, dance } = robot.choreography;
  const { armed, clear, within } = guard;
  return { level: robot.level, wishes: robot.wishes, armed, ready: armed && clear, within, gesture: dance ?? stance };
}

function tuneOf({ listening, tunes }: Session, at: Millis): View["tune"] {
  const newest = motifsHeard(listening.child).at(-1);
  if (!newest || at - newest.lastHeard > TUNE_SHOWN) return null;
  const kept = tunes.kept.some((tune) => isSameTune(tune, newest));
  return { pitches: newest.pitches, pad: newest.pad, count: newest.count, kept };
}

function soundsOf({ sounds, settings: { profile } }: Session): View["sounds"] {
  const off = SOUND_NAMES.filter((sound) => !mayUseSound(sound, profile));
  return { of: sounds, off, sensitive: profile.sensitive };
}

/** Velocity of a usual note of the partner's (practice.md: default 64). */
const USUAL_VELOCITY = 64;

function earOf({ settings: { profile, ear }, earCeiling, steering: { loudness }, noise }: Session): View["ear"] {
  const wished = Math.floor(velocityOf(levelOf(USUAL_VELOCITY) + loudness));
  const level = ear && {
    now: earLevelOf(ear, Math.min(profile.velocityCap, wished)),
    most: earLevelsAt(ear, profile.velocityCap),
    approximate: ear.approximate,
  };
  return { level: level ?? null, ceiling: earCeiling, velocities: measuredVelocities(profile), noise };
}

const TAGS_SHOWN = 20;

function tagsOf({ tags }: Session): View["tags"] {
  const counts: Partial<Record<TagName, number>> = {};
  for (const { name } of tags.tags) counts[name] = (counts[name] ?? 0) + 1;
  return {
    recent: tags.tags.slice(-TAGS_SHOWN),
    open: SPAN_TAGS.filter((name) => openSpan(tags, name) !== undefined),
    engagement: stateOf(tags, "engagement"),
    regulation: stateOf(tags, "regulation"),
    counts,
  };
}

/** Coefficients of variation of the child's intervals below which it plays 4, 3, 2 and 1 steps steadily. */
const STEADY = [0.08, 0.15, 0.25, 0.35];

function steadinessOf({ listening }: Session): number | null {
  const uneven = unevenness(listening.child);
  return uneven === undefined ? null : STEADY.filter((bound) => uneven < bound).length;
}

/** What the panel shows of a session at a time. */
export function viewOf(session: Session, at: Millis): View {
  return {
    at,
    running: session.running,
    stopped: session.stopped,
    quiet: session.quiet,
    onBreak: session.onBreak,
    partner: session.stopped ? "stopped" : maySound(session) ? session.partner.state : "silent",
    label: labelOf(session, at),
    turn: turnOf(session),
    technique: session.technique,
    techniques: CARDS,
    space: {
      seconds: session.steering.space / 1_000,
      endsAt: session.partner.spaceEndsAt,
      broken: session.spaceBroken,
    },
    steering: session.steering,
    sounds: soundsOf(session),
    scale: scaleViewOf(session, at),
    tempo: {
      partner: session.partner.grid ? session.partner.sounding.tempo : null,
      child: tempoHeard(session.listening.child) ?? null,
    },
    share: partnerShare(session.limits) ?? null,
    tune: tuneOf(session, at),
    tunes: {
      kept: session.tunes.kept.map(({ name, pitches, pad }) => ({ name, pitches, pad })),
      chosen: session.tunes.chosen,
    },
    plan: session.plan,
    suggestion: session.suggestion,
    history: { undo: session.history.past.length, redo: session.history.future.length },
    tags: tagsOf(session),
    childView: session.childView,
    childName: session.settings.profile.name ?? null,
    loudest: levelOf(session.settings.profile.velocityCap) - levelOf(USUAL_VELOCITY),
    together: togetherness(session, at),
    childScreen: { ...(session.settings.childScreen ?? USUAL_SCREEN), layout: layoutOf(session) },
    steadiness: steadinessOf(session),
    robot: robotOf(session),
    ear: earOf(session),
    eeg: session.eeg && session.settings.eeg ? eegViewOf(session.eeg, session.settings.eeg, at) : null,
    devices: session.devices,
    late: session.late,
    limit: session.limit,
    decisions: session.decisions,
  };
}
