import type { SimulatedBrain } from "../../../engine/eeg/simulated-brain.ts";
import type { Hertz, Microvolts, Millis } from "../../../engine/time/units.ts";
import { BiosignalEmulator } from "../biosignal-emulator.ts";
import { CytonEmulator } from "../cyton-emulator.ts";
import { freeEegFrame } from "../free-eeg-emulator.ts";
import { OpenEegEmulator } from "../open-eeg-emulator.ts";
import { OPEN_EEG_CENTRE } from "../open-eeg-format.ts";
import { thinkGearRaw, thinkGearReport } from "../thinkgear-emulator.ts";

/** A device that speaks the real one's bytes, with what its electrodes measure handed to it. */
export interface EmulatedBoard {
  /** Packets a second. */
  readonly rate: Hertz;
  /** What it says to these bytes. */
  receive(bytes: Uint8Array, at: Millis): Uint8Array;
  /** What it sends for one sample; nothing where it does not stream. */
  send(measured: Float64Array, board: Millis): Uint8Array;
}

const NOTHING = new Uint8Array();

export function emulatedCyton(boards: "cyton" | "cyton and daisy"): EmulatedBoard {
  const cyton = new CytonEmulator(boards);
  return {
    rate: 250,
    receive: (bytes, at) => cyton.receive(bytes, at),
    send: (measured, board) => cyton.packet([...measured], board),
  };
}

/** A headset on the skin, whose own figures stand still. */
export function emulatedThinkGear(): EmulatedBoard {
  const report = thinkGearReport({ poorSignal: 0, attention: 0, meditation: 0, bands: [] });
  let sent = 0;
  const coupled = acCoupled(512);
  return {
    rate: 512,
    receive: () => NOTHING,
    send: (measured) => {
      const raw = thinkGearRaw(coupled(measured)[0] ?? 0);
      return sent++ % 512 === 0 ? Buffer.concat([raw, report]) : raw;
    },
  };
}

export function emulatedOpenEeg(
  protocol: "p2" | "p3",
  channels: number,
  microvoltsPerCount: Microvolts,
): EmulatedBoard {
  const board = new OpenEegEmulator();
  const coupled = acCoupled(256);
  // P3 sends channels in pairs.
  const sent = protocol === "p2" ? 6 : 2 * Math.ceil(channels / 2);
  return {
    rate: 256,
    receive: () => NOTHING,
    send: (measured) => {
      const values = coupled(measured);
      return board[protocol](Array.from({ length: sent }, (_, i) => (values[i] ?? 0) / microvoltsPerCount));
    },
  };
}

export function emulatedFreeEeg(): EmulatedBoard {
  let sent = 0;
  return { rate: 512, receive: () => NOTHING, send: (measured) => freeEegFrame(sent++, measured) };
}

/** A board with the biosignal sketch behind amplifiers of this gain; it is asked for `rate`. */
export function emulatedBiosignal(rate: Hertz, gain: number): EmulatedBoard {
  const board = new BiosignalEmulator();
  const coupled = acCoupled(rate);
  // 10 bits for 5 V.
  const countsPerMicrovolt = (gain * 1023) / 5e6;
  return {
    rate,
    receive: (bytes) => board.receive(bytes),
    send: (measured) =>
      board.rate === rate
        ? board.sample([...coupled(measured)].map((value) => OPEN_EEG_CENTRE + value * countsPerMicrovolt))
        : NOTHING,
  };
}

/** Amplifiers with a condenser before them: electrodes' offsets do not pass (high-pass of 0.16 Hz). */
function acCoupled(rate: Hertz): (measured: Float64Array) => Float64Array {
  const share = (2 * Math.PI * 0.16) / rate;
  let standing: Float64Array | undefined;
  return (measured) => {
    standing ??= measured.slice();
    const before = standing;
    return measured.map((value, i) => {
      const level = (before[i] ?? 0) + share * (value - (before[i] ?? 0));
      before[i] = level;
      return value - level;
    });
  };
}

/** What an emulated board measures, sample by sample. */
export type Measured = Pick<SimulatedBrain, "next">;
