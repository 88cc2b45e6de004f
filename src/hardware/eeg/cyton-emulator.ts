import type { Hertz, Microvolts, Millis, Ohms } from "../../engine/time/units.ts";
import { CommandLetters, TOO_SLOW } from "./command-letters.ts";
import {
  CYTON_CHANNEL_DEFAULTS,
  CYTON_CHANNEL_NAMES,
  CYTON_INPUTS,
  type CytonChannel,
  switchedBy,
} from "./cyton-commands.ts";
import { CYTON_CHANNELS, CYTON_FULL_SCALE, CYTON_GAINS, cytonMicrovoltsPerCount } from "./cyton-format.ts";
import { putBytes } from "./numbers.ts";

const SAMPLE_RATE: Hertz = 250;
/** The impedance current: 6 nA at 31.2 Hz, through 2.2 kΩ and the electrode. */
const LEAD_OFF_CURRENT = 6e-9;
const LEAD_OFF_FREQUENCY: Hertz = 31.2;
const LEAD_OFF_RESISTOR: Ohms = 2200;
const VERSION = "v3.1.1";
const ONE_REPLY: Record<string, string> = { V: `${VERSION}$$$`, D: "060110$$$" };
const TEST_SIGNALS = "0-=p[]";

/**
 * A Cyton board with its dongle as seen from the serial port: text commands in, replies and packets out (OpenBCI Cyton SDK,
 * firmware 3.1.1). What it measures is handed to it; it keeps gains, switched-off channels and the packet number.
 */
export class CytonEmulator {
  readonly #hasDaisy: boolean;
  #channels: CytonChannel[] = [];
  #leadOff: boolean[] = [];
  #boards: 1 | 2;
  #streaming = false;
  #counter = 0;
  #stamping = false;
  #stampsAreNew = false;
  #last: readonly Microvolts[] = [];
  readonly #letters = new CommandLetters();
  /** Impedance of each channel's electrode; seen while its current is on. */
  readonly impedances: Ohms[] = Array.from({ length: 2 * CYTON_CHANNELS }, () => 5000);
  #taken = 0;

  constructor(boards: "cyton" | "cyton and daisy") {
    this.#hasDaisy = boards === "cyton and daisy";
    this.#boards = this.#hasDaisy ? 2 : 1;
    this.#reset();
  }

  get streaming(): boolean {
    return this.#streaming;
  }

  /** Channels whose impedance current is on, from 1. */
  get driven(): number[] {
    return this.#leadOff.flatMap((on, i) => (on ? [i + 1] : []));
  }

  /** What the board says to these bytes. */
  receive(bytes: Uint8Array, at: Millis): Uint8Array {
    let reply = "";
    for (const byte of bytes) {
      const { command, late } = this.#letters.take(String.fromCharCode(byte), at);
      if (late) reply += TOO_SLOW;
      if (command === undefined) continue;
      const said = this.#obey(command);
      // A streaming board has no time for words.
      if (!this.#streaming) reply += said;
    }
    return Uint8Array.from(reply, (letter) => letter.charCodeAt(0));
  }

  /**
   * The packet of one sample (250 a second) with what the electrodes of all channels measure; nothing unless streaming. With
   * Daisy each packet carries the mean of this sample and the one before, of one board by turns.
   */
  packet(measured: readonly Microvolts[], board: Millis): Uint8Array {
    if (!this.#streaming) return new Uint8Array();
    const bytes = new Uint8Array(33);
    bytes[0] = 0xa0;
    bytes[1] = this.#counter;
    const first = this.#boards === 2 && this.#counter % 2 === 0 ? CYTON_CHANNELS : 0;
    const present = this.#driven(measured);
    const before = this.#last.length === 0 ? present : this.#last;
    for (let i = 0; i < CYTON_CHANNELS; i++) {
      const now = this.#countOf(first + i, present[first + i] ?? 0);
      const then = this.#countOf(first + i, before[first + i] ?? 0);
      putBytes(bytes, 2 + 3 * i, 3, this.#boards === 2 ? Math.round((now + then) / 2) : now);
    }
    this.#putAux(bytes, board);
    this.#counter = (this.#counter + 1) % 256;
    this.#last = present;
    return bytes;
  }

  /** What is measured, with what the impedance current adds to it. */
  #driven(measured: readonly Microvolts[]): readonly Microvolts[] {
    const swing = Math.sin((2 * Math.PI * LEAD_OFF_FREQUENCY * this.#taken++) / SAMPLE_RATE);
    return this.#leadOff.map((on, channel) => {
      const electrode = LEAD_OFF_RESISTOR + (this.impedances[channel] ?? 0);
      return (measured[channel] ?? 0) + (on ? 1e6 * LEAD_OFF_CURRENT * electrode * swing : 0);
    });
  }

  #countOf(channel: number, value: Microvolts): number {
    const { on, gain, input } = this.#channels[channel] ?? CYTON_CHANNEL_DEFAULTS;
    if (!on || input === "shorted") return 0;
    const count = Math.round(value / cytonMicrovoltsPerCount(gain));
    return Math.max(-CYTON_FULL_SCALE - 1, Math.min(CYTON_FULL_SCALE, count));
  }

  #putAux(bytes: Uint8Array, board: Millis): void {
    bytes[32] = 0xc0;
    if (this.#stamping) {
      bytes[32] = this.#stampsAreNew ? 0xc5 : 0xc6;
      this.#stampsAreNew = false;
      putBytes(bytes, 28, 4, Math.floor(board));
    } else if (this.#counter % 10 === 0) {
      // Lying flat, 25 times a second: 1 g downwards.
      putBytes(bytes, 30, 2, 8000);
    }
  }

  #reset(): void {
    const count = CYTON_CHANNELS * this.#boards;
    this.#channels = Array.from({ length: count }, () => CYTON_CHANNEL_DEFAULTS);
    this.#leadOff = Array.from({ length: count }, () => false);
  }

  #obey(command: string): string {
    const letter = command.charAt(0);
    switch (letter) {
      case "b":
        if (!this.#streaming) this.#counter = 0;
        if (!this.#streaming) this.#last = [];
        this.#streaming = true;
        return "";
      case "s":
        this.#streaming = false;
        return "";
      case "v":
        this.#streaming = false;
        this.#reset();
        return this.#greeting();
      case "d":
        this.#reset();
        return "updating channel settings to default$$$";
      case "c":
        return this.#useBoards(1);
      case "C":
        return this.#useBoards(2);
      case "<":
      case ">":
        this.#stamping = letter === "<";
        this.#stampsAreNew = this.#stamping;
        return `Time stamp ${this.#stamping ? "ON" : "OFF"}$$$`;
      case "x":
        return this.#setChannel(command);
      case "z":
        return this.#setLeadOff(command);
      case "~":
        return /[6~]$/.test(command) ? "Sample rate is 250Hz$$$" : "Failure: sample rate needs a card$$$";
      case "/":
        return "Board mode is default$$$";
      case "\u00f0":
        return command.charCodeAt(1) === 7 ? "Success: System is up$$$" : "";
    }
    const switched = switchedBy(letter);
    if (switched !== undefined) {
      const settings = this.#channels[switched.eegChannel - 1];
      if (settings !== undefined) this.#channels[switched.eegChannel - 1] = { ...settings, on: switched.on };
      return "";
    }
    if (TEST_SIGNALS.includes(letter)) return "Success: Configured internal test signal.$$$";
    return ONE_REPLY[letter] ?? "";
  }

  #greeting(): string {
    const daisy = this.#hasDaisy ? "On Daisy ADS1299 Device ID: 0x3E\n" : "";
    return `OpenBCI V3 8-16 channel\nADS1299 Device ID: 0x3E\n${daisy}LIS3DH Device ID: 0x33\nFirmware: ${VERSION}\n$$$`;
  }

  #useBoards(boards: 1 | 2): string {
    if (boards === 1) {
      const had = this.#boards === 2;
      this.#boards = 1;
      return had ? "daisy removed$$$" : "";
    }
    if (!this.#hasDaisy) return "no daisy to attach!8$$$";
    const had = this.#boards === 2;
    this.#boards = 2;
    for (let i = this.#channels.length; i < 2 * CYTON_CHANNELS; i++) {
      this.#channels[i] = CYTON_CHANNEL_DEFAULTS;
      this.#leadOff[i] = false;
    }
    return had ? "16$$$" : "daisy attached16$$$";
  }

  #setChannel(command: string): string {
    if (!command.endsWith("X")) return "Failure: 9th char not X$$$";
    const channel = CYTON_CHANNEL_NAMES.indexOf(command.charAt(1));
    const [power, gain, input, bias, srb2, srb1] = Array.from(command.slice(2, 8), Number);
    const gains = CYTON_GAINS[gain ?? -1];
    const inputs = CYTON_INPUTS[input ?? -1];
    if (channel < 0 || channel >= this.#channels.length || gains === undefined || inputs === undefined) {
      return "Failure: Err: wrong setting$$$";
    }
    this.#channels[channel] = {
      on: power === 0,
      gain: gains,
      input: inputs,
      bias: bias === 1,
      srb2: srb2 === 1,
      srb1: srb1 === 1,
    };
    return `Success: Channel set for ${channel + 1}$$$`;
  }

  #setLeadOff(command: string): string {
    if (!command.endsWith("Z")) return "Failure: 5th char not Z$$$";
    const channel = CYTON_CHANNEL_NAMES.indexOf(command.charAt(1));
    if (channel < 0 || channel >= this.#leadOff.length) return "Failure: Err: wrong channel$$$";
    this.#leadOff[channel] = command.charAt(2) === "1" || command.charAt(3) === "1";
    return `Success: Lead off set for ${channel + 1}$$$`;
  }
}
