import type { Pitch, Ticks, Velocity } from "../engine/time/units.ts";
import type { MidiNote } from "./midi-score.ts";

const PITCHES = 128;
const CHANNELS = 16;
const SILENT = -1;

/** Pairs note-ons with note-offs in one track. Times are engine ticks, whole and never falling. */
export class SoundingNotes {
  readonly notes: MidiNote[] = [];
  /** Note-offs that ended nothing, and notes that nothing ended. */
  readonly unmatched = { offs: 0, ons: 0 };
  // Flat arrays, one place for each pitch of each channel: a dense file must not make the garbage collector work.
  readonly #onset = new Int32Array(CHANNELS * PITCHES).fill(SILENT);
  readonly #velocity = new Uint8Array(CHANNELS * PITCHES);
  /** The note was struck again while it sounded, so one more note-off than usual is on its way. */
  readonly #struckAgain = new Uint8Array(CHANNELS * PITCHES);
  readonly #count = new Uint8Array(CHANNELS);

  /** Starts a note. The same pitch still sounding is struck again: the earlier note ends here. */
  strike(tick: Ticks, midiChannel: number, pitch: Pitch, velocity: Velocity): void {
    const place = midiChannel * PITCHES + pitch;
    const onset = this.#onset[place] ?? SILENT;
    if (onset === tick) {
      // Two voices in unison: one note, the louder.
      this.#velocity[place] = Math.max(this.#velocity[place] ?? 0, velocity);
      return;
    }
    if (onset !== SILENT) this.#end(place, tick);
    this.#onset[place] = tick;
    this.#velocity[place] = velocity;
    this.#struckAgain[place] = onset === SILENT ? 0 : 1;
    this.#count[midiChannel] = (this.#count[midiChannel] ?? 0) + 1;
  }

  /** Ends a note. */
  release(tick: Ticks, midiChannel: number, pitch: Pitch): void {
    const place = midiChannel * PITCHES + pitch;
    const onset = this.#onset[place] ?? SILENT;
    if (onset === SILENT) {
      this.unmatched.offs++;
    } else if (onset === tick && this.#struckAgain[place] === 1) {
      // Some writers put a repeated note's note-on before the note-off of the one it follows.
      this.#struckAgain[place] = 0;
    } else {
      this.#end(place, tick);
    }
  }

  /** Ends every note of a channel ("all notes off"). */
  releaseChannel(tick: Ticks, midiChannel: number): void {
    if (this.#count[midiChannel] === 0) return;
    for (let place = midiChannel * PITCHES; place < (midiChannel + 1) * PITCHES; place++) {
      if (this.#onset[place] !== SILENT) this.#end(place, tick);
    }
  }

  /** Ends whatever still sounds when the track is over. */
  finish(tick: Ticks): void {
    for (let midiChannel = 0; midiChannel < CHANNELS; midiChannel++) {
      this.unmatched.ons += this.#count[midiChannel] ?? 0;
      this.releaseChannel(tick, midiChannel);
    }
  }

  #end(place: number, tick: Ticks): void {
    const onset = this.#onset[place] ?? 0;
    const midiChannel = Math.floor(place / PITCHES);
    this.notes.push({
      onset,
      // A note that starts and ends at once (drum machines write them) keeps the shortest length there is.
      duration: Math.max(1, tick - onset),
      pitch: place % PITCHES,
      velocity: this.#velocity[place] ?? 0,
      midiChannel,
    });
    this.#onset[place] = SILENT;
    this.#count[midiChannel] = (this.#count[midiChannel] ?? 1) - 1;
  }
}
