import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { Draws, seeded } from "../src/engine/random.ts";
import { type KillOutcome, killOnce } from "../tests/server/store/kill.ts";

/**
 * npx tsx bench/store-kill.ts [kills]
 *
 * A child process records 300 events a second, every 50th urgent, and acknowledges each commit on a pipe; it is killed with
 * SIGKILL at random; the record is reopened and compared. All kills go into one data folder, which so grows as in use.
 */

const kills = Number(process.argv[2] ?? 200);
if (!Number.isInteger(kills) || kills < 1) throw new Error("usage: npx tsx bench/store-kill.ts [kills, 1 or more]");

const folder = mkdtempSync(join(tmpdir(), "antiphon-kill-"));
const draws = new Draws(seeded(1, "kills"));
const syncs: number[] = [];
const outcomes: KillOutcome[] = [];
try {
  for (let kill = 0; kill < kills; kill++) {
    measureDisk();
    outcomes.push(await killOnce(folder, `kill-${kill}`, draws.between(0, 1500)));
    if ((kill + 1) % 20 === 0) console.log(`${kill + 1} kills …`);
  }
  report(statSync(join(folder, "antiphon.db")).size);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The baseline: what a plain write of 4 KiB with fsync costs on the same disk at the same time. */
function measureDisk(): void {
  const file = openSync(join(folder, "baseline"), "a");
  const page = Buffer.alloc(4096, 1);
  for (let i = 0; i < 10; i++) {
    const before = performance.now();
    writeSync(file, page);
    fsyncSync(file);
    syncs.push(performance.now() - before);
  }
  closeSync(file);
}

function report(size: number): void {
  const sum = (of: (outcome: KillOutcome) => number) => outcomes.reduce((total, outcome) => total + of(outcome), 0);
  const failures = outcomes.flatMap((outcome) => outcome.failures);
  console.log(`kills                         ${kills}`);
  console.log(`entries appended / acked      ${sum((o) => o.appended)} / ${sum((o) => o.acked)}`);
  console.log(`acked entries lost            ${sum((o) => o.ackedLost)}`);
  console.log(`integrity failures            ${failures.length}`);
  for (const failure of failures.slice(0, 10)) console.log(`  ${failure}`);
  console.log(`uncommitted loss              ${spread(outcomes.map((o) => o.lostSpan))}`);
  const urgent = `${sum((o) => o.urgentLost)} of ${sum((o) => o.urgentAppended)}`;
  const span = Math.max(...outcomes.map((o) => o.urgentSpan));
  console.log(
    `urgent entries lost           ${urgent} (none of them acked; oldest ${span.toFixed(1)} ms before the kill)`,
  );
  console.log(`reopen                        ${spread(outcomes.map((o) => o.reopen))}`);
  console.log(`baseline: 4 KiB and fsync     ${spread(syncs)}`);
  console.log(`load of the machine           ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores`);
  console.log(`record at the end             ${(size / 1e6).toFixed(1)} MB`);
}

function spread(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1);
  return `p50 ${at(0.5)} / p99 ${at(0.99)} / max ${at(1)} ms`;
}
