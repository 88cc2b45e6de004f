import type { Voice } from "../../src/engine/music/voice.ts";
import type { NoteOnCommand, SoundCommand } from "../../src/engine/session/command.ts";

/** A note as it sounded. A note that never ended ends at Infinity. */
export interface SoundingNote {
  readonly onset: number;
  readonly end: number;
  readonly pitch: number;
  readonly velocity: number;
  readonly voice: Voice;
}

/**
 * Notes of a player that sounded, from what reached a sound output in that order: what a release or STOP dropped is not among
 * them, what it cut ends with its fade. In order of onset. A note struck again while it sounds ends there.
 */
export function soundingNotes(heard: readonly SoundCommand[], player: NoteOnCommand["player"]): SoundingNote[] {
  let notes: { onset: number; end: number; pitch: number; velocity: number; voice: Voice }[] = [];
  const done: typeof notes = [];
  for (const command of heard) {
    if (command.kind === "level" || command.kind === "program" || command.kind === "noise") continue;
    if (command.kind === "silence") notes = cut(notes, command.at, command.fade);
    else if (command.player !== player) continue;
    else if (command.kind === "release") notes = cut(notes, command.at, command.fade);
    else {
      const { at, pitch, voice = "melody" } = command;
      const same = notes.find(
        (note) => note.pitch === pitch && note.voice === voice && note.end > at && note.onset <= at,
      );
      if (same && (command.kind === "noteOn" || same.onset < at)) same.end = at;
      if (command.kind === "noteOn")
        notes.push({ onset: at, end: Number.POSITIVE_INFINITY, pitch, velocity: command.velocity, voice });
    }
    // What ended long ago can be cut no more: only a few notes are looked through for each command.
    if (notes.length > 64) {
      done.push(...notes.filter((note) => note.end <= command.at - 5_000));
      notes = notes.filter((note) => note.end > command.at - 5_000);
    }
  }
  return [...done, ...notes].sort((a, b) => a.onset - b.onset || a.pitch - b.pitch);
}

function cut<T extends { onset: number; end: number }>(notes: readonly T[], at: number, fade: number): T[] {
  const kept = notes.filter((note) => note.onset <= at);
  for (const note of kept) note.end = Math.min(note.end, at + fade);
  return kept;
}
