import type { LoopSettings } from "../engine/eeg/loop-settings.ts";
import type { ProtocolOptions } from "../engine/eeg/protocol-options.ts";
import type { InstrumentSettings } from "../engine/instruments/instrument-settings.ts";
import type { ThreeHits } from "../engine/instruments/velocity-curve.ts";
import type { KeptTune } from "../engine/partner/kept-tune.ts";
import type { Parameter, ParameterName } from "../engine/partner/parameters.ts";
import type { Steering } from "../engine/partner/steering.ts";
import type { Tap } from "../engine/partner/technique.ts";
import type { RobotAutonomy, RobotLevel } from "../engine/robot/cue.ts";
import type { ChildViewChange } from "../engine/session/child-view.ts";
import type { SoundCommand } from "../engine/session/command.ts";
import type { Measure } from "../engine/session/measuring.ts";
import type { OwnPicture, Picture } from "../engine/session/pictures.ts";
import type { PlannedPhase, PlanOptions, TemplateName } from "../engine/session/plan.ts";
import type { RollNote } from "../engine/session/roll.ts";
import type { SoundName, SoundPlayer } from "../engine/session/sounds.ts";
import type { TagDetail, TagName } from "../engine/session/tags.ts";
import type { View } from "../engine/session/view.ts";
import type { Millis, Pitch, Velocity } from "../engine/time/units.ts";
import type { ChildHabits } from "../hardware/child/habits.ts";
import type { Access } from "./access/access-picture.ts";
import type { Role } from "./access/role.ts";
import type { AlbumPicture } from "./children/album/album-picture.ts";
import type { ChildCard } from "./children/child-card.ts";
import type { ChildEntry } from "./children/child-entry.ts";
import type { Checked, PlannedSession, SwitchAction } from "./desk/desk-papers.ts";
import type { Desk } from "./desk/desk-picture.ts";
import type { GestureDraft } from "./gesture-draft.ts";
import type { InstrumentsPicture, KeyHit, KeySource } from "./instruments/instruments-picture.ts";
import type { LoudnessFound } from "./loudness/ear-schema.ts";
import type { LoudnessPicture } from "./loudness/loudness-picture.ts";
import type { Output } from "./output.ts";
import type { KeptPlans } from "./plans/plans-picture.ts";
import type { CalibrationStepWanted, RobotPicture } from "./robot-picture.ts";

export type { LoopSettings } from "../engine/eeg/loop-settings.ts";
export type { ProtocolOptions } from "../engine/eeg/protocol-options.ts";
export type { InstrumentSettings, KeyColour, LearntKey } from "../engine/instruments/instrument-settings.ts";
export type { ThreeHits, VelocityCurve } from "../engine/instruments/velocity-curve.ts";
export type { Home } from "../engine/music/home.ts";
export type { ScaleName } from "../engine/music/scales.ts";
export type { Voice } from "../engine/music/voice.ts";
export type { KeptTune } from "../engine/partner/kept-tune.ts";
export type { Parameter, ParameterName } from "../engine/partner/parameters.ts";
export type { Lock, Steering } from "../engine/partner/steering.ts";
export type {
  ChildCardShown,
  ChildView,
  ChildViewChange,
  PadPlace,
  Tokens,
} from "../engine/session/child-view.ts";
export type { SoundCommand } from "../engine/session/command.ts";
export type { Decision } from "../engine/session/decision.ts";
export type { OwnPicture, Picture } from "../engine/session/pictures.ts";
export type { Phase, PhaseName, Plan, PlannedPhase, PlanOptions } from "../engine/session/plan.ts";
export type { Player } from "../engine/session/player.ts";
export type { RollNote } from "../engine/session/roll.ts";
export type { SoundName, SoundPlayer } from "../engine/session/sounds.ts";
export type { TagDetail, TagName } from "../engine/session/tags.ts";
export type { View } from "../engine/session/view.ts";
export type { Millis, Pitch, Velocity } from "../engine/time/units.ts";
export type { Access, Network } from "./access/access-picture.ts";
export type { Role } from "./access/role.ts";
export type { AlbumPicture } from "./children/album/album-picture.ts";
export type { ChildCard } from "./children/child-card.ts";
export type { ChildEntry } from "./children/child-entry.ts";
export type { Checked, KeptBackup, PlannedSession, SwitchAction } from "./desk/desk-papers.ts";
export type { Desk } from "./desk/desk-picture.ts";
export type { GestureDraft, Preview } from "./gesture-draft.ts";
export type { InstrumentPicture, InstrumentsPicture, KeyHit, KeySource } from "./instruments/instruments-picture.ts";
export type { LoudnessPicture } from "./loudness/loudness-picture.ts";
export type { KeptPlan, KeptPlans, LastSession } from "./plans/plans-picture.ts";
export type {
  PartnerFigures,
  RehearsableSession,
  Rehearsal,
  RehearsedNote,
} from "./rehearsal/rehearsal-picture.ts";
export type { CalibrationStepWanted, ConsoleLine, RobotPicture } from "./robot-picture.ts";

/** What the panel is told when it joins, and again whenever it changes. */
export interface Welcome {
  readonly version: string;
  /** Name of the rig, e.g. "simulated". */
  readonly rig: string;
  /** The child's code, or "practice"; empty for roles that are not told which child it is. */
  readonly child: string;
  /** True when the rig's sound comes out of the browser. */
  readonly browserSound: boolean;
  /** Where the room sounds. */
  readonly output: Output;
  /** How loud it is at the child's ear, as far as that was measured. */
  readonly loudness: LoudnessPicture;
  /** The pretend child's characters and the one that plays; null when the rig has none. */
  readonly pretendChild: {
    readonly characters: readonly string[];
    readonly character: string;
    readonly habits: ChildHabits;
  } | null;
  /** Whether the session is written down, or will be from Start on. */
  readonly records: boolean;
  /** Names the room that is open: what was seen in one room is not noted in another. */
  readonly room: string;
  /** One sentence when the last session was cut off, else null. */
  readonly interrupted: string | null;
  /** The numbers of the partner that can be set, with their ranges. */
  readonly parameters: Readonly<Record<ParameterName, Parameter>>;
  /** Whether the networks in use are the child's own. */
  readonly ownNetworks: boolean;
}

/** A sentence for the person at the panel. */
export interface Alert {
  readonly level: "info" | "warning" | "error";
  readonly text: string;
}

/** Another screen changed something: who, and what, by the names of settings, or "card", "phase", "extend", "plan", "robot". */
export interface Changed {
  readonly by: string;
  readonly what: readonly string[];
}

/** The answer to every message of a panel. `given`: what was asked for, where something was. `error` is one sentence. */
export type Ack = { readonly ok: true; readonly given?: string } | { readonly ok: false; readonly error: string };

/** Server -> panel. Times in `state` and `notes` are session time, in `sound` clock time. */
export interface ServerToPanel {
  welcome: (welcome: Welcome) => void;
  /** The whole view, at most 20 times a second. `now` is the session time at sending. */
  state: (view: View, now: Millis) => void;
  /** New or changed notes for the piano roll, at most 20 batches a second. On joining: the last 60 s. */
  notes: (notes: readonly RollNote[]) => void;
  /** Commands for the browser's synthesiser, at least 150 ms ahead (keys pressed: at once). */
  sound: (commands: readonly SoundCommand[]) => void;
  /** The fast path of STOP: everything silent now. */
  silence: () => void;
  /** On joining, then whenever it changed, at most ten times a second. Only where the rig has a robot. */
  robot: (robot: RobotPicture) => void;
  /** On joining and whenever something of it changes: what is played on, by whom and how. */
  instruments: (instruments: InstrumentsPicture) => void;
  /** Keys as they came from instruments, in order; twenty times a second at the most, for lighting what is hit. */
  hits: (hits: readonly KeyHit[]) => void;
  alert: (alert: Alert) => void;
  /** What another screen that steers has changed; not told to that screen. */
  changed: (changed: Changed) => void;
  /** The children that are known; for those who steer. On joining and whenever something of it changes. */
  children: (children: readonly ChildEntry[]) => void;
  /** The own pictures of the child whose room is open; their bytes are under /pictures/ and their names. */
  pictures: (pictures: readonly AlbumPicture[]) => void;
  /** Plans that were kept under a name, and how the last session of this child went. On joining and when something of it changes. */
  plans: (plans: KeptPlans) => void;
  /** On joining and whenever something of it changes, twice a second at the most. */
  access: (access: Access) => void;
  /** What the house keeps of itself. On joining, whenever something of it changes, and when the disk has filled or emptied. */
  desk: (desk: Desk) => void;
}

/** Panel -> server; each is answered by an Ack. */
export interface PanelToServer {
  start: (ack: (ack: Ack) => void) => void;
  /** The session ends: what sounds fades. */
  finish: (ack: (ack: Ack) => void) => void;
  stop: (ack: (ack: Ack) => void) => void;
  continue: (ack: (ack: Ack) => void) => void;
  quiet: (on: boolean, ack: (ack: Ack) => void) => void;
  /** A break for the child; false: "Ready". */
  break: (on: boolean, ack: (ack: Ack) => void) => void;
  winddown: (ack: (ack: Ack) => void) => void;
  /** The present phrase is the last one. */
  lasttime: (ack: (ack: Ack) => void) => void;
  "technique:set": (technique: string, ack: (ack: Ack) => void) => void;
  /** A button of the card that is on. */
  "technique:tap": (tap: Tap, ack: (ack: Ack) => void) => void;
  /** What the therapist changes live; times in milliseconds. */
  "param:set": (change: Partial<Steering>, ack: (ack: Ack) => void) => void;
  /** How somebody sounds; the partner from its next bar line on. */
  "sound:set": (choice: { player: SoundPlayer; sound: SoundName }, ack: (ack: Ack) => void) => void;
  /** Where the room sounds, kept for the next time. */
  "output:set": (output: Output, ack: (ack: Ack) => void) => void;
  /** Something to measure by: noise that comes up slowly, one note of a velocity, or an end of either. Before a session. */
  "loudness:play": (play: Measure, ack: (ack: Ack) => void) => void;
  /** What a sound-level meter showed at the child's head; null: forget it. The room is opened anew, so that it holds. */
  "loudness:keep": (found: LoudnessFound | null, ack: (ack: Ack) => void) => void;
  /** Ends every note of every output at once; the session goes on. No STOP. */
  panic: (ack: (ack: Ack) => void) => void;
  /** Keeps the tune heard last, with the child's card where it has one; lets one go, by its number; weaves one in (null: the last). */
  "tune:keep": (name: string, ack: (ack: Ack) => void) => void;
  "tune:drop": (tune: number, ack: (ack: Ack) => void) => void;
  "tune:weave": (tune: number | null, ack: (ack: Ack) => void) => void;
  /** A space begins now; while one goes on: five seconds more, or its end. */
  "space:start": (ack: (ack: Ack) => void) => void;
  "space:extend": (ack: (ack: Ack) => void) => void;
  "space:end": (ack: (ack: Ack) => void) => void;
  undo: (ack: (ack: Ack) => void) => void;
  redo: (ack: (ack: Ack) => void) => void;
  /**
   * What was just seen of the child. A span's second tap ends it. `key` names the tap, so that one that is sent twice counts once;
   * `seen` is the session time of a tap that had to wait for the engine.
   */
  "tag:add": (
    tag: { name: TagName; detail: TagDetail | null; note?: string; key?: string; seen?: Millis },
    ack: (ack: Ack) => void,
  ) => void;
  /** A word to a tag, by its number. */
  "tag:edit": (edit: { id: number; note: string }, ack: (ack: Ack) => void) => void;
  /** The tag was a mistake. */
  "tag:undo": (id: number, ack: (ack: Ack) => void) => void;
  /** A span was not over after all. */
  "tag:reopen": (id: number, ack: (ack: Ack) => void) => void;
  /** A line of text for the session's notes. */
  note: (text: string, ack: (ack: Ack) => void) => void;
  /** What the child's own screen shows. */
  "childview:set": (change: ChildViewChange, ack: (ack: Ack) => void) => void;
  /** What the child chose on it. */
  "childview:choose": (choice: Picture, ack: (ack: Ack) => void) => void;
  /** The child asked for more, by the card for that. */
  "childview:more": (ack: (ack: Ack) => void) => void;
  /** Whether the card that the engine offers is taken. */
  "suggestion:answer": (taken: boolean, ack: (ack: Ack) => void) => void;
  /** The session is planned after a template, in minutes. */
  "plan:set": (template: TemplateName, ack: (ack: Ack) => void) => void;
  /** The session is planned as the therapist made it. */
  "plan:make": (plan: { phases: readonly PlannedPhase[]; options: PlanOptions }, ack: (ack: Ack) => void) => void;
  /** Keeps a plan under a name, in place of one that has it. No child's data belongs in it. */
  "plans:keep": (
    plan: { name: string; phases: readonly PlannedPhase[]; options: PlanOptions },
    ack: (ack: Ack) => void,
  ) => void;
  "plans:remove": (name: string, ack: (ack: Ack) => void) => void;
  /** On to a phase of the plan, by its number from 0. */
  "phase:go": (phase: number, ack: (ack: Ack) => void) => void;
  /** Minutes more, or less, for the present phase. */
  "phase:extend": (minutes: number, ack: (ack: Ack) => void) => void;
  /** Gives the recorded sessions of this child, {@link RehearsableSession}s as JSON. */
  "partner:sessions": (ack: (ack: Ack) => void) => void;
  /** Lets the partner as it is set now play with a recorded session's child, unheard: gives a {@link Rehearsal} as JSON. */
  "partner:rehearse": (session: string, ack: (ack: Ack) => void) => void;
  /** A gesture of the robot, by its name. */
  "robot:gesture": (name: string, ack: (ack: Ack) => void) => void;
  "robot:level": (level: RobotLevel, ack: (ack: Ack) => void) => void;
  /** Slowly to rest, whatever it does. */
  "robot:rest": (ack: (ack: Ack) => void) => void;
  /** How large gestures are: 0.25–1 of the size they were written in. With the level "small", half of it. */
  "robot:size": (share: number, ack: (ack: Ack) => void) => void;
  /** How fast it moves: 0.5–1 of what the limits allow. */
  "robot:speed": (share: number, ack: (ack: Ack) => void) => void;
  /** Whether the child's strokes on pads are mirrored. */
  "robot:mirror": (on: boolean, ack: (ack: Ack) => void) => void;
  "robot:only-when-child-plays": (on: boolean, ack: (ack: Ack) => void) => void;
  /** What it may do by itself. */
  "robot:autonomy": (autonomy: RobotAutonomy, ack: (ack: Ack) => void) => void;
  /** A robot on the screen where the rig has none; the room is opened anew. Refused while a session runs. */
  "robot:on-screen": (on: boolean, ack: (ack: Ack) => void) => void;
  /** Whether a gesture could be kept: gives a {@link Preview} as JSON, or the validator's sentence as the error. */
  "robot:try": (draft: GestureDraft, ack: (ack: Ack) => void) => void;
  /** Keeps a gesture for this rig, in place of the one named where there is one; gives its name. */
  "robot:keep": (wanted: { draft: GestureDraft; name: string | null }, ack: (ack: Ack) => void) => void;
  "robot:drop": (name: string, ack: (ack: Ack) => void) => void;
  /** What went over its line after a message of this number: {@link ConsoleLine}s as JSON. It is read only. */
  "robot:console": (wanted: { since: number; routine: boolean }, ack: (ack: Ack) => void) => void;
  /** No livelier than the rig allows for this child: what is asked beyond stays at that. */
  "robot:lights": (lights: "off" | "still" | "slow", ack: (ack: Ack) => void) => void;
  /** What comes of it stands in `robot`, under `calibration`. */
  "robot:calibrate": (wanted: CalibrationStepWanted, ack: (ack: Ack) => void) => void;
  /** A person says that the robot may move, */
  "robot:arm": (ack: (ack: Ack) => void) => void;
  /** and that nobody is within its reach. */
  "robot:clear": (ack: (ack: Ack) => void) => void;
  /** The guided blocks of the EEG begin, go on to the next, leave one out, or stop. */
  "eeg:protocol": (
    tap: { do: "start"; options?: Partial<ProtocolOptions> } | { do: "next" | "skip" | "stop" },
    ack: (ack: Ack) => void,
  ) => void;
  /** How the score steers the music; what is left out stays as it is. */
  "eeg:loop": (change: Partial<LoopSettings>, ack: (ack: Ack) => void) => void;
  /** The impedance check; no score meanwhile. */
  "eeg:impedance": (on: boolean, ack: (ack: Ack) => void) => void;
  /** The raw EEG is written to a file. */
  "eeg:record": (on: boolean, ack: (ack: Ack) => void) => void;
  /** After so many minutes, 5–60, one is reminded to take the cap off. */
  "eeg:comfort": (minutes: number, ack: (ack: Ack) => void) => void;
  /** How the cap feels to the child, by one of five pictures: 1 the worst. */
  "eeg:tolerance": (rating: number, ack: (ack: Ack) => void) => void;
  /** A note in the recording. */
  "eeg:marker": (text: string, ack: (ack: Ack) => void) => void;
  /** The pretend child's character. */
  "child:set": (character: string, ack: (ack: Ack) => void) => void;
  /** A key of a page; left out, `source` is the screen. Who plays it, and how, its instrument says; `pad`: the pitch is a drum. */
  "key:down": (
    key: { pitch: Pitch; velocity: Velocity; source?: KeySource; pad?: true },
    ack: (ack: Ack) => void,
  ) => void;
  "key:up": (key: { pitch: Pitch; source?: KeySource; pad?: true }, ack: (ack: Ack) => void) => void;
  /** An instrument is played otherwise; what is left out stays as it is. Kept for the child, or for practice with this rig. */
  "instrument:set": (wanted: { device: string; change: Partial<InstrumentSettings> }, ack: (ack: Ack) => void) => void;
  /** Three hits become the velocity curve: they land on 32, 64 and 96. */
  "instrument:hits": (hits: { device: string } & ThreeHits, ack: (ack: Ack) => void) => void;
  /** Whether a new instrument is the child's: for this time, not, or always. */
  "instrument:answer": (answer: { device: string; answer: "yes" | "no" | "always" }, ack: (ack: Ack) => void) => void;
  /** Whoever plays the next key says by it what this player plays; null: no longer. */
  "instrument:play-now": (player: "child" | "therapist" | null, ack: (ack: Ack) => void) => void;
  /** How often and how soon the pretend child replies; null: as its character does. */
  "child:adjust": (habits: ChildHabits, ack: (ack: Ack) => void) => void;
  /** Clock synchronisation: answered with the engine's clock time. */
  sync: (reply: (clock: Millis) => void) => void;
  /** Commands that reached the synthesiser after their time, since the last report. */
  "sound:late": (report: { count: number; worst: Millis }, ack: (ack: Ack) => void) => void;
  /** A new child; what it likes to be called may be empty. */
  "children:add": (nickname: string, ack: (ack: Ack) => void) => void;
  "children:save": (card: ChildCard, ack: (ack: Ack) => void) => void;
  /** A child's kept tunes, in place of those before. */
  "children:tunes": (of: { code: string; tunes: KeptTune[] }, ack: (ack: Ack) => void) => void;
  /** Opens the room for a child, by its code; null: for practice. Not while a session runs. */
  "children:open": (code: string | null, ack: (ack: Ack) => void) => void;
  /** Destroys the child's key, and with it all that was recorded of it. */
  "children:erase": (code: string, ack: (ack: Ack) => void) => void;
  /** Takes one of the child's own pictures away. New ones come over HTTP: POST /pictures. */
  "pictures:remove": (name: OwnPicture, ack: (ack: Ack) => void) => void;
  /** This device steers from now on; the one that did is told by its next `access`. */
  "control:take": (ack: (ack: Ack) => void) => void;
  /** One device may come in as `role` within so many minutes (1 to 10); `access` then brings code and QR code. */
  "pairing:open": (pairing: { role: Role; minutes: number }, ack: (ack: Ack) => void) => void;
  "pairing:close": (ack: (ack: Ack) => void) => void;
  /** Asks for a fresh `access`, with the devices as they are now. */
  "devices:list": (ack: (ack: Ack) => void) => void;
  "devices:rename": (device: { id: string; name: string }, ack: (ack: Ack) => void) => void;
  /** The device is cut off at once and must be paired anew. */
  "devices:revoke": (device: { id: string }, ack: (ack: Ack) => void) => void;
  /** Whether other devices on the network may reach the engine. Kept for the next start. */
  "network:set": (network: { lan: boolean }, ack: (ack: Ack) => void) => void;
  /** A session is planned; the day's list is by time. */
  "today:plan": (session: Omit<PlannedSession, "id">, ack: (ack: Ack) => void) => void;
  "today:drop": (id: string, ack: (ack: Ack) => void) => void;
  /** What a room check has found. */
  "check:keep": (checked: Checked, ack: (ack: Ack) => void) => void;
  /** The next press of any key, pad or pedal that is plugged in does this from then on; null: leave it. */
  "switch:learn": (action: SwitchAction | null, ack: (ack: Ack) => void) => void;
  "switch:forget": (action: SwitchAction, ack: (ack: Ack) => void) => void;
  /** The record is copied into this folder of the engine's machine, and read back. */
  "backup:make": (folder: string, ack: (ack: Ack) => void) => void;
  /** The record is locked with a passphrase; null: with none. The answer brings the recovery key, this once. */
  "lock:set": (passphrase: string | null, ack: (ack: Ack) => void) => void;
  /** Who works with this Antiphon: one person, a team, or a lab. */
  "house:used": (by: "me" | "team" | "lab", ack: (ack: Ack) => void) => void;
}

/** Names of the messages a panel may send. */
export type MessageName = keyof PanelToServer;

/** The value that a message brings; undefined where it brings none. */
export type Said<Name extends MessageName> =
  Parameters<PanelToServer[Name]> extends [infer Value, unknown] ? Value : undefined;
