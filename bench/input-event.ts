// What one key or pad costs from listening through the partner to the limits, over all cards and pretend children, beside the
// same events in a session that was never started (listening and the child's own sound alone). Wakes, in which answers and
// beats are composed, are counted apart. Then 45 minutes, replayed: what the heap holds after each five.
//   npm run bench -- input-event [minutes with each]
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { TECHNIQUES } from "../src/engine/partner/techniques.ts";
import type { SessionEvent } from "../src/engine/session/event.ts";
import { openSession } from "../src/engine/session/session.ts";
import { step } from "../src/engine/session/step.ts";
import { CHARACTERS } from "../src/hardware/child/character.ts";
import { rehearse } from "../src/server/rehearsal.ts";
import { playScene, resources, SETTINGS } from "../tests/helpers/stage.ts";
import { figures, machineSince, now, quantile, stolenSeconds } from "./helpers/figures.ts";

const minutes = Number(process.argv[2] ?? 3);
/** A session that is replayed to see what it leaves in the heap. */
const LONG = 45;
const EVERY = 5 * 60_000;

setFlagsFromString("--expose_gc");
const collect = runInNewContext("gc") as () => void;

interface Costs {
  readonly inputs: number[];
  readonly wakes: number[];
}

/** Folds events again, each with its time; without Start among them nobody answers. */
function fold(events: readonly SessionEvent[], settings: typeof SETTINGS, costs: Costs): void {
  let session = openSession(settings);
  for (const event of events) {
    const from = now();
    session = step(session, event, resources()).session;
    const took = now() - from;
    if (event.kind === "noteOn" || event.kind === "noteOff") costs.inputs.push(took);
    else if (event.kind === "wake") costs.wakes.push(took);
  }
}

rehearse(SETTINGS, resources());
const [began, stolen] = [now(), stolenSeconds()];
const all: Costs = { inputs: [], wakes: [] };
const still: Costs = { inputs: [], wakes: [] };
let worst = { name: "", p99: 0 };
for (const { name: technique, card } of TECHNIQUES) {
  if (!card) continue;
  const costs: Costs = { inputs: [], wakes: [] };
  for (const [seed, { name: child }] of CHARACTERS.entries()) {
    const { log, settings } = playScene({ child, technique, minutes, seed });
    const events = log.map(({ event }) => event);
    fold(events, settings, costs);
    fold(
      events.filter(({ kind }) => kind !== "start"),
      settings,
      still,
    );
  }
  const p99 = quantile(costs.inputs, 0.99);
  if (p99 > worst.p99) worst = { name: technique, p99 };
  all.inputs.push(...costs.inputs);
  all.wakes.push(...costs.wakes);
}
console.log(`keys and pads          ${figures(all.inputs)}`);
console.log(`  never started        ${figures(still.inputs)}`);
console.log(`wakes                  ${figures(all.wakes)}`);
console.log(`dearest card           ${worst.name}, p99 ${worst.p99.toFixed(3)} ms`);
console.log(`asked: p99 <= 1 ms an input event. ${machineSince(began, stolen)}`);

for (const [child, technique] of [
  ["bursty", "answer"],
  ["steady drummer", "ground"],
] as const) {
  const { log, settings } = playScene({ child, technique, minutes: LONG, seed: 1 });
  const events = log.map(({ event }) => event);
  log.length = 0;
  let session = openSession(settings);
  let next = EVERY;
  const heaps: string[] = [];
  for (const event of events) {
    session = step(session, event, resources()).session;
    if (event.at < next) continue;
    next += EVERY;
    collect();
    heaps.push((process.memoryUsage().heapUsed / 1e6).toFixed(1));
  }
  console.log(`${child}, ${technique}: ${events.length} events; heap in MB after each 5 minutes: ${heaps.join("  ")}`);
}
