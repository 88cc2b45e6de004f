// How soon a beat can be told from playing without one: what the pulse tracker finds within eight onsets for each share of
// uneven children whom it takes for steady, and beside it the best that any rule could do which is asked once, at the eighth.
//   npm run bench -- tempo-bound [pretend children of a kind]
import { confidenceOf, hearOnset, NO_PULSE } from "../src/engine/listening/pulse-tracker.ts";
import { Draws } from "../src/engine/random.ts";
import type { Millis } from "../src/engine/time/units.ts";
import { childSeed, keepBeat, playUnevenly, UNEVEN } from "../tests/engine/listening/pulse-children.ts";
import { likelihoodRatio } from "./helpers/pulse-bound.ts";

const children = Number(process.argv[2] ?? 100);
const JITTERS = [0.05, 0.08, 0.12] as const;
const MISSING = 0.2;
const ASKED = 8;
const share = (values: readonly number[], least: number) =>
  values.filter((value) => value >= least).length / values.length;

/** The confidence after each onset. */
function follow(onsets: readonly Millis[]): number[] {
  let pulse = NO_PULSE;
  return onsets.map((onset) => {
    pulse = hearOnset(pulse, onset);
    return confidenceOf(pulse);
  });
}

const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), 0);
const keepers = JITTERS.map((jitter) =>
  Array.from({ length: children }, (_, number) => {
    const draws = new Draws(childSeed(30_000 + number));
    const tempo = draws.between(50, 140);
    return keepBeat({ tempo, jitter, missing: MISSING, beats: 20, strays: "from the beat" }, draws).onsets.slice(
      0,
      ASKED,
    );
  }),
);
const kinds = Object.keys(UNEVEN) as (keyof typeof UNEVEN)[];
const uneven = kinds.map((kind) =>
  Array.from({ length: children }, (_, number) => playUnevenly(kind, 24, new Draws(childSeed(40_000 + number)))),
);

console.log(`${children} children of each kind, 50–140 BPM, 20 % of the beats missing, straying from the beat`);
console.log(`Taken for steady at any of the onsets 8–24, by kind, and found within ${ASKED} onsets, by jitter:`);
const deceived = uneven.map((all) => all.map((onsets) => most(follow(onsets).slice(ASKED - 1))));
const found = keepers.map((all) => all.map((onsets) => most(follow(onsets))));
for (const least of [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]) {
  const wrong = deceived.map((values) => share(values, least).toFixed(2)).join(" ");
  const right = found.map((values, i) => `${100 * (JITTERS[i] ?? 0)} % ${share(values, least).toFixed(2)}`).join("  ");
  console.log(`  confidence ${least}${least === 0.5 ? " (as used)" : ""}: ${wrong} | ${right}`);
}
console.log(`  kinds: ${kinds.join("; ")}`);

console.log(`Asked once, at onset ${ASKED}: found, at each share of the last kind taken for steady`);
const rivals = uneven[uneven.length - 1] ?? [];
for (const [i, jitter] of JITTERS.entries()) {
  const keeper = { jitter, missing: MISSING, slowest: 50, fastest: 140 };
  const rules = {
    "best possible": (onsets: readonly Millis[]) => likelihoodRatio(onsets, keeper, { mean: 600, spread: 0.6 }),
    tracker: (onsets: readonly Millis[]) => follow(onsets)[ASKED - 1] ?? 0,
  };
  for (const [name, rule] of Object.entries(rules)) {
    const wrong = rivals.map((onsets) => rule(onsets.slice(0, ASKED))).sort((a, b) => b - a);
    const right = (keepers[i] ?? []).map(rule);
    const points = [0.02, 0.05, 0.1].map((rate) => {
      const least = wrong[Math.floor(rate * children)] ?? 0;
      return `${100 * rate} %: ${(right.filter((value) => value > least).length / children).toFixed(2)}`;
    });
    console.log(`  jitter ${100 * jitter} %, ${name.padEnd(14)}${points.join("  ")}`);
  }
}
