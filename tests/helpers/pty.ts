import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";

const SOCAT = "/usr/bin/socat";

/** Why there is no pseudo-terminal here, or null where there is. */
export const NO_PTY = existsSync(SOCAT) ? null : "socat is missing: install it (apt-get install socat).";

/** A pretend device's end of a serial line. */
export interface Pty {
  /** What a serial port opens: `/dev/pts/3`. */
  readonly path: string;
  write(bytes: Uint8Array): void;
  onBytes(hear: (bytes: Uint8Array) => void): void;
  close(): void;
}

/** A serial line that needs no hardware: socat's pseudo-terminal. Rejects with Error where it cannot be had. */
export async function openPty(): Promise<Pty> {
  if (NO_PTY) throw new Error(NO_PTY);
  const carrier = spawn(SOCAT, ["-d", "-d", "-b", "65536", "STDIO", "PTY,raw,echo=0"], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  const { stdin, stdout, stderr } = carrier;
  const path = await new Promise<string>((resolve, reject) => {
    carrier.once("exit", () => reject(new Error("socat ended before it had a pseudo-terminal")));
    createInterface({ input: stderr }).on("line", (line) => {
      const found = /PTY is (\/dev\/\S+)/.exec(line)?.[1];
      if (found) resolve(found);
    });
  });
  // A device that was pulled out takes no more bytes.
  stdin.on("error", () => {});
  return {
    path,
    write: (bytes) => void stdin.write(bytes),
    onBytes: (hear) => void stdout.on("data", hear),
    close: () => void carrier.kill("SIGKILL"),
  };
}
