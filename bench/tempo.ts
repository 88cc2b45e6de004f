// The child's pulse: how soon and how well the tracker finds it, on pretend children whose tempo is known and on drummers
// (Groove MIDI, test split), against three baselines.
//   npm run bench -- tempo [pretend children of a kind] [split: test, validation or train]
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { onsetsOf } from "../src/engine/listening/onsets.ts";
import { hearOnset, NO_PULSE, nextBeat, steadyBeat } from "../src/engine/listening/pulse-tracker.ts";
import { Draws } from "../src/engine/random.ts";
import type { Bpm, Millis } from "../src/engine/time/units.ts";
import { ticksToMillis } from "../src/engine/time/units.ts";
import { readMidiBytes } from "../src/files/midi-reading.ts";
import { SHARED_DATA } from "../src/server/commands/corpora.ts";
import { childSeed, keepBeat, playUnevenly, UNEVEN } from "../tests/engine/listening/pulse-children.ts";
import { figures, now, quantile } from "./helpers/figures.ts";

const children = Number(process.argv[2] ?? 80);
const split = process.argv[3] ?? "test";
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

// ---- Baselines. Each is given all intervals at once and answers a tempo.

/** The commonest interval between neighbouring onsets in bins of 20 ms, doubled or halved into 66–132 BPM. */
function commonestInterval(onsets: readonly Millis[]): Bpm {
  const bins = new Map<number, number[]>();
  for (let i = 1; i < onsets.length; i++) {
    const interval = (onsets[i] ?? 0) - (onsets[i - 1] ?? 0);
    const bin = Math.floor(interval / 20);
    bins.set(bin, [...(bins.get(bin) ?? []), interval]);
  }
  const fullest = [...bins.values()].sort((a, b) => b.length - a.length)[0] ?? [600];
  return fold(60_000 / mean(fullest));
}

/** What tempoOf does: the median interval, doubled or halved into 66–132 BPM. */
function medianInterval(onsets: readonly Millis[]): Bpm {
  return fold(
    60_000 /
      quantile(
        onsets.slice(1).map((onset, i) => onset - (onsets[i] ?? 0)),
        0.5,
      ),
  );
}

function fold(tempo: Bpm): Bpm {
  if (!(tempo > 0) || !Number.isFinite(tempo)) return 96;
  while (tempo >= 132) tempo /= 2;
  while (tempo < 66) tempo *= 2;
  return tempo;
}

/** Pairs of onsets at most `reach` apart. */
function pairs(onsets: readonly Millis[], reach: Millis): Millis[] {
  return onsets.flatMap((later, i) =>
    onsets.slice(Math.max(0, i - 40), i).flatMap((earlier) => (later - earlier <= reach ? [later - earlier] : [])),
  );
}

/** Clustering of the intervals between all pairs of onsets; clusters lend weight to their multiples. Dixon 2001, section 3. */
function dixon(onsets: readonly Millis[]): Bpm {
  const clusters: { interval: Millis; size: number }[] = [];
  for (const interval of pairs(onsets, 2_500).filter((gap) => gap >= 70)) {
    const near = clusters
      .filter((cluster) => Math.abs(cluster.interval - interval) < 25)
      .sort((a, b) => Math.abs(a.interval - interval) - Math.abs(b.interval - interval))[0];
    if (near) near.interval += (interval - near.interval) / ++near.size;
    else clusters.push({ interval, size: 1 });
  }
  const merged: typeof clusters = [];
  for (const cluster of clusters.sort((a, b) => a.interval - b.interval)) {
    const before = merged[merged.length - 1];
    if (before && cluster.interval - before.interval < 25) {
      const size = before.size + cluster.size;
      before.interval = (before.interval * before.size + cluster.interval * cluster.size) / size;
      before.size = size;
    } else merged.push(cluster);
  }
  const weight = (n: number) => (n <= 4 ? 6 - n : n <= 8 ? 1 : 0);
  let best = { interval: 600, score: 0 };
  for (const { interval } of merged) {
    if (interval < 300 || interval > 1_500) continue;
    let score = 0;
    for (const other of merged) {
      const longer = Math.round(other.interval / interval);
      const shorter = Math.round(interval / other.interval);
      if (longer >= 1 && Math.abs(other.interval - longer * interval) < 25) score += weight(longer) * other.size;
      else if (shorter >= 2 && Math.abs(interval - shorter * other.interval) < 25)
        score += weight(shorter) * other.size;
    }
    if (score > best.score) best = { interval, score };
  }
  return 60_000 / best.interval;
}

/** Autocorrelation of the onsets (each 20 ms wide), weighted by a log-Gaussian around 0.5 s, 0.9 octaves wide. Ellis 2007. */
function ellis(onsets: readonly Millis[]): Bpm {
  const gaps = pairs(onsets, 1_600);
  let best = { period: 600, score: 0 };
  for (let period = 300; period <= 1_500; period += 2) {
    const match = gaps.reduce((sum, gap) => sum + Math.exp(-0.5 * ((gap - period) / 28) ** 2), 0);
    const score = match * Math.exp(-0.5 * (Math.log2(period / 500) / 0.9) ** 2);
    if (score > best.score) best = { period, score };
  }
  return 60_000 / best.period;
}

const BASELINES = {
  "commonest interval": commonestInterval,
  "median interval": medianInterval,
  "Dixon 2001, clusters": dixon,
  "Ellis 2007, autocorrelation": ellis,
} as const;

/** Which ratio of tempos this is: right (1), an octave error (2, 1/2, 3, 1/3), or neither. */
function verdict(ratio: number, tolerance: number): "right" | "octave" | "wrong" {
  if (Math.abs(ratio - 1) <= tolerance) return "right";
  return [2, 1 / 2, 3, 1 / 3].some((octave) => Math.abs(ratio / octave - 1) <= tolerance) ? "octave" : "wrong";
}

// ---- Pretend children that keep a beat.

const took: number[] = [];

function meetBeatKeepers(strays: "from the beat" | "from stroke to stroke", least: number, most: number): void {
  const found = { by8: 0, by16: 0, at8: 0 };
  const errors: number[] = [];
  const octaves = { right: 0, octave: 0, wrong: 0 };
  const baselines = new Map(Object.keys(BASELINES).map((name) => [name, { errors: [] as number[], octave: 0 }]));
  const asynchronies: number[] = [];
  for (let number = 0; number < children; number++) {
    const draws = new Draws(childSeed(number));
    const tempo = draws.between(50, 140);
    const jitter = draws.between(least, most);
    const { onsets, beats } = keepBeat({ tempo, jitter, missing: 0.2, beats: 40, strays }, draws);
    let pulse = NO_PULSE;
    let foundAt = Number.POSITIVE_INFINITY;
    for (const [i, onset] of onsets.slice(0, 24).entries()) {
      const beat = beats[i] ?? 0;
      const foreseen = nextBeat(pulse, beat - 30_000 / tempo);
      if (foreseen !== undefined) asynchronies.push(Math.abs(foreseen - beat));
      const began = now();
      pulse = hearOnset(pulse, onset);
      took.push(now() - began);
      const steady = steadyBeat(pulse);
      if (!steady) continue;
      foundAt = Math.min(foundAt, i + 1);
      if (i === 7) found.at8++;
      if (i !== 7 && i !== 15) continue;
      const judged = verdict(steady.tempo / tempo, 0.15);
      octaves[judged]++;
      if (judged !== "octave") errors.push(Math.abs(steady.tempo / tempo - 1));
    }
    if (foundAt <= 8) found.by8++;
    if (foundAt <= 16) found.by16++;
    for (const [name, estimate] of Object.entries(BASELINES)) {
      const ratio = estimate(onsets.slice(0, 8)) / tempo;
      const tally = baselines.get(name);
      if (verdict(ratio, 0.15) === "octave") tally && tally.octave++;
      else tally?.errors.push(Math.abs(ratio - 1));
    }
  }
  const judged = octaves.right + octaves.octave + octaves.wrong;
  const title = least === most ? percent(least) : `${percent(least)}–${percent(most)}`;
  console.log(`strays ${strays}, jitter ${title}`);
  console.log(
    `  tracker: found within 8 onsets ${percent(found.by8 / children)}, within 16 ${percent(found.by16 / children)}; at onsets 8 and 16: median error ` +
      `${percent(quantile(errors, 0.5))}, octave errors ${percent(octaves.octave / judged)}, other ${percent(octaves.wrong / judged)}; ` +
      `asynchrony of foreseen beats: mean ${mean(asynchronies).toFixed(1)} ms, median ${quantile(asynchronies, 0.5).toFixed(1)} ms`,
  );
  for (const [name, { errors, octave }] of baselines) {
    console.log(
      `  ${name}, at 8: median error ${percent(quantile(errors, 0.5))}, octave errors ${percent(octave / children)}`,
    );
  }
}

console.log(`Pretend children that keep a beat of 50–140 BPM, 20 % of the beats missing, ${children} of each kind`);
for (const strays of ["from the beat", "from stroke to stroke"] as const) {
  meetBeatKeepers(strays, 0, 0.12);
  for (const jitter of [0.02, 0.05, 0.08, 0.12]) meetBeatKeepers(strays, jitter, jitter);
}

// ---- Pretend children without a beat.

console.log(`\nPretend children without a beat, onsets 8–24: "no steady pulse" is the right answer`);
for (const kind of Object.keys(UNEVEN) as (keyof typeof UNEVEN)[]) {
  let silent = 0;
  let asked = 0;
  let never = 0;
  for (let number = 0; number < children; number++) {
    let pulse = NO_PULSE;
    let deceived = false;
    for (const [i, onset] of playUnevenly(kind, 24, new Draws(childSeed(number))).entries()) {
      pulse = hearOnset(pulse, onset);
      if (i < 7) continue;
      asked++;
      if (steadyBeat(pulse)) deceived = true;
      else silent++;
    }
    if (!deceived) never++;
  }
  console.log(
    `  ${kind}: right at ${percent(silent / asked)} of the onsets, all along for ${percent(never / children)} of the children`,
  );
}
console.log(`\nOne onset through the tracker: ${figures(took)}`);

// ---- Drummers.

interface Recording {
  readonly tempo: Bpm;
  readonly beat: boolean;
  readonly onsets: Millis[];
}

function recordings(folder: string): Recording[] {
  const rows = readFileSync(join(folder, "info.csv"), "utf8").trim().split(/\r?\n/).slice(1);
  return rows
    .map((row) => row.split(","))
    .filter((fields) => fields[10] === split)
    .map((fields) => {
      const file = fields[7] ?? "";
      const tempo = Number(fields[4]);
      const { tracks } = readMidiBytes(new Uint8Array(readFileSync(join(folder, file))), file);
      // Played to a click of a steady tempo, so the file's ticks are of this tempo throughout.
      const strikes = tracks.flatMap(({ notes }) =>
        notes.map(({ onset, pitch }) => ({ onset: ticksToMillis(onset, tempo), pitch })),
      );
      return { tempo, beat: fields[5] === "beat", onsets: onsetsOf(strikes) };
    });
}

/** The middle of what the tracker said along a recording: while sure, else its likeliest. */
function trackedTempo(onsets: readonly Millis[]): { tempo: Bpm; sure: number } {
  const steady: Bpm[] = [];
  const likely: Bpm[] = [];
  let pulse = NO_PULSE;
  for (const onset of onsets) {
    pulse = hearOnset(pulse, onset);
    const beat = steadyBeat(pulse);
    if (beat) steady.push(beat.tempo);
    if (pulse.felt) likely.push(60_000 / pulse.felt.period);
  }
  return {
    tempo: quantile(steady.length > 0 ? steady : likely, 0.5),
    sure: steady.length / Math.max(1, onsets.length),
  };
}

const folder = join(SHARED_DATA, "groove-midi");
if (!existsSync(folder)) {
  console.log(
    "\nNo Groove MIDI recordings in ../shared/data/groove-midi (or ANTIPHON_SHARED_DATA): drummers left out.",
  );
} else {
  const estimators = { "tracker (as it plays)": (onsets: Millis[]) => trackedTempo(onsets).tempo, ...BASELINES };
  const all = recordings(folder).map(({ tempo, beat, onsets }) => ({
    beat,
    verdicts: Object.values(estimators).map((estimate) => verdict(estimate(onsets) / tempo, 0.04)),
    sure: trackedTempo(onsets).sure,
    onsets: onsets.length,
  }));
  for (const [title, chosen] of [
    [`all ${split} recordings`, all],
    ["beats", all.filter(({ beat }) => beat)],
    ["fills", all.filter(({ beat }) => !beat)],
  ] as const) {
    const onsets = chosen.reduce((sum, recording) => sum + recording.onsets, 0);
    console.log(`\nGroove MIDI, ${title}: ${chosen.length}, ${onsets} onsets`);
    for (const [i, name] of Object.keys(estimators).entries()) {
      const share = (value: string) => chosen.filter(({ verdicts }) => verdicts[i] === value).length / chosen.length;
      const octaves = percent(share("right") + share("octave"));
      console.log(
        `  ${name.padEnd(28)} within 4 % ${percent(share("right")).padStart(7)}, with octaves ${octaves.padStart(7)}`,
      );
    }
    console.log(`  the tracker was sure at ${percent(mean(chosen.map(({ sure }) => sure)))} of the onsets`);
  }
}
