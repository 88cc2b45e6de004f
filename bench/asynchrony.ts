// How near the partner's beats come to the child's, beside children whose tempo is known: mean absolute asynchrony by tempo and
// by jitter, and how long it takes. The baseline goes on from the last stroke in the middle interval's
// tempo and hears no phase after that.
//   npm run bench -- asynchrony [children of a kind]
import { Draws, seeded } from "../src/engine/random.ts";
import { keepBeat } from "../tests/engine/listening/pulse-children.ts";
import { beatErrors, beatsBeside, fastestChange, type KeptBeat, type KnownBeat } from "../tests/helpers/beats.ts";
import { quantile } from "./helpers/figures.ts";

const children = Number(process.argv[2] ?? 10);
const TEMPOS = [50, 60, 70, 80, 90, 100, 110, 120, 130, 140];
const JITTERS = [0, 0.02, 0.05, 0.08];
/** In beats of the child: until the card is tapped, and all it plays. */
const LISTENED = 12;
const PLAYED = 80;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The baseline's beats over the same stretch. */
function medianBeats(child: KnownBeat): KeptBeat[] {
  const draws = new Draws(seeded(child.seed, `beat ${child.tempo}`));
  const { onsets } = keepBeat({ ...child, missing: 0.1, beats: PLAYED, strays: "from the beat" }, draws);
  const period = 60_000 / child.tempo;
  const heard = onsets.filter((at) => at <= 1_000 + LISTENED * period);
  const middle = quantile(
    heard.slice(1).map((at, i) => at - (heard[i] ?? 0)),
    0.5,
  );
  const last = heard.at(-1) ?? 0;
  const first = last + Math.ceil((1_000 + LISTENED * period + 400 - last) / middle) * middle;
  return Array.from({ length: Math.floor(((PLAYED - LISTENED) * period - 400) / middle) }, (_, index) => ({
    at: first + index * middle,
    index,
  }));
}

/** Beats until all later ones are within 10 % of the child's period, 60 ms at the least. */
function settledAfter(beats: readonly KeptBeat[], tempo: number, from: number): number {
  const errors = beatErrors(beats, tempo);
  const last = errors.findLastIndex((error) => error > Math.max(60, 6_000 / tempo));
  return last < 0 ? 0 : ((beats[last]?.at ?? from) - from) / 1_000;
}

console.log(
  `Mean absolute asynchrony of Ground's beats, ms; ${children} children of each kind, 10 % of their beats missing`,
);
console.log(
  "(tapped after 12 beats; in brackets the baseline: on from the last stroke in the middle interval's tempo)",
);
console.log(["tempo", ...JITTERS.map((jitter) => `jitter ${100 * jitter} %`)].join("\t"));
const all = JITTERS.map(() => [] as number[]);
let fastest = 0;
for (const tempo of TEMPOS) {
  const cells = JITTERS.map((jitter, column) => {
    const errors: number[] = [];
    const baseline: number[] = [];
    for (let seed = 1; seed <= children; seed++) {
      const child = { tempo, jitter, seed, length: PLAYED };
      const beats = beatsBeside("ground", child, LISTENED, 0);
      errors.push(...beatErrors(beats, tempo));
      baseline.push(...beatErrors(medianBeats(child), tempo));
      fastest = Math.max(fastest, fastestChange(beats));
    }
    all[column]?.push(...errors);
    return `${mean(errors).toFixed(1)} (${mean(baseline).toFixed(0)})`;
  });
  console.log([tempo, ...cells].join("\t"));
}
console.log(
  ["all", ...all.map((errors) => `${mean(errors).toFixed(1)}, p90 ${quantile(errors, 0.9).toFixed(0)}`)].join("\t"),
);
console.log(`fastest change of tempo: ${fastest.toFixed(2)} BPM/s`);

console.log(
  "\nTapped before the child begins: seconds until the beats stay within 10 % of a period, and the asynchrony after that",
);
for (const tempo of TEMPOS) {
  const seconds: number[] = [];
  const errors: number[] = [];
  for (let seed = 1; seed <= children; seed++) {
    const beats = beatsBeside("ground", { tempo, jitter: 0.05, seed, length: PLAYED }, 0, 0);
    const settled = settledAfter(beats, tempo, 1_000);
    seconds.push(settled);
    errors.push(
      ...beatErrors(
        beats.filter(({ at }) => at > 1_000 + 1_000 * settled),
        tempo,
      ),
    );
  }
  console.log(
    `${tempo}\t${quantile(seconds, 0.5).toFixed(1)} s (p90 ${quantile(seconds, 0.9).toFixed(1)})\t${mean(errors).toFixed(1)} ms`,
  );
}
