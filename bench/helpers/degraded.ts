import type { Note } from "../../src/engine/music/note.ts";
import type { Draws } from "../../src/engine/random.ts";
import type { Semitones, Ticks } from "../../src/engine/time/units.ts";

/** A real line, and what a way to spoil it may know: all lines, for what is learned from them. */
export interface Line {
  readonly notes: readonly Note[];
  readonly bar: Ticks;
}

/** A way to make a bad copy of a line with as many notes. */
export interface Degradation {
  readonly name: string;
  readonly spoil: (line: Line, draws: Draws) => Note[];
}

/** The items in any order. */
export function shuffle<T>(items: readonly T[], draws: Draws): T[] {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const j = draws.whole(0, i);
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
}

/** The same rhythm with the pitches in any order. */
const shuffledPitches: Degradation = {
  name: "shuffled",
  spoil: ({ notes }, draws) => {
    const pitches = shuffle(
      notes.map(({ pitch }) => pitch),
      draws,
    );
    return notes.map((note, i) => ({ ...note, pitch: pitches[i] ?? note.pitch }));
  },
};

/** The same rhythm with any pitch between the line's lowest and its highest. */
const uniformPitch: Degradation = {
  name: "uniform",
  spoil: ({ notes }, draws) => {
    const low = Math.min(...notes.map(({ pitch }) => pitch));
    const high = Math.max(...notes.map(({ pitch }) => pitch));
    return notes.map((note) => ({ ...note, pitch: draws.whole(low, high) }));
  },
};

interface Step {
  readonly interval: Semitones;
  readonly duration: Ticks;
}

/** A first-order Markov chain on (interval, duration), learned from all the lines, that begins as the line does. */
function markov(lines: readonly Line[]): Degradation {
  const followers = new Map<string, Step[]>();
  const all: Step[] = [];
  const key = (step: Step) => `${step.interval} ${step.duration}`;
  for (const { notes } of lines) {
    let before: Step | undefined;
    for (let i = 1; i < notes.length; i++) {
      const note = notes[i] as Note;
      const step = { interval: note.pitch - (notes[i - 1] as Note).pitch, duration: note.duration };
      all.push(step);
      if (before) {
        const list = followers.get(key(before)) ?? [];
        followers.set(key(before), list);
        list.push(step);
      }
      before = step;
    }
  }
  return {
    name: "Markov",
    spoil: ({ notes }, draws) => {
      let note = { ...(notes[0] as Note), onset: 0 };
      let step = draws.pick(all);
      const out: Note[] = [note];
      while (out.length < notes.length) {
        step = draws.pick(followers.get(key(step)) ?? all);
        note = {
          ...note,
          onset: note.onset + note.duration,
          duration: step.duration,
          pitch: note.pitch + step.interval,
        };
        out.push(note);
      }
      return out;
    },
  };
}

/** The first two bars again and again. */
const twoBarLoop: Degradation = {
  name: "2-bar loop",
  spoil: ({ notes, bar }) => {
    const start = notes[0]?.onset ?? 0;
    const inside = notes.filter(({ onset }) => onset < start + 2 * bar);
    return notes.map((_, i) => {
      const note = inside[i % inside.length] as Note;
      return { ...note, onset: note.onset + Math.floor(i / inside.length) * 2 * bar };
    });
  },
};

/** A fifth of the notes keep the pitch before them; one in 25 is held eight times as long. */
const stuckAndSustained: Degradation = {
  name: "stuck",
  spoil: ({ notes }, draws) => {
    let later = 0;
    let pitch = notes[0]?.pitch ?? 60;
    return notes.map((note) => {
      if (draws.unit() >= 0.2) pitch = note.pitch;
      const held = draws.unit() < 0.04 ? 7 * note.duration : 0;
      const out = { ...note, onset: note.onset + later, duration: note.duration + held, pitch };
      later += held;
      return out;
    });
  },
};

/** The five degradations of the published table, in its order. */
export function degradations(lines: readonly Line[]): Degradation[] {
  return [shuffledPitches, markov(lines), uniformPitch, twoBarLoop, stuckAndSustained];
}

/** The probability that a value of `ours` is higher than one of `theirs`, equal ones counting half (Mann & Whitney 1947). */
export function auc(ours: readonly number[], theirs: readonly number[]): number {
  const ranked = [
    ...ours.map((value) => ({ value, own: true })),
    ...theirs.map((value) => ({ value, own: false })),
  ].filter(({ value }) => !Number.isNaN(value));
  ranked.sort((a, b) => a.value - b.value);
  let wins = 0;
  let below = 0;
  let owns = 0;
  for (let i = 0; i < ranked.length; ) {
    let own = 0;
    let other = 0;
    const { value } = ranked[i] as { value: number };
    for (; i < ranked.length && ranked[i]?.value === value; i++) {
      if (ranked[i]?.own) own++;
      else other++;
    }
    wins += own * (below + other / 2);
    below += other;
    owns += own;
  }
  return wins / (owns * below);
}
