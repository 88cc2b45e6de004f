import type { Pitch, Velocity } from "../../engine/time/units.ts";

/** A key that goes down or up. */
export type KeyMove =
  | { readonly kind: "noteOn"; readonly pitch: Pitch; readonly velocity: Velocity }
  | { readonly kind: "noteOff"; readonly pitch: Pitch };

/** A message as easymidi hands it over; from a broken cable anything may stand in it. */
export interface InputMessage {
  readonly _type?: unknown;
  readonly channel?: unknown;
  readonly note?: unknown;
  readonly velocity?: unknown;
}

/**
 * Which keys are down, over all ports and channels of one instrument, so that every note-on is followed by exactly one
 * note-off: for keys struck twice without coming up, for two pads with the same note, for a cable pulled out.
 */
export class HeldKeys {
  readonly #holders = new Map<Pitch, Set<string>>();

  get count(): number {
    return this.#holders.size;
  }

  /** What a message from `port` means. A note-on with velocity 0 is a note-off; what is no note means nothing. */
  hear(port: string, message: InputMessage): KeyMove[] {
    const { note: pitch, velocity, channel } = message;
    const isNote = message._type === "noteon" || message._type === "noteoff";
    if (!isNote || !isDataByte(pitch) || !isDataByte(velocity) || typeof channel !== "number") return [];
    const holder = `${channel} ${port}`;
    if (message._type === "noteoff" || velocity === 0) return this.#lift(pitch, holder);
    const moves: KeyMove[] = this.#holders.has(pitch) ? [{ kind: "noteOff", pitch }] : [];
    const holders = this.#holders.get(pitch) ?? new Set();
    this.#holders.set(pitch, holders.add(holder));
    return [...moves, { kind: "noteOn", pitch, velocity }];
  }

  /** The port is gone: its keys count as up. */
  lose(port: string): KeyMove[] {
    const moves: KeyMove[] = [];
    for (const [pitch, holders] of [...this.#holders]) {
      for (const holder of [...holders]) {
        if (holder.slice(holder.indexOf(" ") + 1) === port) moves.push(...this.#lift(pitch, holder));
      }
    }
    return moves;
  }

  #lift(pitch: Pitch, holder: string): KeyMove[] {
    const holders = this.#holders.get(pitch);
    if (holders?.delete(holder) !== true || holders.size > 0) return [];
    this.#holders.delete(pitch);
    return [{ kind: "noteOff", pitch }];
  }
}

function isDataByte(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 127;
}
