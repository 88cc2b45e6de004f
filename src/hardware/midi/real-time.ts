import { spawnSync } from "node:child_process";

/**
 * Asks for SCHED_FIFO, priority 50, for this process. Threads started afterwards inherit it, so call this before starting
 * the one that matters. False where it is refused or there is no `chrt`: the notes then may come a little late on a busy
 * computer, nothing else changes.
 */
export function askForRealTime(): boolean {
  if (process.platform !== "linux") return false;
  const asked = spawnSync("chrt", ["-f", "-p", "50", String(process.pid)], { stdio: "ignore", timeout: 1000 });
  return asked.status === 0;
}
