import type { BytePort, OpenBytePort } from "../../serial/byte-port.ts";
import type { PortFinder } from "../../serial/port-finder.ts";
import { openSerialLine } from "../../serial/serial-line.ts";

/** The serial line of a device that is looked for at each opening. */
export function foundLine(finder: PortFinder, baud: number): OpenBytePort {
  return (listener) => {
    let port: BytePort | undefined;
    let over = false;
    const find = async () => {
      const path = await finder.find();
      if (!over) port = openSerialLine(path, baud, listener);
    };
    find().catch((error: unknown) => {
      if (!over) listener.closed(error instanceof Error ? error.message : String(error));
    });
    return {
      write: (bytes) => port?.write(bytes) ?? true,
      isGone: () => port?.isGone?.() ?? false,
      close: () => {
        over = true;
        port?.close();
      },
    };
  };
}
