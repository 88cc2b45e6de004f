// Tunes that come again: how many of those planted in pretend playing are caught, and how many of those caught were planted.
// Beside exact repetition of intervals (of pads), the plainest rule.
//   npm run bench -- motifs [pretend children of a kind]
import { hearNoteOff, hearNoteOn, NOTHING_HEARD } from "../src/engine/listening/phrase.ts";
import { motifsHeard } from "../src/engine/listening/readouts.ts";
import { Draws } from "../src/engine/random.ts";
import type { Millis } from "../src/engine/time/units.ts";
import {
  type MotifChild,
  motifSeed,
  type Planted,
  playMotifs,
  type Struck,
} from "../tests/engine/listening/motif-children.ts";

const children = Number(process.argv[2] ?? 200);

/** A tune that was caught: its length, and the place of its first note, each time. */
interface Caught {
  readonly length: number;
  readonly starts: readonly number[];
}

type Catcher = (notes: readonly Struck[], pad: boolean) => Caught[];

const ours: Catcher = (notes, pad) => {
  let listening = NOTHING_HEARD;
  for (const { at, pitch } of notes) {
    listening = hearNoteOff(hearNoteOn(listening, at, pitch, 70, pad), at + 40, pitch);
  }
  const place = (at: Millis) => notes.findIndex((note) => note.at === at);
  return motifsHeard(listening).map(({ pitches, times }) => ({ length: pitches.length, starts: times.map(place) }));
};

/** Every run of `fewest`–6 notes whose intervals (pads) come again exactly, not overlapping; the longest of those that overlap. */
const exact =
  (fewest: number): Catcher =>
  (notes, pad) => {
    const caught: Caught[] = [];
    const taken = new Set<number>();
    for (let length = 6; length >= fewest; length--) {
      const seen = new Map<string, number[]>();
      for (let start = 0; start + length <= notes.length; start++) {
        const run = notes.slice(start, start + length).map(({ pitch }) => pitch);
        const key = (pad ? run : run.slice(1).map((pitch, i) => pitch - (run[i] ?? 0))).join(" ");
        const starts = seen.get(key) ?? [];
        if (starts.length === 0 || start - (starts[starts.length - 1] ?? 0) >= length) starts.push(start);
        seen.set(key, starts);
      }
      for (const starts of seen.values()) {
        if (starts.length < 2 || starts.some((start) => taken.has(start))) continue;
        for (const start of starts) for (let i = 0; i < length; i++) taken.add(start + i);
        caught.push({ length, starts });
      }
    }
    return caught;
  };

/**
 * Whether a caught tune is a planted one: at least two of its times, and half of them or more, lie in times of that motif, on the
 * same notes of it, on at least 60 % of its notes and with at most one note besides.
 */
function isPlanted({ length, starts }: Caught, planted: Planted): boolean {
  const offsets = new Map<number, number>();
  for (const start of starts) {
    for (const from of planted.starts) {
      const shared = Math.min(start + length, from + planted.length) - Math.max(start, from);
      if (shared < 0.6 * planted.length || length - shared > 1) continue;
      offsets.set(start - from, (offsets.get(start - from) ?? 0) + 1);
    }
  }
  return Math.max(0, ...offsets.values()) >= Math.max(2, starts.length / 2);
}

interface Tally {
  caught: number;
  right: number;
  planted: number;
  found: number;
  sessions: number;
}

/** Wilson's interval, 95 %, for a share. */
function share(hits: number, of: number): string {
  if (of === 0) return "–".padStart(18);
  const [p, z] = [hits / of, 1.96];
  const centre = (p + z ** 2 / (2 * of)) / (1 + z ** 2 / of);
  const half = (z * Math.sqrt((p * (1 - p)) / of + z ** 2 / (4 * of ** 2))) / (1 + z ** 2 / of);
  return `${p.toFixed(2)} [${Math.max(0, centre - half).toFixed(2)}, ${Math.min(1, centre + half).toFixed(2)}]`;
}

const CATCHERS: Readonly<Record<string, Catcher>> = {
  ours,
  "exact, 3 notes and more": exact(3),
  "exact, 4 notes and more": exact(4),
  "exact, 5 notes and more": exact(5),
};

function meet(title: string, child: MotifChild, catchers: Readonly<Record<string, Catcher>> = CATCHERS): void {
  const tallies = Object.values(catchers).map(
    (): Tally => ({ caught: 0, right: 0, planted: 0, found: 0, sessions: 0 }),
  );
  for (let number = 0; number < children; number++) {
    const { notes, planted } = playMotifs(child, new Draws(motifSeed(number)));
    for (const [i, catcher] of Object.values(catchers).entries()) {
      const tally = tallies[i] as Tally;
      const caught = catcher(notes, child.pad);
      const hits = planted.map((one) => caught.some((motif) => isPlanted(motif, one)));
      tally.sessions++;
      tally.caught += caught.length;
      // A planted motif caught twice is right once.
      tally.right += hits.filter(Boolean).length;
      tally.planted += planted.length;
      tally.found += hits.filter(Boolean).length;
    }
  }
  console.log(title);
  for (const [i, name] of Object.keys(catchers).entries()) {
    const { caught, right, planted, found, sessions } = tallies[i] as Tally;
    const precision = planted === 0 ? "" : `precision ${share(right, caught)}  recall ${share(found, planted)}  `;
    console.log(`  ${name.padEnd(26)}${precision}caught ${(caught / sessions).toFixed(2)} a child`);
  }
}

const OURS = { ours };
for (const pad of [false, true]) {
  const what = pad ? "pads" : "keys";
  const base = { pad, jitter: 0.06, planted: true };
  meet(
    `\n${what}: one or two motifs of 2–6 notes, 2–6 times each (of two notes 4–6); jitter 6 %; ${children} children`,
    base,
  );
  meet(`${what}: motifs of 3–6 notes`, { ...base, shortest: 3 });
  meet(`${what}: no motif at all`, { ...base, planted: false });
  for (const jitter of [0, 0.03, 0.09, 0.12]) meet(`${what}: jitter ${100 * jitter} %`, { ...base, jitter }, OURS);
  for (const length of [2, 3, 4, 5, 6]) {
    for (const times of [2, 3, 5]) meet(`${what}: ${length} notes, ${times} times`, { ...base, length, times }, OURS);
  }
}
