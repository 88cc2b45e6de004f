import type { EegCommand } from "./eeg/command.ts";
import type { EegReading } from "./eeg/reading.ts";
import type { MadeGesture } from "./gestures/child-gesture.ts";
import type { RobotCommand } from "./robot/command.ts";
import type { Pose } from "./robot/pose.ts";
import type { SoundCommand } from "./session/command.ts";
import type { DeviceStatus } from "./session/event.ts";
import type { Player } from "./session/player.ts";
import type { Millis, Pitch, Velocity } from "./time/units.ts";

/** What the engine needs from outside. Interfaces only; drivers and networks implement them. */

/**
 * State of a recurrent network between two steps: plain numbers, the layers' one after another. A value: once a step has
 * written it and it was handed on, nobody changes it.
 */
export interface Memory {
  readonly cell: Float32Array;
  readonly output: Float32Array;
}

/** What a step gives: the memory after it, and the raw outputs (logits) of the last layer. */
export interface Stepped {
  readonly memory: Memory;
  readonly output: Float32Array;
}

/**
 * A recurrent network that is stepped one input at a time. Equal memory and input give equal results, whatever was
 * stepped in between; a step allocates nothing.
 */
export interface Recurrent {
  /** Length of an input vector. */
  readonly inputs: number;
  /** Length of an output vector. */
  readonly outputs: number;
  /** The memory before the first step, new at each call. */
  initial(): Memory;
  /** New room for a step to write into. */
  blank(): Stepped;
  /**
   * One step, written into `into`, which is returned. `memory` and `input` stay as they are (`into.memory` may be
   * `memory` itself, where nobody else needs it). Throws RangeError when a length is not the network's.
   */
  step(memory: Memory, input: Float32Array, into: Stepped): Stepped;
}

/** The two networks over melody segments; shapes are those of music/features.ts. */
export interface SegmentNetworks {
  readonly pitch: Recurrent;
  readonly trend: Recurrent;
}

/** What a sounding device does. Times in commands are *clock* time here (Clock.now), no longer session time. */
export interface SoundOut {
  readonly name: string;
  /** How long before its due time a command should arrive, at the least. */
  readonly lookahead: Millis;
  play(command: SoundCommand): void;
  /** The fast path of STOP: needs no queue and no session. Silent within 250 ms. */
  silence(): void;
  /** Ends all notes and frees the device. */
  close(): Promise<void>;
}

/** What an instrument tells: keys going down and up (at clock time), and how the device itself is. */
export interface InstrumentListener {
  /**
   * `pad`: struck on a drum pad, the pitch says which one. `behind`: how much later it arrived than the quickest message of the
   * device, by the device's own time; left out where that tells none.
   */
  noteOn(note: {
    at: Millis;
    player: Player;
    device: string;
    pitch: Pitch;
    velocity: Velocity;
    pad?: true;
    behind?: Millis;
  }): void;
  noteOff(note: { at: Millis; player: Player; device: string; pitch: Pitch; pad?: true }): void;
  /** The sustain pedal went down or up. */
  pedal?(pedal: { at: Millis; device: string; down: boolean }): void;
  /** A device is there from now on; its keys will come under this name. */
  plugged?(device: PluggedDevice): void;
  /** It is gone. Its keys have come up. */
  unplugged?(device: { device: string }): void;
  status(status: DeviceStatus): void;
}

/** A device that was plugged in. */
export interface PluggedDevice {
  /** The same at every plug, and of no other device that is there. */
  readonly device: string;
  /** What the rig says of it. */
  readonly player: "child" | "therapist";
  readonly instrument: "keys" | "pads";
  /** Whether the rig asked for it: it names it, it was there from the start, or nothing else is there. Else somebody should be asked. */
  readonly expected: boolean;
}

/** Something that is played. */
export interface Instrument {
  readonly name: string;
  close(): Promise<void>;
}

/** How a sound output tells of itself: its state, and commands that went out late. */
export interface SoundListener {
  status(status: DeviceStatus): void;
  late(report: { count: number; worst: Millis }): void;
}

/** What a sensor of the child's gestures tells. Times are *clock* time. */
export interface GestureListener {
  /** A tap fell, just now: told at once, before it is known whether more follow. `strength`: 0–1. */
  stroke(stroke: { at: Millis; device: string; strength: number }): void;
  /** A gesture is over, or has gone on long enough; the strokes of a row of taps were told one by one before. */
  gesture(gesture: { at: Millis; device: string } & MadeGesture): void;
  status(status: DeviceStatus): void;
}

/** Something that feels the child's gestures. */
export interface GestureSensor {
  readonly name: string;
  close(): Promise<void>;
}

/**
 * How far a robot is from moving. `away`: no link. `unarmed`: linked, its joints wait for a person. `arming`: joint after joint
 * goes to rest. `ready`: it moves. `stopped`: held, until a person arms it again.
 */
export type RobotReadiness = "away" | "unarmed" | "arming" | "ready" | "stopped";

/** What a gesture robot does. Times in commands are *clock* time here (Clock.now), no longer session time. */
export interface RobotOut {
  readonly name: string;
  /** How long before its time a command should arrive: the robot keeps time itself. */
  readonly lookahead: Millis;
  /** A command that comes too late, or while the robot is not ready, is dropped and told. */
  play(command: RobotCommand): void;
  /** The fast path of STOP: needs no queue and no session. It holds within 100 ms. */
  stop(): void;
  /** A person says that it may move: joint after joint goes slowly to rest, or a stopped one goes on from where it is. */
  arm(): void;
  /** Lets it go to rest and frees the device. */
  close(): Promise<void>;
}

/** What a robot tells; each is something that happened at `at` (clock time). */
export interface RobotListener {
  status(status: DeviceStatus): void;
  /** `pose`: where it stands, as far as its pulses say; known when it is ready. */
  readiness(change: { at: Millis; readiness: RobotReadiness; pose: Pose | null }): void;
  /** Where the joints are, by the pulses that hold them there. */
  pose(measured: { at: Millis; pose: Pose }): void;
  /** Something came within reach, or is no longer. */
  reach(change: { at: Millis; within: boolean }): void;
  touch(change: { at: Millis; touched: boolean }): void;
  /** The stop button on the robot was pressed; it holds already. */
  stopButton(pressed: { at: Millis }): void;
  /** What was asked and not done, in words, `count` times. */
  refused(report: { at: Millis; reason: string; count: number }): void;
}

/** What an EEG does. Times in commands are *clock* time here (Clock.now), no longer session time. It is told at once, and never ahead. */
export interface EegOut {
  readonly name: string;
  perform(command: EegCommand): void;
  /** Ends the recording and frees the device. */
  close(): Promise<void>;
}

/** What an EEG tells. */
export interface EegListener {
  /** An epoch was read. Its `at` is clock time here. */
  reading(reading: EegReading): void;
  status(status: DeviceStatus): void;
}
