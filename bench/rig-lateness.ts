// Lateness of the notes of the simulated rig in real time: the whole engine with a pretend child, a store and the output
// process; what the output process saw at the moment of sending.
//   npm run bench -- rig-lateness [minutes]
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { systemClock } from "../src/hardware/system-clock.ts";
import { loadResources } from "../src/server/resources.ts";
import { parseRig } from "../src/server/rig.ts";
import { Room } from "../src/server/room.ts";
import { openStore } from "../src/server/store/store.ts";
import { machineSince, now, stolenSeconds } from "./helpers/figures.ts";

const minutes = Number(process.argv[2] ?? 10);
const folder = mkdtempSync(join(tmpdir(), "antiphon-bench-"));
const store = await openStore({ folder, onTrouble: ({ text }) => console.log(text) });
const rig = parseRig(
  {
    name: "bench",
    seed: 1,
    instruments: [{ driver: "pretend-child", character: "bursty" }],
    sounds: [{ driver: "simulated-out" }],
  },
  "bench",
);
const room = new Room({
  rig,
  resources: loadResources(),
  clock: systemClock,
  store,
  link: { sound: () => {}, silence: () => {} },
  listener: () => {},
  trouble: (text) => console.log(text),
});
const began = now();
const stolen = stolenSeconds();
const loop = monitorEventLoopDelay({ resolution: 5 });
loop.enable();
room.start();
await new Promise((resolve) => setTimeout(resolve, minutes * 60_000));
const late = room.session.late;
const report = room.outputReport;
loop.disable();
console.log(
  `${report?.sent} messages sent: late by p50 ${report?.p50.toFixed(3)}  p99 ${report?.p99.toFixed(3)}  max ${report?.worst.toFixed(3)} ms;` +
    ` over 5 ms: ${report?.late}, shown on the panel: ${late.count}`,
);
console.log(`event loop delay p99 ${(loop.percentile(99) / 1e6).toFixed(1)}  max ${(loop.max / 1e6).toFixed(1)} ms`);
console.log(`asked: p99 <= 5 ms. ${machineSince(began, stolen)}`);
await room.close();
await store.close();
rmSync(folder, { recursive: true });
