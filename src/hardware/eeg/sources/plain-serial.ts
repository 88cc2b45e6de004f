import type { Microvolts, Millis } from "../../../engine/time/units.ts";
import { CYTON_FULL_SCALE } from "../cyton-format.ts";
import { freeEeg, modularEeg, thinkGear } from "../devices.ts";
import { FreeEegReader } from "../free-eeg-format.ts";
import { OPEN_EEG_CENTRE } from "../open-eeg-format.ts";
import {
  beginStream,
  type Opening,
  type OpeningTurn,
  SERIAL,
  type SerialDevice,
  streamsByItself,
} from "./line-device.ts";

/** Devices that stream by themselves: nothing is said to them. */

/** A NeuroSky headset that sends its raw signal. */
export function thinkGearSerial(montage: readonly string[]): SerialDevice {
  return {
    ...SILENT,
    kind: "ThinkGear headset",
    baud: 57_600,
    looksLike: /rfcomm|CP210|NeuroSky|MindWave|ttyUSB|usbserial/i,
    begin: () =>
      streamsByItself(() => beginStream(thinkGear(), { montage, counts: { lowest: -32_768, highest: 32_767 } })),
    unread:
      "bytes come but no raw signal: set the headset to 57600 baud with raw output (TGAM: BR1 to VCC, BR0 to GND)",
  };
}

/** A ModularEEG board of OpenEEG. */
export function openEegSerial(settings: {
  readonly protocol: "p2" | "p3";
  readonly montage: readonly string[];
  readonly microvoltsPerCount: Microvolts;
}): SerialDevice {
  const { protocol, montage, microvoltsPerCount } = settings;
  const counts = { lowest: -OPEN_EEG_CENTRE, highest: OPEN_EEG_CENTRE - 1 };
  const form = { montage, counts, prefilter: "HP:0.16Hz LP:59Hz" };
  return {
    ...SILENT,
    kind: "OpenEEG board",
    baud: 57_600,
    looksLike: /FTDI|Prolific|CP210|ttyUSB|usbserial/i,
    begin: () =>
      streamsByItself(() =>
        protocol === "p2"
          ? beginStream(modularEeg("p2", microvoltsPerCount), form)
          : beginStream(modularEeg("p3", microvoltsPerCount, pairsFor(montage.length)), form),
      ),
    unread: `bytes come that are no frames of ${protocol.toUpperCase()}: wrong speed (it has 57600), or the other protocol`,
  };
}

/** P3 sends two channels a pair. */
function pairsFor(channels: number): 1 | 2 | 3 {
  if (channels <= 2) return 1;
  return channels <= 4 ? 2 : 3;
}

/** A FreeEEG32 (experimental); the length of its frames is learnt first. */
export function freeEegSerial(montage: readonly string[]): SerialDevice {
  const counts = { lowest: -CYTON_FULL_SCALE - 1, highest: CYTON_FULL_SCALE };
  return {
    ...SILENT,
    kind: "FreeEEG32",
    baud: 921_600,
    looksLike: /FreeEEG|STM|ttyACM|usbmodem/i,
    begin: () => new LengthLesson((length) => beginStream(freeEeg(length), { montage, counts })),
    unread: "bytes come that are no frames of a FreeEEG32: wrong speed (it has 921600), or another device",
  };
}

const SILENT = { ...SERIAL, keepsCounting: false, changeImpedance: undefined, goodbye: "" } as const;

/** Within so long the length of the frames is found, or this is no such device. */
const LESSON_TIME: Millis = 2000;

class LengthLesson implements Opening {
  readonly #reader = new FreeEegReader();
  readonly #done: (length: number) => ReturnType<typeof beginStream>;
  #began: Millis | undefined;

  constructor(done: (length: number) => ReturnType<typeof beginStream>) {
    this.#done = done;
  }

  turn(at: Millis, bytes: Uint8Array = new Uint8Array()): OpeningTurn {
    this.#began ??= at;
    this.#reader.read(bytes);
    const { length } = this.#reader;
    if (length !== undefined) return { send: "", outcome: this.#done(length) };
    if (at - this.#began < LESSON_TIME) return { send: "", outcome: "going on" };
    const heard = this.#reader.bytes.received > 0;
    return {
      send: "",
      outcome: {
        trouble: heard
          ? "Bytes come, but they are no frames of a FreeEEG32: is this its port?"
          : "The FreeEEG32 sends nothing: is it switched on?",
      },
    };
  }
}
