import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openStore } from "../../../src/server/store/store.ts";
import { header, noteLine } from "./headers.ts";

/**
 * A process of its own that records on a small file system until that is full, goes on, and makes room by deleting a
 * ballast file: full-child.ts FOLDER. Prints one JSON line with what it saw.
 */

const folder = process.argv[2];
if (!folder) throw new Error("usage: full-child.ts FOLDER");

const ballast = join(folder, "ballast");
writeFileSync(ballast, Buffer.alloc(2e6, 1));

const texts: string[] = [];
let onFull = () => {};
const full = new Promise<void>((resolve) => {
  onFull = resolve;
});
const store = await openStore({
  folder,
  floor: 0,
  onTrouble: ({ kind, text }) => {
    texts.push(`${kind}: ${text}`);
    if (kind === "writing") onFull();
  },
});
const log = store.beginSession(header("s1"));
let isFull = false;
void full.then(() => {
  isFull = true;
});
while (!isFull) {
  for (let i = 0; i < 200; i++) log.append(noteLine(log.appended + 1));
  await Promise.race([log.whenCommitted(), full]);
}
const ackedWhenFull = log.committed;
const readableWhenFull = [...store.read("s1").lines].length;
for (let i = 0; i < 500; i++) log.append(noteLine(log.appended + 1), { urgent: i % 100 === 0 });
const waitingWhenFull = store.writing.waiting;
rmSync(ballast);
await log.end();
const lines = [...store.read("s1").lines];
await store.close();
console.log(
  JSON.stringify({
    appended: log.appended,
    ackedWhenFull,
    readableWhenFull,
    waitingWhenFull,
    onDisk: lines.length,
    whole: lines.every((line, index) => line === noteLine(index + 1)),
    dropped: store.writing.dropped,
    texts,
  }),
);
