import type { LoopSettings } from "../eeg/loop-settings.ts";
import type { ProtocolOptions } from "../eeg/protocol-options.ts";
import type { EegReading } from "../eeg/reading.ts";
import type { MadeGesture } from "../gestures/child-gesture.ts";
import type { InstrumentSettings } from "../instruments/instrument-settings.ts";
import type { LeftOut, RawKey } from "../instruments/key-event.ts";
import type { Steering } from "../partner/steering.ts";
import type { Tap } from "../partner/technique.ts";
import type { Body } from "../robot/body.ts";
import type { RobotLevel } from "../robot/cue.ts";
import type { Gesture } from "../robot/gesture.ts";
import type { Pose } from "../robot/pose.ts";
import type { RobotWishes } from "../robot/wishes.ts";
import type { Millis, Pitch, Velocity } from "../time/units.ts";
import type { ChildViewChange } from "./child-view.ts";
import type { Measure } from "./measuring.ts";
import type { Picture } from "./pictures.ts";
import type { PlannedPhase, PlanOptions, TemplateName } from "./plan.ts";
import type { Player } from "./player.ts";
import type { SoundName, SoundPlayer } from "./sounds.ts";
import type { SpaceCue } from "./space.ts";
import type { TagDetail, TagName } from "./tags.ts";
import type { TuneCue } from "./tunes.ts";

/** State of a device as the panel shows it. `text` is one sentence for the therapist. */
export interface DeviceStatus {
  readonly device: string;
  readonly status: "ready" | "lost" | "missing" | "failed" | "closed";
  readonly text: string;
}

interface At {
  /** Session time: milliseconds since the session began, stamped at arrival. */
  readonly at: Millis;
}

export type NoteOnEvent = At & {
  readonly kind: "noteOn";
  readonly player: Player;
  readonly device: string;
  readonly pitch: Pitch;
  readonly velocity: Velocity;
  /** Struck on a drum pad: the pitch says which one. */
  readonly pad?: true;
  /** As the key came, where its instrument's settings made something else of it. */
  readonly raw?: RawKey;
};
export type NoteOffEvent = At & {
  readonly kind: "noteOff";
  readonly player: Player;
  readonly device: string;
  readonly pitch: Pitch;
  readonly pad?: true;
  readonly raw?: RawKey;
};
/** An instrument is played like this from now on. Its keys reach the session as the notes that were made of them. */
export type InstrumentEvent = At & {
  readonly kind: "instrument";
  readonly device: string;
  readonly settings: InstrumentSettings;
};
/** A stroke, as it came, that its instrument's settings did not let through. */
export type LeftOutEvent = At & {
  readonly kind: "leftOut";
  readonly device: string;
  readonly pitch: Pitch;
  readonly velocity: Velocity;
  readonly pad?: true;
  readonly why: LeftOut;
};
/** The child made a gesture, by the sensor on its wrist. `strokes` are session times: a gesture is told when it is over. */
export type GestureEvent = At & { readonly kind: "gesture"; readonly device: string } & MadeGesture;
/** A wake command fell due; `due` is when it should have come, `at` when it came. */
export type WakeEvent = At & { readonly kind: "wake"; readonly name: string; readonly due: Millis };
export type SteerEvent = At & { readonly kind: "steer"; readonly change: Partial<Steering> };
/** The therapist chose how somebody sounds. */
export type SoundEvent = At & { readonly kind: "sound"; readonly player: SoundPlayer; readonly sound: SoundName };
/** What the therapist notes of the child: a tag, a word to it, that it was a mistake; or a line of text. */
export type RemarkEvent =
  | (At & {
      readonly kind: "tag";
      readonly name: TagName;
      readonly detail: TagDetail | null;
      /** A word to it. */
      readonly note?: string;
      /** The tap's own name: one that comes twice counts once. */
      readonly key?: string;
      /** When it was tapped, where it had to wait for the engine. */
      readonly seen?: Millis;
    })
  | (At & { readonly kind: "tagNote"; readonly id: number; readonly note: string })
  | (At & { readonly kind: "tagUndo"; readonly id: number })
  /** A span was not over after all. */
  | (At & { readonly kind: "tagReopen"; readonly id: number })
  | (At & { readonly kind: "note"; readonly text: string });
/** What the child's own screen shows, and what the child chose on it. */
export type ChildViewEvent =
  | (At & { readonly kind: "childView"; readonly change: ChildViewChange })
  | (At & { readonly kind: "choice"; readonly choice: Picture })
  /** The child asked for more. */
  | (At & { readonly kind: "more" });
/** A therapist's tap. */
export type TherapistEvent =
  | (At & { readonly kind: "start" })
  /** Something to measure by is played, before a session. */
  | (At & { readonly kind: "measure"; readonly play: Measure })
  | (At & { readonly kind: "stop" })
  /** Every note ends, on every output; the session goes on. */
  | (At & { readonly kind: "panic" })
  | (At & { readonly kind: "continue" })
  | (At & { readonly kind: "quiet"; readonly on: boolean })
  /** Break, and "Ready?" at its end. */
  | (At & { readonly kind: "break"; readonly on: boolean })
  | (At & { readonly kind: "windDown" })
  /** The present phrase is the last one: then a cadence and silence. */
  | (At & { readonly kind: "lastTime" })
  | (At & { readonly kind: "technique"; readonly technique: string })
  /** A button of the card that is on. */
  | (At & { readonly kind: "tap"; readonly tap: Tap })
  | SteerEvent
  | SoundEvent
  /** The child's tunes: one is kept, let go, or woven in. */
  | (At & { readonly kind: "tune"; readonly cue: TuneCue })
  /** A space begins now, lasts five seconds more, or is over. */
  | (At & { readonly kind: "space"; readonly cue: SpaceCue })
  /** A step back, or forward again, through what was set. */
  | (At & { readonly kind: "undo" })
  | (At & { readonly kind: "redo" })
  /** Whether the card that the engine offers is taken. */
  | (At & { readonly kind: "suggestion"; readonly taken: boolean })
  | (At & { readonly kind: "plan"; readonly template: TemplateName })
  /** A plan of the therapist's own. */
  | (At & {
      readonly kind: "planned";
      readonly phases: readonly PlannedPhase[];
      readonly options?: Partial<PlanOptions>;
    })
  /** On to the phase of this number, from 0. */
  | (At & {
      readonly kind: "phase";
      readonly phase: number;
      /** Undo takes it back. Moves in older logs were not kept for that. */
      readonly kept?: true;
    })
  | (At & { readonly kind: "extend"; readonly minutes: number })
  /** Nobody is at any panel: the partner holds the beat and nothing more. */
  | (At & { readonly kind: "unattended" })
  | (At & { readonly kind: "finish" });
export type DeviceEvent = At & { readonly kind: "device" } & DeviceStatus;
/**
 * What happens to the robot: the therapist asks for a gesture or a level, wishes it otherwise, says that nobody is within reach,
 * has armed or calibrated it; a sensor sees somebody; the link is lost or the robot began anew.
 */
export type RobotEvent = At & {
  readonly kind: "robot";
  readonly cue:
    | { readonly kind: "gesture"; readonly name: string }
    | { readonly kind: "level"; readonly level: RobotLevel }
    | { readonly kind: "wish"; readonly change: Partial<RobotWishes> }
    /** It was calibrated: this is its body from now on. */
    | { readonly kind: "body"; readonly body: Body }
    /** Gestures of the rig's own were made or taken away: these are new since the session was opened. */
    | { readonly kind: "gestures"; readonly own: readonly Gesture[] }
    | { readonly kind: "clear" }
    | { readonly kind: "armed"; readonly pose: Pose | null }
    | { readonly kind: "reach"; readonly within: boolean }
    | { readonly kind: "touch"; readonly touched: boolean }
    | { readonly kind: "lost" };
};
/** What happens to the EEG: an epoch was read, or the therapist steers the guided blocks, the loop, the recording or the checks. */
export type EegEvent = At & {
  readonly kind: "eeg";
  readonly cue:
    | { readonly kind: "reading"; readonly reading: EegReading }
    /** Guided blocks begin. */
    | { readonly kind: "protocol"; readonly options: Partial<ProtocolOptions> }
    /** On to the next block, this block left out, or the end of all of them. */
    | { readonly kind: "block"; readonly tap: "next" | "skip" | "stop" }
    | { readonly kind: "loop"; readonly change: Partial<LoopSettings> }
    | { readonly kind: "impedance"; readonly on: boolean }
    | { readonly kind: "record"; readonly on: boolean }
    /** After so many minutes one is reminded to take the cap off. */
    | { readonly kind: "comfort"; readonly minutes: number }
    /** How the cap feels: the child chose one of five pictures, 1 the worst. */
    | { readonly kind: "tolerance"; readonly rating: number }
    | { readonly kind: "marker"; readonly text: string };
};
/** The look-ahead says that it sent `count` commands late, the worst by `worst`. Bookkeeping: it changes no music. */
export type LateEvent = At & { readonly kind: "late"; readonly count: number; readonly worst: Millis };

/** Everything that can happen in a session. */
export type SessionEvent =
  | NoteOnEvent
  | NoteOffEvent
  | InstrumentEvent
  | LeftOutEvent
  | GestureEvent
  | WakeEvent
  | TherapistEvent
  | RemarkEvent
  | ChildViewEvent
  | RobotEvent
  | EegEvent
  | DeviceEvent
  | LateEvent;

/** Therapist's taps and STOP are written to disk at once, the rest in batches. */
export function isUrgent(event: SessionEvent): boolean {
  switch (event.kind) {
    case "noteOn":
    case "noteOff":
    case "leftOut":
    case "gesture":
    case "wake":
    case "device":
    case "late":
      return false;
    case "eeg":
      return event.cue.kind !== "reading";
    default:
      return true;
  }
}
