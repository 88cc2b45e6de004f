import { connect } from "node:net";
import type { OpenBytePort } from "../../serial/byte-port.ts";

const REASONS: Record<string, string> = {
  ECONNREFUSED: "nobody answers at PLACE: start the server there, and allow clients",
  ENOTFOUND: "there is no computer called HOST",
  EAI_AGAIN: "there is no computer called HOST",
  EHOSTUNREACH: "PLACE cannot be reached: check the network cable",
  ENETUNREACH: "PLACE cannot be reached: check the network cable",
  ETIMEDOUT: "PLACE does not answer: check the address and the firewall",
  ECONNRESET: "the server cut the connection",
  EPIPE: "the server cut the connection",
};

/** A connection to a server in the room's network. */
export function tcpLine(host: string, port: number): OpenBytePort {
  return (listener) => {
    let over = false;
    const end = (reason: string) => {
      if (over) return;
      over = true;
      listener.closed(reason.replace("PLACE", `${host}:${port}`).replace("HOST", host));
    };
    const socket = connect({ host, port, noDelay: true });
    socket.on("connect", () => over || listener.opened());
    socket.on("data", (bytes: Buffer) => over || listener.data(bytes));
    socket.on("drain", () => over || listener.drained());
    socket.on("error", (error: NodeJS.ErrnoException) => end(REASONS[error.code ?? ""] ?? error.message));
    socket.on("close", () => end("the server closed the connection"));
    return {
      write: (bytes) => over || socket.write(bytes),
      close: () => {
        over = true;
        // What was written last still goes out; a server that does not read is not waited for.
        socket.end(() => socket.destroy());
        socket.setTimeout(500, () => socket.destroy());
      },
    };
  };
}
