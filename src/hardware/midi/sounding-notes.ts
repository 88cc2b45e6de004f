import type { Millis, Pitch } from "../../engine/time/units.ts";

const CHANNELS = 16;
const PITCHES = 128;

export interface SoundingNote {
  readonly midiChannel: number;
  readonly pitch: Pitch;
}

/**
 * Which notes sound on a MIDI port, whose they are and since when. `cells` may be shared memory, so that another thread
 * can still end the notes when this one has died: the cell of channel and pitch (`128 * channel + pitch`) holds 1 + the player's number.
 */
export class SoundingNotes {
  readonly #cells: Uint8Array;
  readonly #since = new Float64Array(CHANNELS * PITCHES);
  readonly #onChannel = new Uint8Array(CHANNELS);
  #count = 0;
  #oldest = Number.POSITIVE_INFINITY;

  constructor(cells: Uint8Array = new Uint8Array(CHANNELS * PITCHES)) {
    this.#cells = cells;
    for (const [cell, owner] of cells.entries()) {
      if (owner === 0) continue;
      const midiChannel = Math.floor(cell / PITCHES);
      this.#count += 1;
      this.#onChannel[midiChannel] = (this.#onChannel[midiChannel] ?? 0) + 1;
    }
  }

  get count(): number {
    return this.#count;
  }

  /** A time before which no sounding note began; Infinity when nothing sounds. */
  get oldest(): Millis {
    return this.#count === 0 ? Number.POSITIVE_INFINITY : this.#oldest;
  }

  /** Whether a note sounds: anybody's, or that of one player. */
  has(midiChannel: number, pitch: Pitch, player?: number): boolean {
    const owner = this.#cells[midiChannel * PITCHES + pitch];
    return player === undefined ? owner !== 0 : owner === player + 1;
  }

  /** Whether anything sounds on a channel. */
  soundOn(midiChannel: number): boolean {
    return this.#onChannel[midiChannel] !== 0;
  }

  begin(midiChannel: number, pitch: Pitch, player: number, now: Millis): void {
    const cell = midiChannel * PITCHES + pitch;
    if (this.#cells[cell] === 0) {
      this.#count += 1;
      this.#onChannel[midiChannel] = (this.#onChannel[midiChannel] ?? 0) + 1;
    }
    this.#cells[cell] = player + 1;
    this.#since[cell] = now;
    this.#oldest = Math.min(this.#count === 1 ? now : this.#oldest, now);
  }

  end(midiChannel: number, pitch: Pitch): void {
    const cell = midiChannel * PITCHES + pitch;
    if (this.#cells[cell] !== 0) {
      this.#count -= 1;
      this.#onChannel[midiChannel] = (this.#onChannel[midiChannel] ?? 1) - 1;
    }
    this.#cells[cell] = 0;
  }

  clear(): void {
    this.#cells.fill(0);
    this.#onChannel.fill(0);
    this.#count = 0;
  }

  /** The notes on a channel: everybody's, or those of one player. */
  on(midiChannel: number, player?: number): SoundingNote[] {
    if (this.#count === 0) return [];
    const found: SoundingNote[] = [];
    for (let pitch = 0; pitch < PITCHES; pitch += 1) {
      const owner = this.#cells[midiChannel * PITCHES + pitch] ?? 0;
      if (owner !== 0 && (player === undefined || owner === player + 1)) found.push({ midiChannel, pitch });
    }
    return found;
  }

  /** The notes that began at `limit` or before. Finds the next `oldest` on the way. */
  begunBy(limit: Millis): SoundingNote[] {
    const found: SoundingNote[] = [];
    let oldest = Number.POSITIVE_INFINITY;
    for (let cell = 0; cell < CHANNELS * PITCHES; cell += 1) {
      if (this.#cells[cell] === 0) continue;
      const since = this.#since[cell] ?? 0;
      if (since <= limit) found.push({ midiChannel: Math.floor(cell / PITCHES), pitch: cell % PITCHES });
      else oldest = Math.min(oldest, since);
    }
    this.#oldest = oldest;
    return found;
  }
}
