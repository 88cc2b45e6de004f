import { readdirSync } from "node:fs";
import { SerialPort } from "serialport";
import type { BytePort, BytePortListener, OpenBytePort } from "../serial/byte-port.ts";

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
  return (listener) => openSerial(port === "any" ? firstBoard() : port, listener);
}

function openSerial(path: string | undefined, listener: BytePortListener): BytePort {
  let over = false;
  // An unplugged port tells of it by 'error', and by 'close' once or twice.
  const end = (reason: string) => {
    if (over) return;
    over = true;
    listener.closed(reason);
  };
  if (path === undefined) {
    setImmediate(end, "no board is plugged in");
    return { write: () => true, close: () => (over = true) };
  }
  const serial = new SerialPort({ path, baudRate: BAUD, hupcl: false, autoOpen: false });
  serial.on("error", (error) => end(error.message));
  serial.on("close", () => end("it was unplugged"));
  serial.on("data", (bytes: Buffer) => over || listener.data(bytes));
  serial.on("drain", () => over || listener.drained());
  serial.open((error) => {
    if (error) end(error.message);
    else if (over) serial.close(() => {});
    else listener.opened();
  });
  return {
    write: (bytes) => over || !serial.isOpen || serial.write(bytes),
    close: () => {
      over = true;
      if (serial.isOpen) serial.close(() => {});
    },
  };
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
