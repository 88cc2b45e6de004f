import { biosignalLine } from "./biosignal-format.ts";

/** The most characters a second that 115200 baud carry. */
const LINE = 11_520;
const BITS = 10;
const HIGHEST = 1023;
const FULL_SCALE = 5000;

/** A board with the biosignal sketch as seen from the serial port: commands in, lines out. */
export class BiosignalEmulator {
  rate = 100;
  channels = 6;
  #sent = 0;
  #command = "";

  /** What the board says to these bytes. */
  receive(bytes: Uint8Array): Uint8Array {
    const lines: Uint8Array[] = [];
    for (const byte of bytes) {
      if (byte !== 10) {
        this.#command += String.fromCharCode(byte);
        continue;
      }
      if (this.#command !== "") lines.push(biosignalLine(this.#obey(this.#command)));
      this.#command = "";
    }
    return Buffer.concat(lines);
  }

  /** The line of the next sample; `readings` are 0–1023, by channel. */
  sample(readings: readonly number[]): Uint8Array {
    const clipped = Array.from({ length: this.channels }, (_, i) =>
      Math.max(0, Math.min(HIGHEST, Math.round(readings[i] ?? 0))),
    );
    const micros = Math.round((this.#sent * 1e6) / this.rate) % 2 ** 32;
    return biosignalLine(`D${this.#sent++},${micros},${clipped.join()}`);
  }

  #obey(command: string): string {
    const [letter, number] = [command.charAt(0), Number(command.slice(1))];
    if (command === "?") return this.#settings();
    const rate = letter === "R" ? number : this.rate;
    const channels = letter === "C" ? number : this.channels;
    if ((letter !== "R" && letter !== "C") || !Number.isInteger(number)) return "E?";
    if (rate < 1 || rate > 500) return "ER";
    if (channels < 1 || channels > 8) return "EC";
    // As the sketch reckons: 104 µs a channel and half a millisecond for the line; 22 characters a line and 5 a channel.
    if (channels * 110 + 500 > Math.floor(1e6 / rate) || (22 + 5 * channels) * rate > LINE) return "EF";
    this.rate = rate;
    this.channels = channels;
    return this.#settings();
  }

  #settings(): string {
    return `H1,${this.rate},${this.channels},${BITS},${FULL_SCALE}`;
  }
}
