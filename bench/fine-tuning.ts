// What fine-tuning gains: pretend children with planted habits (and two without) play to the real partner; the networks are
// tuned in the thread of "antiphon tune"; then base and tuned foretell a later session that nothing was learnt from. Also:
// what is forgotten of tunes that nobody tuned to, how long it takes, and how late the main thread's event loop is meanwhile,
// beside the same loop with nothing to do.
//   npm run bench -- fine-tuning [seeds a habit] [sessions] [phrases a session]
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { openLibrary } from "../src/engine/music/library.ts";
import { segmentMelody } from "../src/engine/music/segment.ts";
import { type Foretold, foretell } from "../src/models/fine-tuning/foretelling.ts";
import { PLANTED_HABITS, tunePlayer, WANDERER } from "../src/models/fine-tuning/planted-habits.ts";
import { TUNING_SECONDS } from "../src/models/fine-tuning/tuning-plan.ts";
import { tuneInThread } from "../src/models/fine-tuning/tuning-thread.ts";
import { openSegmentNetworks, readSegmentWeights } from "../src/models/segment-networks.ts";
import { SHARED_DATA } from "../src/server/commands/corpora.ts";
import { inRoot } from "../src/server/folders.ts";
import { loadTunes } from "../src/server/library.ts";
import { figures, machineSince, now, stolenSeconds } from "./helpers/figures.ts";
import { forgettingOf, meanOf, unseenTunes } from "./helpers/forgetting.ts";
import { overChildren, plantChild, withInterval } from "./helpers/planted-children.ts";

const [seeds = 3, sessions = 3, phrases = 60] = process.argv.slice(2).map(Number);

const models = inRoot("models");
const base = readSegmentWeights(models);
const baseNetworks = openSegmentNetworks(base);
const tunes = loadTunes();
const library = openLibrary(tunes.flatMap((tune) => segmentMelody(tune).segments));
const resources = { networks: baseNetworks, library };

const { asked, played } = await unseenTunes(tunes);
const forgottenBy = forgettingOf(baseNetworks, asked);

/** Of the event loop of this thread while something else went on: delays in ms, and how long it was at work itself, in ms. */
interface LoopDelay {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly busy: number;
}

async function watchLoop<T>(work: () => Promise<T>): Promise<{ result: T; delay: LoopDelay }> {
  // What was done before must not count.
  await sleep(20);
  const watch = monitorEventLoopDelay({ resolution: 1 });
  const utilisation = performance.eventLoopUtilization();
  watch.enable();
  const result = await work();
  watch.disable();
  const busy = performance.eventLoopUtilization(utilisation).active;
  const [p50, p99] = [50, 99].map((share) => watch.percentile(share) / 1e6) as [number, number];
  return { result, delay: { p50, p99, max: watch.max / 1e6, busy } };
}

const IDLE = 20_000;
const idle = (await watchLoop(() => sleep(IDLE))).delay;

const began = now();
const stolen = stolenSeconds();
const delays: LoopDelay[] = [];
const rows: { name: string; control: boolean; before: Foretold; after: Foretold; kept: string; seconds: number }[] = [];
const forgotten: { pitch: number; trend: number }[] = [];
for (const habit of [...PLANTED_HABITS, WANDERER, tunePlayer(played)]) {
  for (let seed = 1; seed <= seeds; seed++) {
    const child = plantChild(habit, seed, { sessions, phrases }, resources);
    const started = now();
    const order = { models, sessions: child.sessions, tunes, seconds: TUNING_SECONDS };
    const { result, delay } = await watchLoop(() => tuneInThread(order));
    const { pitch, trend } = result;
    delays.push(delay);
    const seconds = (now() - started) / 1_000;
    const tuned = openSegmentNetworks(base, { pitch: pitch.weights, trend: trend.weights });
    const [before, after] = [baseNetworks, tuned].map((networks) => meanOf(foretell(networks, child.later)));
    if (!before || !after) continue;
    const kept =
      [pitch.weights ? "pitch" : "", trend.weights ? "trend" : ""].filter(Boolean).join(" and ") || "neither";
    rows.push({ name: habit.name, control: !PLANTED_HABITS.includes(habit), before, after, kept, seconds });
    if (asked.length > 0) forgotten.push(forgottenBy(tuned));
    const change = (key: keyof Foretold) => `${before[key].toFixed(3)} -> ${after[key].toFixed(3)}`;
    console.log(
      `${habit.name}, ${seed}: ${change("pitch")} bit of pitch, ${change("trend")} bit of trend, direction ${change("direction")}, ` +
        `error ${change("error")}, tuned: ${kept}, ${seconds.toFixed(1)} s`,
    );
  }
}

function report(name: string, part: typeof rows): void {
  const mean = (key: keyof Foretold, when: "before" | "after") =>
    part.reduce((sum, row) => sum + row[when][key], 0) / part.length;
  const line = (what: string, key: keyof Foretold, sign: 1 | -1) => {
    const gain = overChildren(part.map(({ before, after }) => sign * (after[key] - before[key])));
    console.log(
      `| ${name} | ${what} | ${mean(key, "before").toFixed(3)} | ${mean(key, "after").toFixed(3)} | ${withInterval(gain)} |`,
    );
  };
  line("next initial pitch, bits", "pitch", -1);
  line("direction and steps, bits", "trend", -1);
  line("direction accuracy", "direction", 1);
  line("trend error, semitones", "error", -1);
}

console.log(
  `\n${sessions} sessions of ${phrases} phrases to learn from, ${seeds} children a habit; measured on a later session.`,
);
console.log("| child | measure | base | tuned | gain [95 % over children] |\n|---|---|---:|---:|---:|");
for (const name of new Set(rows.map((row) => row.name)))
  report(
    name,
    rows.filter((row) => row.name === name),
  );
report(
  "**all habits**",
  rows.filter(({ control }) => !control),
);
report(
  "**no habit**",
  rows.filter(({ control }) => control),
);
if (forgotten.length > 0) {
  const text = (key: "pitch" | "trend") => withInterval(overChildren(forgotten.map((one) => one[key])));
  console.log(
    `forgotten of ${asked.length} test tunes, bits a segment: pitch ${text("pitch")}, trend ${text("trend")}`,
  );
} else {
  console.log(`forgetting skipped: the corpora are not at ${SHARED_DATA}`);
}
console.log(
  `tuning                  ${figures(
    rows.map(({ seconds }) => seconds),
    "s",
  )}`,
);
const worst = (key: keyof LoopDelay) => Math.max(...delays.map((delay) => delay[key]));
const delayText = ({ p50, p99, max }: Omit<LoopDelay, "busy">) =>
  `p50 ${p50.toFixed(2)}  p99 ${p99.toFixed(2)}  max ${max.toFixed(2)} ms`;
const share = (busy: number, span: number) => `this thread at work ${((100 * busy) / span).toFixed(1)} % of the time`;
const tuned = rows.reduce((sum, { seconds }) => sum + seconds, 0) * 1_000;
const busy = delays.reduce((sum, delay) => sum + delay.busy, 0);
console.log(`event loop, idle        ${delayText(idle)}, ${share(idle.busy, IDLE)}`);
console.log(
  `event loop, tuning      ${delayText({ p50: worst("p50"), p99: worst("p99"), max: worst("max") })} ` +
    `(each the worst of ${delays.length} children), ${share(busy, tuned)}`,
);
console.log(machineSince(began, stolen));
