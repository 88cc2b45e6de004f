import { readdirSync } from "node:fs";
import type { OpenBytePort } from "../serial/byte-port.ts";
import { openSerialLine } from "../serial/serial-line.ts";

/** Firmata's speed. */
const BAUD = 57_600;
/** Where Linux names boards by what they are; and boards without such a name. */
const BY_ID = "/dev/serial/by-id";
const BOARD = /^(ttyACM|ttyUSB|cu\.usbmodem|cu\.usbserial)/;

/**
 * A board on a serial port, or on the first one that looks like a board ("any", looked for anew at each opening). Opening
 * resets a real Uno; closing does not.
 */
export function serialLine(port: string): OpenBytePort {
  return (listener) => openSerialLine(port === "any" ? firstBoard() : port, BAUD, listener);
}

/** The first of the ports that boards get. No list of serialport's own: that one needs a program, and ends us without it. */
function firstBoard(): string | undefined {
  return filesIn(BY_ID)[0] ?? filesIn("/dev").find((path) => BOARD.test(path.slice("/dev/".length)));
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .sort()
      .map((name) => `${folder}/${name}`);
  } catch {
    return [];
  }
}
