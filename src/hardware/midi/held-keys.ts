import type { Pitch, Velocity } from "../../engine/time/units.ts";

/** A key that goes down or up; `pad`: a drum pad, its pitch says which one. */
export type KeyMove =
  | { readonly kind: "noteOn"; readonly pitch: Pitch; readonly velocity: Velocity; readonly pad?: true }
  | { readonly kind: "noteOff"; readonly pitch: Pitch; readonly pad?: true };

/** Channel 10, counted from 0 as easymidi does: General MIDI's drums, whatever the device is. */
const PERCUSSION = 9;

/** A message as easymidi hands it over; from a broken cable anything may stand in it. */
export interface InputMessage {
  readonly _type?: unknown;
  readonly channel?: unknown;
  readonly note?: unknown;
  readonly velocity?: unknown;
  readonly controller?: unknown;
  readonly value?: unknown;
  readonly number?: unknown;
}

/**
 * Which keys are down, over all ports and channels of one instrument, so that every note-on is followed by exactly one
 * note-off: for keys struck twice without coming up, for two pads with the same note, for a cable pulled out.
 */
export class HeldKeys {
  /** Who holds each key and each pad; a key and a pad of one number are two things. */
  readonly #keys = new Map<Pitch, Set<string>>();
  readonly #pads = new Map<Pitch, Set<string>>();

  get count(): number {
    return this.#keys.size + this.#pads.size;
  }

  /** What a message from `port` means. A note-on with velocity 0 is a note-off; what is no note means nothing. */
  hear(port: string, message: InputMessage): KeyMove[] {
    const { note: pitch, velocity, channel } = message;
    const isNote = message._type === "noteon" || message._type === "noteoff";
    if (!isNote || !isDataByte(pitch) || !isDataByte(velocity) || typeof channel !== "number") return [];
    const holder = `${channel} ${port}`;
    const all = channel === PERCUSSION ? this.#pads : this.#keys;
    if (message._type === "noteoff" || velocity === 0) return this.#lift(all, pitch, holder);
    const pad = all === this.#pads ? ({ pad: true } as const) : {};
    const moves: KeyMove[] = all.has(pitch) ? [{ kind: "noteOff", pitch, ...pad }] : [];
    const holders = all.get(pitch) ?? new Set();
    all.set(pitch, holders.add(holder));
    return [...moves, { kind: "noteOn", pitch, velocity, ...pad }];
  }

  /** The port is gone: its keys count as up. */
  lose(port: string): KeyMove[] {
    const moves: KeyMove[] = [];
    for (const all of [this.#keys, this.#pads]) {
      for (const [pitch, holders] of [...all]) {
        for (const holder of [...holders]) {
          if (holder.slice(holder.indexOf(" ") + 1) === port) moves.push(...this.#lift(all, pitch, holder));
        }
      }
    }
    return moves;
  }

  #lift(all: Map<Pitch, Set<string>>, pitch: Pitch, holder: string): KeyMove[] {
    const holders = all.get(pitch);
    if (holders?.delete(holder) !== true || holders.size > 0) return [];
    all.delete(pitch);
    return [{ kind: "noteOff", pitch, ...(all === this.#pads ? { pad: true } : {}) }];
  }
}

function isDataByte(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 127;
}
