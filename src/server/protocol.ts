import type { SoundCommand } from "../engine/session/command.ts";
import type { RollNote } from "../engine/session/roll.ts";
import type { View } from "../engine/session/view.ts";
import type { Millis, Pitch, Velocity } from "../engine/time/units.ts";

export type { SoundCommand } from "../engine/session/command.ts";
export type { Decision } from "../engine/session/decision.ts";
export type { DeviceStatus } from "../engine/session/event.ts";
export type { Player } from "../engine/session/player.ts";
export type { RollNote } from "../engine/session/roll.ts";
export type { View } from "../engine/session/view.ts";
export type { Millis, Pitch, Velocity } from "../engine/time/units.ts";

/** What the panel is told when it joins, and again whenever it changes. */
export interface Welcome {
  readonly version: string;
  /** Name of the rig, e.g. "simulated". */
  readonly rig: string;
  /** True when the rig's sound comes out of the browser. */
  readonly browserSound: boolean;
  /** The pretend child's characters and the one that plays; null when the rig has none. */
  readonly pretendChild: { readonly characters: readonly string[]; readonly character: string } | null;
  /** One sentence when the last session was cut off, else null. */
  readonly interrupted: string | null;
}

/** A sentence for the person at the panel. */
export interface Alert {
  readonly level: "info" | "warning" | "error";
  readonly text: string;
}

/** The answer to every message of a panel. `error` is one sentence. */
export type Ack = { readonly ok: true } | { readonly ok: false; readonly error: string };

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
  alert: (alert: Alert) => void;
}

/** Panel -> server; each is answered by an Ack. */
export interface PanelToServer {
  start: (ack: (ack: Ack) => void) => void;
  stop: (ack: (ack: Ack) => void) => void;
  continue: (ack: (ack: Ack) => void) => void;
  quiet: (on: boolean, ack: (ack: Ack) => void) => void;
  "technique:set": (technique: string, ack: (ack: Ack) => void) => void;
  /** Length of the space after a cue, 2–60 s. */
  "space:set": (seconds: number, ack: (ack: Ack) => void) => void;
  /** The pretend child's character. */
  "child:set": (character: string, ack: (ack: Ack) => void) => void;
  /** A key on the screen or of the computer; played as the child. */
  "key:down": (key: { pitch: Pitch; velocity: Velocity }, ack: (ack: Ack) => void) => void;
  "key:up": (key: { pitch: Pitch }, ack: (ack: Ack) => void) => void;
  /** Clock synchronisation: answered with the engine's clock time. */
  sync: (reply: (clock: Millis) => void) => void;
  /** Commands that reached the synthesiser after their time, since the last report. */
  "sound:late": (report: { count: number; worst: Millis }, ack: (ack: Ack) => void) => void;
}
