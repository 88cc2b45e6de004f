import type { EegCommand } from "../eeg/command.ts";
import type { Voice } from "../music/voice.ts";
import type { RobotCommand } from "../robot/command.ts";
import type { Decibels, Millis, Pitch, Velocity } from "../time/units.ts";
import type { Player } from "./player.ts";

/** Start a note at `at`. `requested` stands only where a limit changed what the music asked for. */
export interface NoteOnCommand {
  readonly kind: "noteOn";
  readonly at: Millis;
  readonly player: Player;
  readonly pitch: Pitch;
  readonly velocity: Velocity;
  /** Absent for the melody. */
  readonly voice?: Voice;
  readonly requested?: { readonly pitch: Pitch; readonly velocity: Velocity; readonly duration?: Millis };
}

/** End a note at `at`. It carries the voice of its note-on. */
export interface NoteOffCommand {
  readonly kind: "noteOff";
  readonly at: Millis;
  readonly player: Player;
  readonly pitch: Pitch;
  readonly voice?: Voice;
}

/** Drop everything that is scheduled for the player, fade what is sounding over `fade` and end it. */
export interface ReleaseCommand {
  readonly kind: "release";
  readonly at: Millis;
  readonly player: Player;
  readonly fade: Millis;
}

/** Turn all that the player sounds to `level` (0 is full) over a time. */
export interface LevelCommand {
  readonly kind: "level";
  readonly at: Millis;
  readonly player: Player;
  readonly level: Decibels;
  readonly over: Millis;
}

/**
 * From `at` on the player's notes of that voice have the sound of a General MIDI program (0–127, bank 0). What still sounds of the one
 * before keeps it, and goes out over `over` while the first new note comes in; 0: it ends by itself.
 */
export interface ProgramCommand {
  readonly kind: "program";
  readonly at: Millis;
  readonly player: Player;
  /** Absent for the melody. */
  readonly voice?: Voice;
  readonly program: number;
  readonly over: Millis;
}

/** Pink noise to measure by, `level` decibels under full scale, coming up by `rise` decibels a second from silence; null ends it. */
export interface NoiseCommand {
  readonly kind: "noise";
  readonly at: Millis;
  readonly level: Decibels | null;
  readonly rise: Decibels;
}

/** STOP: drop everything of every player, fade over `fade` and end every note on every channel. */
export interface SilenceCommand {
  readonly kind: "silence";
  readonly at: Millis;
  readonly fade: Millis;
}

/** Hand the session a wake event called `name` at `at`. A later wake of the same name replaces it. */
export interface WakeCommand {
  readonly kind: "wake";
  readonly at: Millis;
  readonly name: string;
}

/** What a sound output understands. Times are session time. */
export type SoundCommand =
  | NoteOnCommand
  | NoteOffCommand
  | ReleaseCommand
  | LevelCommand
  | ProgramCommand
  | NoiseCommand
  | SilenceCommand;

/** Something to be done at an absolute time. */
export type Command = SoundCommand | RobotCommand | EegCommand | WakeCommand;

/** Whether a command is for the sound outputs. */
export function isSound(command: Command): command is SoundCommand {
  switch (command.kind) {
    case "noteOn":
    case "noteOff":
    case "release":
    case "level":
    case "program":
    case "noise":
    case "silence":
      return true;
    case "move":
    case "light":
    case "hold":
    case "freeze":
    case "eegBlock":
    case "eegImpedance":
    case "eegRecord":
    case "eegMarker":
    case "wake":
      return false;
  }
}

/** Whether a command is for the EEG. */
export function isEeg(command: Command): command is EegCommand {
  switch (command.kind) {
    case "eegBlock":
    case "eegImpedance":
    case "eegRecord":
    case "eegMarker":
      return true;
    default:
      return false;
  }
}
