import type { Decision, RollNote } from "../../../src/server/protocol.ts";
import type { ScriptedEngine } from "./scripted-engine.ts";

const CALL = [60, 62, 64, 67, 64];
const ANSWER = [67, 64, 62, 60];

/** Half a minute of calls and answers up to `now`, and an answer planned from `now` on. */
export function notesBefore(now: number): RollNote[] {
  const notes: RollNote[] = [];
  for (let turn = 0; turn < 5; turn++) {
    const start = now - 29_000 + turn * 6_400;
    const shift = [0, 2, 5, 0, 4][turn] ?? 0;
    for (const [index, pitch] of CALL.entries()) {
      const onset = start + index * 430 + (index % 2) * 45;
      if (onset < now) notes.push({ ...note(notes.length, onset, pitch + shift, 300), player: "child", velocity: 70 });
    }
    for (const [index, pitch] of ANSWER.entries()) {
      notes.push({ ...note(notes.length, start + 3_000 + index * 500, pitch + shift, 420), player: "partner" });
    }
  }
  return notes;
}

function note(id: number, onset: number, pitch: number, duration: number): RollNote {
  return { id, player: "child", pitch, velocity: 56, onset, duration };
}

export function decisionsBefore(now: number): Decision[] {
  return [
    { at: now - 9_000, text: "Heard a phrase of 5 notes; it ended on G4." },
    { at: now - 8_200, text: "Answered with 4 notes, 6 dB softer than the child." },
    { at: now - 5_900, text: "Left a space of 5 s for the child." },
  ];
}

/** Shows half a minute of music and what the partner thought. */
export function showMusic(engine: ScriptedEngine): void {
  engine.notes(notesBefore(engine.now()));
  engine.show({ decisions: decisionsBefore(engine.now()) });
}
