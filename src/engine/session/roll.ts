import type { Voice } from "../music/voice.ts";
import type { Millis, Pitch, Velocity } from "../time/units.ts";
import type { Command } from "./command.ts";
import type { SessionEvent } from "./event.ts";
import type { Player } from "./player.ts";

/** A note for the piano roll. `duration` is null while it sounds. A later note of the same `id` replaces it. */
export interface RollNote {
  readonly id: number;
  readonly player: Player;
  readonly pitch: Pitch;
  readonly velocity: Velocity;
  /** Absent for the melody. Of a drum the pitch says which one. */
  readonly voice?: Voice;
  readonly onset: Millis;
  /** 0 for a planned note that was dropped before it sounded. */
  readonly duration: Millis | null;
}

/** The piano roll of a session: who played what, and what the partner is about to play. Immutable. */
export interface Roll {
  readonly next: number;
  /** Notes of the last {@link ROLL_SPAN}, in order of id. */
  readonly notes: readonly RollNote[];
}

export const ROLL_SPAN: Millis = 60_000;
export const EMPTY_ROLL: Roll = { next: 1, notes: [] };

interface Change {
  roll: Roll;
  changed: RollNote[];
}

function add(change: Change, note: Omit<RollNote, "id">): void {
  const drawn = { id: change.roll.next, ...note };
  change.roll = { next: change.roll.next + 1, notes: [...change.roll.notes, drawn] };
  change.changed.push(drawn);
}

function alter(change: Change, test: (note: RollNote) => boolean, duration: (note: RollNote) => Millis): void {
  const notes = change.roll.notes.map((note) => {
    if (!test(note)) return note;
    const altered = { ...note, duration: Math.max(0, duration(note)) };
    change.changed.push(altered);
    return altered;
  });
  change.roll = { ...change.roll, notes };
}

const endOf = (note: RollNote) => note.onset + (note.duration ?? Number.POSITIVE_INFINITY);

/** The roll after an event and the commands it led to, and the notes that are new or changed. */
export function drawRoll(
  roll: Roll,
  event: SessionEvent,
  commands: readonly Command[],
): { readonly roll: Roll; readonly changed: readonly RollNote[] } {
  const kept = roll.notes.filter((note) => endOf(note) > event.at - ROLL_SPAN);
  const change: Change = { roll: { ...roll, notes: kept }, changed: [] };
  if (event.kind === "noteOn" || event.kind === "noteOff") {
    const open = (note: RollNote) =>
      note.player === event.player &&
      note.pitch === event.pitch &&
      (note.voice === "drum") === (event.pad === true) &&
      note.duration === null;
    alter(change, open, (note) => event.at - note.onset);
    if (event.kind === "noteOn") {
      const { player, pitch, velocity, at } = event;
      const voice = event.pad ? { voice: "drum" as const } : {};
      add(change, { player, pitch, velocity, ...voice, onset: at, duration: null });
    }
  }
  for (const command of commands) {
    if (command.kind === "release" || command.kind === "silence") {
      const end = command.at + command.fade;
      const hit = (note: RollNote) =>
        endOf(note) > command.at && (command.kind === "silence" || note.player === command.player);
      alter(change, hit, (note) => (note.onset > command.at ? 0 : Math.min(endOf(note), end) - note.onset));
    }
    if (command.kind === "noteOn" && command.player === "partner") {
      const { player, pitch, velocity, at, voice } = command;
      const off = commands.find(
        (other) =>
          other.kind === "noteOff" &&
          other.player === player &&
          other.pitch === pitch &&
          other.voice === voice &&
          other.at > command.at,
      );
      const spoken = voice ? { voice } : {};
      add(change, { player, pitch, velocity, ...spoken, onset: at, duration: off ? off.at - at : null });
    }
  }
  return { roll: change.roll, changed: change.changed };
}
