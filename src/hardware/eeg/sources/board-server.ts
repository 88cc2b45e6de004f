import { createServer, type Socket } from "node:net";
import type { Clock } from "../../../engine/time/clock.ts";
import type { BytePort, OpenBytePort } from "../../serial/byte-port.ts";
import type { EmulatedBoard, Measured } from "./emulated-boards.ts";
import { emulatedPort } from "./emulated-port.ts";
import { tcpLine } from "./tcp-line.ts";

const HOST = "127.0.0.1";

/** An emulated server in this machine. */
export interface BoardServer {
  readonly port: number;
  /** Cuts off all clients. */
  dropClients(): void;
  close(): Promise<void>;
}

/** Puts an emulated device on a TCP port of this machine; each client gets one of its own. Rejects where there is no port. */
export async function serveBoard(make: () => EmulatedBoard, brain: Measured, clock: Clock): Promise<BoardServer> {
  const clients = new Set<Socket>();
  const server = createServer((socket) => {
    clients.add(socket);
    const board = emulatedPort(
      make(),
      brain,
      clock,
    )({
      opened: () => {},
      data: (bytes) => void socket.write(bytes),
      drained: () => {},
      closed: () => {},
    });
    socket.on("data", (bytes) => board.write(bytes));
    // A client that is gone is gone.
    socket.on("error", () => {});
    socket.on("close", () => {
      board.close();
      clients.delete(socket);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, HOST, resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const dropClients = () => {
    for (const socket of clients) socket.destroy();
  };
  return {
    port,
    dropClients,
    close: () => {
      dropClients();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** A line to an emulated server that is started when it is first needed. `close` it after the line. */
export function servedLine(serve: () => Promise<BoardServer>): { readonly line: OpenBytePort; close(): Promise<void> } {
  let server: Promise<BoardServer> | undefined;
  return {
    line: (listener) => {
      let port: BytePort | undefined;
      let over = false;
      server ??= serve();
      server.then(
        (served) => {
          if (!over) port = tcpLine(HOST, served.port)(listener);
        },
        (error: unknown) => {
          server = undefined;
          if (!over) listener.closed(error instanceof Error ? error.message : String(error));
        },
      );
      return {
        write: (bytes) => port?.write(bytes) ?? true,
        close: () => {
          over = true;
          port?.close();
        },
      };
    },
    close: async () => {
      const served = await server?.catch(() => undefined);
      await served?.close();
    },
  };
}
