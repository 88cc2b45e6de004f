import type { Millis, Pitch, Velocity } from "../time/units.ts";
import type { Held, Instrument, Instruments, Place, Played } from "./instrument.ts";
import type { InstrumentNote, KeyEvent, LeftOut } from "./key-event.ts";

interface Begun {
  readonly player: "child" | "therapist";
  readonly pitch: Pitch;
  readonly pad: boolean;
  readonly velocity: Velocity;
  readonly event: Extract<KeyEvent, { kind: "down" }>;
}

/** One event on its way through: the notes it leads to, and what is held after it. */
export class Passage {
  readonly #before: Instruments;
  readonly #name: string;
  readonly #instrument: Instrument;
  readonly #at: Millis;
  readonly #notes: InstrumentNote[] = [];
  #held: Map<Place, Held> | undefined;
  #sounding: Map<number, number> | undefined;

  constructor(before: Instruments, name: string, instrument: Instrument, at: Millis) {
    this.#before = before;
    this.#name = name;
    this.#instrument = instrument;
    this.#at = at;
  }

  begin(place: Place, { player, pitch, pad, velocity, event }: Begun): void {
    if ((this.#held ?? this.#instrument.held).has(place)) this.end(place);
    const { key } = event;
    const asItCame = pitch === key && pad === event.pad;
    const struckAs = { pitch: key, ...(event.pad ? { pad: true as const } : {}) };
    const raw = asItCame ? undefined : struckAs;
    const note: Held = { player, pitch, pad, raw, since: this.#at, down: true };
    const sound = soundNumber(note);
    const sounding = this.#changedSounding();
    const holders = sounding.get(sound) ?? 0;
    // Two keys with one note: it is struck again, and ends when both are up.
    if (holders > 0) this.#notes.push(this.#noteOff(note));
    sounding.set(sound, holders + 1);
    this.#changedHeld().set(place, note);
    this.#notes.push({
      kind: "noteOn",
      at: this.#at,
      player,
      device: this.#name,
      pitch,
      velocity,
      ...(pad ? { pad: true as const } : {}),
      ...(asItCame && velocity === event.velocity ? {} : { raw: { ...struckAs, velocity: event.velocity } }),
    });
  }

  end(place: Place): void {
    const note = (this.#held ?? this.#instrument.held).get(place);
    if (!note) return;
    this.#changedHeld().delete(place);
    const sounding = this.#changedSounding();
    const holders = (sounding.get(soundNumber(note)) ?? 1) - 1;
    if (holders > 0) {
      sounding.set(soundNumber(note), holders);
      return;
    }
    sounding.delete(soundNumber(note));
    this.#notes.push(this.#noteOff(note));
  }

  keep(place: Place, note: Held): void {
    this.#changedHeld().set(place, note);
  }

  leaveOut({ key, velocity, pad }: Extract<KeyEvent, { kind: "down" }>, why: LeftOut): void {
    const struck = { pitch: key, velocity, ...(pad ? { pad: true as const } : {}) };
    this.#notes.push({ kind: "leftOut", at: this.#at, device: this.#name, ...struck, why });
  }

  done(change: Partial<Instrument>): Played {
    const { byName, sounding } = this.#before;
    const instrument = { ...this.#instrument, ...change, held: this.#held ?? this.#instrument.held };
    return {
      instruments: {
        byName: new Map(byName).set(this.#name, instrument),
        sounding: this.#sounding ?? sounding,
      },
      notes: this.#notes,
    };
  }

  #noteOff({ player, pitch, pad, raw }: Held): InstrumentNote {
    return {
      kind: "noteOff",
      at: this.#at,
      player,
      device: this.#name,
      pitch,
      ...(pad ? { pad: true as const } : {}),
      ...(raw ? { raw } : {}),
    };
  }

  #changedHeld(): Map<Place, Held> {
    this.#held ??= new Map(this.#instrument.held);
    return this.#held;
  }

  #changedSounding(): Map<number, number> {
    this.#sounding ??= new Map(this.#before.sounding);
    return this.#sounding;
  }
}

/** One number for each note of each player: pads apart from keys. */
function soundNumber({ player, pitch, pad }: Pick<Held, "player" | "pitch" | "pad">): number {
  return (player === "therapist" ? 256 : 0) + (pad ? 128 : 0) + pitch;
}
