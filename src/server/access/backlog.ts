import type { Socket } from "socket.io";

interface RawSocket {
  readonly bufferedAmount: number;
  terminate(): void;
}

/** The WebSocket below a panel's socket; the library does not type it. */
function rawOf({ conn }: Pick<Socket, "conn">): RawSocket | undefined {
  return (conn.transport as unknown as { socket?: RawSocket }).socket;
}

/** Bytes that wait in memory because a panel does not take them: queued before the WebSocket, and in it. */
export function backlogOf(socket: Pick<Socket, "conn">): number {
  // `writeBuffer` is where a slow panel's packets pile up; the WebSocket itself stays nearly empty.
  const queue = (socket.conn as unknown as { writeBuffer: readonly { data?: string | Buffer }[] }).writeBuffer;
  const queued = queue.reduce((sum, { data }) => sum + (data?.length ?? 0), 0);
  return queued + (rawOf(socket)?.bufferedAmount ?? 0);
}

/** Drops a connection now, with all that waits for it. */
export function terminate(socket: Pick<Socket, "conn">): void {
  rawOf(socket)?.terminate();
}

/** Ends a panel's connection now, without waiting for what was not taken or for its good-bye. */
export function cutOff(socket: Pick<Socket, "conn" | "disconnect">): void {
  const raw = rawOf(socket);
  socket.disconnect(true);
  raw?.terminate();
}
