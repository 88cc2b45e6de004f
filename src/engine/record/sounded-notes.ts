import type { HeardNote } from "../measures/preprocessing.ts";
import type { Voice } from "../music/voice.ts";
import type { Command } from "../session/command.ts";
import type { NoteOffEvent, NoteOnEvent } from "../session/event.ts";
import type { Millis } from "../time/units.ts";

/** A note as it sounded. The partner's notes say their voice, the others' the device they were played on. */
export interface RecordedNote extends HeardNote {
  readonly voice?: Voice;
  readonly device?: string;
}

type Growing = { -readonly [Key in keyof RecordedNote]: RecordedNote[Key] };

const endOf = ({ onset, duration }: RecordedNote): Millis => onset + (duration ?? Number.POSITIVE_INFINITY);

function endAt(note: Growing, end: Millis): void {
  note.duration = Math.max(0, Math.min(endOf(note), end) - note.onset);
}

const inOrder = (notes: readonly RecordedNote[]): RecordedNote[] =>
  [...notes].sort((a, b) => a.onset - b.onset || a.pitch - b.pitch);

/** Gathers what a player pressed and let go. A key of one device and one of another are two notes. */
export class PressedNotes {
  readonly #notes: Growing[] = [];
  readonly #down = new Map<string, Growing>();

  take(event: NoteOnEvent | NoteOffEvent): void {
    const { at, device, pitch, pad = false } = event;
    const key = `${pitch} ${pad} ${device}`;
    const before = this.#down.get(key);
    if (before) endAt(before, at);
    this.#down.delete(key);
    if (event.kind === "noteOff") return;
    const note: Growing = { onset: at, duration: null, pitch, velocity: event.velocity, pad, device };
    this.#notes.push(note);
    this.#down.set(key, note);
  }

  /** In order of onset; the duration is null where a key was never let go. */
  get notes(): RecordedNote[] {
    return inOrder(this.#notes);
  }
}

/**
 * Gathers what the partner sounded, from its commands: what a release or STOP dropped did not sound, what it cut ends with
 * its fade. A drum is struck as a pad is.
 */
export class CommandedNotes {
  readonly #over: RecordedNote[] = [];
  #open: Growing[] = [];

  /** The commands that were given at `now`, in their order. */
  take(now: Millis, commands: readonly Command[]): void {
    for (const command of commands) {
      switch (command.kind) {
        case "noteOn":
        case "noteOff":
          if (command.player === "partner") this.#takeNote(command);
          break;
        case "release":
          if (command.player === "partner") this.#cut(command.at, command.fade);
          break;
        case "silence":
          this.#cut(command.at, command.fade);
          break;
        case "level":
        case "wake":
          break;
      }
    }
    // What has ended can be cut no more.
    this.#over.push(...this.#open.filter((note) => endOf(note) <= now));
    this.#open = this.#open.filter((note) => endOf(note) > now);
  }

  get notes(): RecordedNote[] {
    return inOrder([...this.#over, ...this.#open]);
  }

  #takeNote(command: Extract<Command, { kind: "noteOn" | "noteOff" }>): void {
    const { at, pitch, voice = "melody" } = command;
    const before = this.#open.find(
      (note) => note.pitch === pitch && note.voice === voice && note.onset < at && endOf(note) > at,
    );
    if (before) endAt(before, at);
    if (command.kind === "noteOff") return;
    const { velocity } = command;
    this.#open.push({ onset: at, duration: null, pitch, velocity, pad: voice === "drum", voice });
  }

  #cut(at: Millis, fade: Millis): void {
    this.#open = this.#open.filter(({ onset }) => onset <= at);
    for (const note of this.#open) endAt(note, at + fade);
  }
}
