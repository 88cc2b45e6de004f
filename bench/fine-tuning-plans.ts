// How the plan of fine-tuning was chosen: every plan of a small grid tunes the same planted children, and what counts is the
// gain on the last part of their playing, which no plan learns from or stops by.
// Beside it: what of tunes that nobody tuned to is forgotten.
//   npm run bench -- fine-tuning-plans [seeds a habit] [sessions] [phrases a session] [plan, plan …]
import { openLibrary } from "../src/engine/music/library.ts";
import { segmentMelody } from "../src/engine/music/segment.ts";
import { chooseBackend } from "../src/models/backend.ts";
import { phrasesOf } from "../src/models/fine-tuning/child-phrases.ts";
import { PLANTED_HABITS, WANDERER } from "../src/models/fine-tuning/planted-habits.ts";
import { tuneNetworks } from "../src/models/fine-tuning/tune-networks.ts";
import { TUNING_PLANS, type TuningPlan } from "../src/models/fine-tuning/tuning-plan.ts";
import { openSegmentNetworks, readSegmentWeights } from "../src/models/segment-networks.ts";
import { inRoot } from "../src/server/folders.ts";
import { loadTunes } from "../src/server/library.ts";
import { now } from "./helpers/figures.ts";
import { forgettingOf, unseenTunes } from "./helpers/forgetting.ts";
import { overChildren, plantChild, withInterval } from "./helpers/planted-children.ts";

const [seeds = 1, sessions = 3, phrases = 60] = process.argv.slice(2, 5).map(Number);
const wanted = process.argv.slice(5);

const GRID: Readonly<Record<string, Partial<TuningPlan>>> = {
  "as it is": {},
  "pull 0.03": { pull: 0.03 },
  "rate 0.001, pull 0.01": { rate: 1e-3, pull: 0.01 },
  "pull 0.001": { pull: 1e-3 },
  "tunes count double": { kept: 2 },
  "no tunes": { kept: 0 },
  "rate 0.003": { rate: 3e-3 },
  "rate 0.0003": { rate: 3e-4 },
  "no pull": { pull: 0 },
  "pull 0.1": { pull: 0.1 },
  "output dropout 0.5": { outputDropout: 0.5 },
  "top layer alone": { recurrent: false, pull: 0 },
  "top layer alone, rate 0.004": { recurrent: false, pull: 0, rate: 4e-3 },
};

const base = readSegmentWeights(inRoot("models"));
const tunes = loadTunes();
const library = openLibrary(tunes.flatMap((tune) => segmentMelody(tune).segments));
const resources = { networks: openSegmentNetworks(base), library };
await chooseBackend(["wasm", "cpu"]);

const children = [...PLANTED_HABITS, WANDERER].flatMap((habit) =>
  Array.from({ length: seeds }, (_, i) =>
    plantChild(habit, 1_000 + i, { sessions, phrases }, resources).sessions.flatMap(
      (session) => phrasesOf(session, resources) ?? [],
    ),
  ),
);
const { asked } = await unseenTunes(tunes);
const forgottenBy = forgettingOf(resources.networks, asked);
console.log(
  "| plan | gain in pitch, bits | gain in trend, bits | forgotten: pitch | trend | epochs | s a child |\n|---|---:|---:|---:|---:|---:|---:|",
);
for (const [name, change] of Object.entries(GRID)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const started = now();
  let epochs = 0;
  const gains = children.map((played) =>
    tuneNetworks(
      { base, sessions: played, tunes },
      { report: () => epochs++, enough: () => false },
      { pitch: { ...TUNING_PLANS.pitch, ...change }, trend: { ...TUNING_PLANS.trend, ...change } },
    ),
  );
  const of = (network: "pitch" | "trend") => withInterval(overChildren(gains.map((one) => one[network].gain.mean)));
  const each = (value: number) => (value / children.length).toFixed(1);
  const seconds = each((now() - started) / 1_000);
  const lost = gains.map(({ pitch, trend }) =>
    forgottenBy(openSegmentNetworks(base, { pitch: pitch.weights, trend: trend.weights })),
  );
  const forgotten = (network: "pitch" | "trend") => withInterval(overChildren(lost.map((one) => one[network])));
  console.log(
    `| ${name} | ${of("pitch")} | ${of("trend")} | ${forgotten("pitch")} | ${forgotten("trend")} | ${each(epochs)} | ${seconds} |`,
  );
}
