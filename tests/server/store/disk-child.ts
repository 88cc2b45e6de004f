import { StoreRefusal } from "../../../src/server/store/refusal.ts";
import { openStore } from "../../../src/server/store/store.ts";
import { header, noteLine } from "./headers.ts";

/**
 * A process of its own that records on a disk which fails: disk-child.ts FOLDER ENTRIES. Appends so many entries in small
 * groups and waits for each to be on disk, then ends, reopens and compares. Prints one JSON line with what it saw.
 */

const [folder, count] = process.argv.slice(2);
if (!folder || !count) throw new Error("usage: disk-child.ts FOLDER ENTRIES");
const entries = Number(count);

const troubles: string[] = [];
const options = { folder, floor: 0, onTrouble: ({ kind }: { kind: string }) => troubles.push(kind) };
const store = await openStore(options).catch((error: unknown) => {
  if (!(error instanceof StoreRefusal)) throw error;
  console.log(JSON.stringify({ refused: error.message }));
  process.exit();
});
const log = store.beginSession(header("s1"));
for (let seq = 1; seq <= entries; seq++) {
  log.append(noteLine(seq), { urgent: seq % 5 === 0 });
  if (seq % 5 === 0) await log.whenCommitted();
}
const acked = log.committed;
await log.end();
await store.close();

const later = await openStore(options);
const lines = [...later.read("s1").lines];
const whole = lines.every((line, index) => line === noteLine(index + 1));
const [summary] = later.sessions();
await later.close();
console.log(JSON.stringify({ acked, onDisk: lines.length, whole, state: summary?.state, troubles }));
