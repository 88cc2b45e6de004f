import type { InstrumentListener } from "../../engine/ports.ts";
import type { Cancel, Clock } from "../../engine/time/clock.ts";
import type { Millis, Pitch } from "../../engine/time/units.ts";
import type { ChildNote } from "./note.ts";

/** Strikes keys or pads and lets them go, each at its time. Every note-on has its note-off. */
export class Hands {
  readonly #device: string;
  readonly #clock: Clock;
  readonly #listener: InstrumentListener;
  readonly #strikes = new Set<Cancel>();
  readonly #down = new Map<Pitch, { readonly pad: boolean; readonly cancel: Cancel }>();

  constructor(device: string, clock: Clock, listener: InstrumentListener) {
    this.#device = device;
    this.#clock = clock;
    this.#listener = listener;
  }

  /** Whether there is more to strike of what was given to {@link play}. */
  get busy(): boolean {
    return this.#strikes.size > 0;
  }

  /** Plays the notes, their onsets counted from `start` (clock time). */
  play(start: Millis, notes: readonly ChildNote[], pad: boolean): void {
    for (const note of notes) {
      const strike: Cancel = this.#clock.at(start + note.onset, () => {
        this.#strikes.delete(strike);
        this.#strike(note, pad);
      });
      this.#strikes.add(strike);
    }
  }

  /** Drops what is still to be struck and lets everything go. */
  lift(): void {
    for (const cancel of this.#strikes) cancel();
    this.#strikes.clear();
    for (const pitch of [...this.#down.keys()]) this.#letGo(pitch);
  }

  #strike({ pitch, velocity, duration }: ChildNote, pad: boolean): void {
    this.#letGo(pitch);
    const at = this.#clock.now();
    this.#listener.noteOn({ at, player: "child", device: this.#device, pitch, velocity, ...(pad ? { pad } : {}) });
    this.#down.set(pitch, { pad, cancel: this.#clock.at(at + duration, () => this.#letGo(pitch)) });
  }

  #letGo(pitch: Pitch): void {
    const down = this.#down.get(pitch);
    if (!down) return;
    down.cancel();
    this.#down.delete(pitch);
    const at = this.#clock.now();
    this.#listener.noteOff({ at, player: "child", device: this.#device, pitch, ...(down.pad ? { pad: true } : {}) });
  }
}
