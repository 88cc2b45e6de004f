import { startWorker } from "../../runtime/worker.ts";
import type { OpenBytePort } from "../serial/byte-port.ts";
import type { FromUno, ToUno } from "./emulated-uno-worker.ts";
import type { Measured } from "./robot-settings.ts";

/**
 * The robot's firmware on an emulated board in a thread of its own, in real time. `measured` hears what is on the servo pins
 * and what the ring shows, measured there. Opening it is switching the board on.
 */
export function emulatedLine(hex: URL, measured: (measured: Measured) => void): OpenBytePort {
  return (listener) => {
    const worker = startWorker("emulated-uno-worker", import.meta.url, { workerData: { hex: hex.href } });
    let over = false;
    const end = (reason: string) => {
      if (over) return;
      over = true;
      listener.closed(reason);
    };
    worker.on("error", (error) => end(error.message));
    worker.on("exit", () => end("the emulated board ended"));
    worker.on("message", (message: FromUno) => {
      if (over) return;
      if (message.kind === "on") listener.opened();
      else if (message.kind === "bytes") listener.data(message.bytes);
      else measured(message.measured);
    });
    return {
      write: (bytes) => {
        if (!over) worker.postMessage({ kind: "bytes", bytes: Uint8Array.from(bytes) } satisfies ToUno);
        return true;
      },
      close: () => {
        over = true;
        void worker.terminate();
      },
    };
  };
}
