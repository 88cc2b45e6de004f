import type { Millis } from "../engine/time/units.ts";
import { type WireTap, wireReader } from "../hardware/drivers.ts";
import type { ConsoleLine } from "./robot-picture.ts";

const KEPT = 400;

/** The last messages on the robot's line, to be read and not to be written: whatever is sent goes through the limits. */
export class RobotConsole {
  readonly #now: () => Millis;
  readonly #readers: Readonly<Record<"device" | "host", (bytes: Uint8Array) => void>>;
  #lines: readonly (ConsoleLine & { readonly routine: boolean })[] = [];
  #number = 0;

  constructor(now: () => Millis) {
    this.#now = now;
    const reader = (to: "device" | "host") =>
      wireReader(to, ({ bytes, says, routine }) => {
        this.#number += 1;
        const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
        this.#lines = [
          ...this.#lines.slice(1 - KEPT),
          { number: this.#number, at: this.#now(), to, bytes: hex, says, routine },
        ];
      });
    this.#readers = { device: reader("device"), host: reader("host") };
  }

  get tap(): WireTap {
    return (to, bytes) => this.#readers[to](bytes);
  }

  /** The lines after a number, the newest 100 of them; without what comes several times a second unless that is wanted. */
  since(number: number, routine: boolean): ConsoleLine[] {
    return this.#lines
      .filter((line) => line.number > number && (routine || !line.routine))
      .slice(-100)
      .map(({ routine, ...line }) => line);
  }
}
