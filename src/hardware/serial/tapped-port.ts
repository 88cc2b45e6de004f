import type { OpenBytePort } from "./byte-port.ts";

/** Hears the bytes on a line: those that go to the device, and those that come from it. */
export type WireTap = (to: "device" | "host", bytes: Uint8Array) => void;

/** The same line, with somebody who listens in and changes nothing. */
export function tappedPort(open: OpenBytePort, tap: WireTap): OpenBytePort {
  return (listener) => {
    const port = open({
      ...listener,
      opened: () => listener.opened(),
      drained: () => listener.drained(),
      closed: (reason) => listener.closed(reason),
      data: (bytes) => {
        tap("host", bytes);
        listener.data(bytes);
      },
    });
    const { isGone } = port;
    return {
      write: (bytes) => {
        tap("device", bytes);
        return port.write(bytes);
      },
      ...(isGone && { isGone: () => isGone.call(port) }),
      close: () => port.close(),
    };
  };
}
