import type { SessionRecord } from "../../../src/engine/record/session-record.ts";
import type { RecordedNote } from "../../../src/engine/record/sounded-notes.ts";

export const MINUTE = 60_000;

const note = (onset: number, pitch: number, more: Partial<RecordedNote> = {}): RecordedNote => ({
  onset,
  duration: 400,
  pitch,
  velocity: 64,
  pad: false,
  ...more,
});

/** Three minutes and a half from 1:00 on, by hand: every player, every voice, pads, a space, a pause and two phases. */
export const RECORD: SessionRecord = {
  span: { start: MINUTE, end: 4.5 * MINUTE },
  child: [
    note(61_000, 60, { device: "keys" }),
    note(62_000, 64, { duration: null, device: "keys" }),
    note(63_000, 38, { pad: true, duration: 20, velocity: 100, device: "kit" }),
    note(179_800, 72, { duration: 1_000, device: "keys" }),
    note(200_000, 42, { pad: true, duration: 20, velocity: 30, device: "kit" }),
  ],
  partner: [
    note(70_000, 67, { voice: "melody" }),
    note(70_000, 43, { voice: "bass" }),
    note(70_000, 55, { voice: "chords" }),
    note(70_500, 36, { voice: "drum", pad: true, duration: 100 }),
  ],
  therapist: [note(90_000, 50, { device: "piano" })],
  spaces: [
    { start: 71_000, end: 75_000, length: 5_000, afterOffer: true, answered: true },
    { start: 178_000, end: 182_000, length: 4_000, afterOffer: false, answered: false },
  ],
  stops: [{ at: 230_000, until: 240_000, byChild: false }],
  pauses: [{ why: "Quiet", start: 210_000, end: 220_000 }],
  cards: [
    { at: MINUTE, technique: "answer" },
    { at: 150_000, technique: "ground" },
  ],
  phases: [
    { name: "games", label: "Music games", span: { start: MINUTE, end: 150_000 } },
    { name: "childLed", label: "Child <leads>", span: { start: 150_000, end: 4.5 * MINUTE } },
  ],
};
