import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { openStore } from "../../../src/server/store/store.ts";
import { noteLine } from "./headers.ts";

/** What one kill -9 in mid-session did. Spans in milliseconds. */
export interface KillOutcome {
  /** Entries appended and told of before the kill. */
  readonly appended: number;
  readonly acked: number;
  /** Acknowledged entries that are not on disk. */
  readonly ackedLost: number;
  /** Urgent entries that are not on disk: never acknowledged, in flight when the kill came. */
  readonly urgentLost: number;
  readonly urgentAppended: number;
  /** How long before the kill the oldest lost urgent entry was appended; 0 when none was lost. */
  readonly urgentSpan: number;
  /** How long before the kill the oldest lost entry was appended; 0 when none was lost. */
  readonly lostSpan: number;
  /** What is wrong with the record after the kill, in words; empty when it is whole. */
  readonly failures: readonly string[];
  /** openStore after the kill. */
  readonly reopen: number;
}

const CHILD = fileURLToPath(new URL("./recording-child.ts", import.meta.url));
const millis = () => Number(process.hrtime.bigint()) / 1e6;

/** Records in a process of its own, kills it with SIGKILL `delay` ms after its first entry, reopens and compares. */
export async function killOnce(folder: string, session: string, delay: number): Promise<KillOutcome> {
  const child = spawn(process.execPath, ["--import", "tsx", CHILD, folder, session], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const failures: string[] = [];
  const appended: { at: number; urgent: boolean }[] = [];
  let acked = 0;
  let killed = Number.NaN;
  for await (const line of createInterface({ input: child.stdout })) {
    const [sign, seq, at, urgent] = line.split(" ");
    if (sign === "+") {
      appended.push({ at: Number(at), urgent: urgent === "1" });
      if (seq === "1") {
        setTimeout(() => {
          child.kill("SIGKILL");
          killed = millis();
        }, delay);
      }
    } else if (sign === "=") acked = Number(seq);
    else failures.push(line);
  }
  if (child.signalCode !== "SIGKILL" && child.exitCode !== null)
    failures.push(`the child ended with ${child.exitCode}`);

  const before = millis();
  const store = await openStore({ folder, onTrouble: ({ kind, text }) => failures.push(`${kind}: ${text}`) });
  const reopen = millis() - before;
  const summary = store.sessions().find(({ id }) => id === session);
  // Killed before its first commit, a session leaves nothing.
  if (summary ? summary.state !== "interrupted" : acked > 0)
    failures.push(`the session is ${summary?.state}, not interrupted`);
  let onDisk = 0;
  if (summary) {
    for (const line of store.read(session).lines) {
      onDisk += 1;
      if (line !== noteLine(onDisk)) failures.push(`line ${onDisk} reads ${line}`);
    }
    if (onDisk !== summary.lastSeq || summary.missing !== 0)
      failures.push(`${onDisk} lines, lastSeq ${summary.lastSeq}`);
  }
  await store.close();

  const lost = appended.slice(onDisk);
  const urgentLost = lost.filter(({ urgent }) => urgent);
  return {
    appended: appended.length,
    acked,
    ackedLost: Math.max(0, acked - onDisk),
    urgentLost: urgentLost.length,
    urgentAppended: appended.filter(({ urgent }) => urgent).length,
    urgentSpan: urgentLost[0] ? killed - urgentLost[0].at : 0,
    lostSpan: lost[0] ? killed - lost[0].at : 0,
    failures,
    reopen,
  };
}
