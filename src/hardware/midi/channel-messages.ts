import type { SoundingNote } from "./sounding-notes.ts";

/** The MIDI channel messages that Antiphon sends (MIDI 1.0 Detailed Specification, tables I to III). */

export const NOTE_OFF = 0x80;
export const NOTE_ON = 0x90;
export const CONTROL = 0xb0;
export const PROGRAM = 0xc0;

const BANK = 0;
const BANK_LOW = 32;
export const EXPRESSION = 11;
export const FULL_EXPRESSION = 127;
const SUSTAIN = 64;
const ALL_SOUND_OFF = 120;
const ALL_NOTES_OFF = 123;

/** Puts one message on a port. A program change has no second data byte: it is left out. */
export type Send = (status: number, data1: number, data2: number) => void;

/** Gives a channel a program of bank 0: General MIDI, whatever was chosen on the instrument itself. */
export function setProgram(midiChannel: number, program: number, send: Send): void {
  send(CONTROL | midiChannel, BANK, 0);
  send(CONTROL | midiChannel, BANK_LOW, 0);
  send(PROGRAM | midiChannel, program, 0);
}

/**
 * Ends every note for certain: a note-off for each that is known to sound, then sustain pedal up, all notes off and all
 * sound off on all channels. Receivers differ in which of these they obey.
 */
export function endEverything(notes: readonly SoundingNote[], send: Send): void {
  for (const note of notes) send(NOTE_OFF | note.midiChannel, note.pitch, 0);
  for (let midiChannel = 0; midiChannel < 16; midiChannel += 1) {
    send(CONTROL | midiChannel, SUSTAIN, 0);
    send(CONTROL | midiChannel, ALL_NOTES_OFF, 0);
    send(CONTROL | midiChannel, ALL_SOUND_OFF, 0);
  }
}
