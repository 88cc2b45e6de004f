import { appendFileSync, closeSync, openSync, writeSync } from "node:fs";
import midi from "@julusian/midi/lazy";
import type { Millis } from "../../engine/time/units.ts";
import { PROGRAM } from "./channel-messages.ts";

/** Where MIDI bytes end up. */
export interface Sink {
  /** Sends one channel message at once. Throws when the port fails. */
  send(status: number, data1: number, data2: number, now: Millis): void;
  close(): void;
}

/**
 * Opens the MIDI port of exactly this name.
 * @throws Error when there is no such port (any more) or it is not to be had.
 */
export function openPortSink(name: string): Sink {
  const output = new midi.Output();
  const long = Buffer.alloc(3);
  const short = Buffer.alloc(2);
  try {
    const index = Array.from({ length: output.getPortCount() }, (_, port) => output.getPortName(port)).indexOf(name);
    if (index < 0) throw new Error("it is no longer there");
    output.openPort(index);
    if (!output.isPortOpen()) throw new Error("the system does not let us have it");
  } catch (error) {
    output.destroy();
    throw error;
  }
  return {
    send: (status, data1, data2) => {
      const bytes = (status & 0xf0) === PROGRAM ? short : long;
      bytes[0] = status;
      bytes[1] = data1;
      if (bytes === long) bytes[2] = data2;
      output.sendMessage(bytes);
    },
    close: () => output.destroy(),
  };
}

/**
 * The output of the simulated rig: no port, but everything that is sent can be written to a file, one line each: the time
 * in milliseconds of `process.hrtime`, then status, first and second data byte. The lines "open" and "close" stand where
 * the cable is plugged in and out.
 */
export function openSimulatedSink(trace: string | undefined, now: Millis): Sink {
  if (trace === undefined) return { send: () => undefined, close: () => undefined };
  const file = openSync(trace, "a");
  writeSync(file, `${now.toFixed(3)} open\n`);
  return {
    send: (status, data1, data2, at) => {
      writeSync(file, `${at.toFixed(3)} ${status} ${data1} ${data2}\n`);
    },
    close: () => {
      closeSync(file);
      appendFileSync(trace, `${(Number(process.hrtime.bigint()) / 1e6).toFixed(3)} close\n`);
    },
  };
}
