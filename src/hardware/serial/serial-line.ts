import { statSync } from "node:fs";
import { SerialPort } from "serialport";
import type { BytePort, BytePortListener } from "./byte-port.ts";

/** Opens a serial port at this speed; without a path it says that nothing is plugged in. Closing it leaves the device as it is. */
export function openSerialLine(path: string | undefined, baudRate: number, listener: BytePortListener): BytePort {
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
  const node = nodeAt(path);
  const serial = new SerialPort({ path, baudRate, hupcl: false, autoOpen: false });
  serial.on("error", (error) => end(troubleOf(error.message, path)));
  serial.on("close", () => end("it was unplugged"));
  serial.on("data", (bytes: Buffer) => over || listener.data(bytes));
  serial.on("drain", () => over || listener.drained());
  serial.open((error) => {
    if (error) end(troubleOf(error.message, path));
    else if (over) serial.close(() => {});
    else listener.opened();
  });
  return {
    write: (bytes) => over || !serial.isOpen || serial.write(bytes),
    isGone: () => node !== undefined && nodeAt(path) !== node,
    close: () => {
      over = true;
      if (serial.isOpen) serial.close(() => {});
    },
  };
}

/** Which device node is at a path: one that was plugged in anew has another. Undefined where there is none. */
function nodeAt(path: string): string | undefined {
  try {
    const { dev, ino, rdev, birthtimeMs } = statSync(path);
    return [dev, ino, rdev, birthtimeMs].join();
  } catch {
    return undefined;
  }
}

/** What serialport's words mean, and what to do about it. */
function troubleOf(message: string, path: string): string {
  if (/no such file|file not found|ENOENT/i.test(message)) return `nothing is plugged in at ${path}`;
  if (/cannot lock|resource busy|EBUSY|access denied/i.test(message)) {
    return `another program holds ${path}: close that program`;
  }
  if (/permission|EACCES/i.test(message)) {
    return `this user may not open ${path}: add the user to the group "dialout" and log in anew`;
  }
  if (/bad file descriptor|input\/output error|EIO|ENXIO|no such device/i.test(message)) return "it was unplugged";
  return `${path} cannot be used: ${message.replace(/^Error:?\s*/, "")}`;
}
