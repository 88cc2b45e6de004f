import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** Opens a pseudo-terminal, tells its name, and carries bytes between it and the standard streams. */
const CARRIER = `
import os, pty, select, sys, tty
ours, theirs = pty.openpty()
tty.setraw(theirs)
print(os.ttyname(theirs), file=sys.stderr, flush=True)
while True:
    for ready in select.select([0, ours], [], [])[0]:
        data = os.read(ready, 65536)
        if not data: sys.exit()
        target = ours if ready == 0 else 1
        while data: data = data[os.write(target, data):]
`;

/** A pretend device's end of a serial line. */
export interface Pty {
  /** What a serial port opens: `/dev/pts/3`. */
  readonly path: string;
  write(bytes: Uint8Array): void;
  onBytes(hear: (bytes: Uint8Array) => void): void;
  close(): void;
}

/** A serial line that needs no hardware (Python 3 must be there). Throws Error where it cannot be had. */
export async function openPty(): Promise<Pty> {
  const carrier: ChildProcess = spawn("python3", ["-c", CARRIER], { stdio: ["pipe", "pipe", "pipe"] });
  const { stdin, stdout, stderr } = carrier;
  if (stdin === null || stdout === null || stderr === null) throw new Error("no pty");
  const [first] = (await once(stderr, "data")) as [Buffer];
  const path = first.toString().trim();
  if (!path.startsWith("/dev/")) throw new Error(`no pty: ${path}`);
  return {
    path,
    write: (bytes) => void stdin.write(bytes),
    onBytes: (hear) => void stdout.on("data", hear),
    close: () => void carrier.kill(),
  };
}
