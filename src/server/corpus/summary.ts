import { pitchName } from "../../engine/music/note.ts";
import type { Bpm, Pitch, Semitones } from "../../engine/time/units.ts";
import { SPLITS } from "../../models/dataset.ts";
import type { SplitBy } from "./judge.ts";
import { keyName, meterName, rangeOf } from "./names.ts";
import type { LeftOut, Verdict } from "./verdict.ts";

/** Of the files left out for one reason so many are named on the screen; the report names all. */
const MOST_NAMED = 5;
/** So many keys and meters are named, the commonest first. */
const MOST_KINDS = 6;

/** Counts by name. */
class Counts<Name> {
  readonly #counts = new Map<Name, number>();

  add(name: Name, by = 1): void {
    this.#counts.set(name, this.of(name) + by);
  }

  of(name: Name): number {
    return this.#counts.get(name) ?? 0;
  }

  /** Commonest first. */
  ranked(): [Name, number][] {
    return [...this.#counts.entries()].sort(([, a], [, b]) => b - a);
  }
}

/** The value that half of what was counted is at most as great as. */
function medianOf(counts: Counts<number>): number {
  const ranked = counts.ranked().sort(([a], [b]) => a - b);
  const half = ranked.reduce((sum, [, count]) => sum + count, 0) / 2;
  let passed = 0;
  for (const [value, count] of ranked) {
    passed += count;
    if (passed >= half) return value;
  }
  return Number.NaN;
}

function commonest(counts: Counts<string>): string {
  const ranked = counts.ranked();
  const named = ranked.slice(0, MOST_KINDS).map(([name, count]) => `${name} ${grouped(count)}`);
  const rest = ranked.slice(MOST_KINDS).reduce((sum, [, count]) => sum + count, 0);
  return [...named, ...(rest > 0 ? [`others ${grouped(rest)}`] : [])].join(", ");
}

/** A number with its thousands apart. */
export function grouped(count: number): string {
  return count.toLocaleString("en");
}

/** What became of all files together. Grows with the kinds of things it counts, not with the files. */
export class Summary {
  readonly #splits = new Counts<string>();
  readonly #reasons = new Counts<string>();
  readonly #keys = new Counts<string>();
  readonly #meters = new Counts<string>();
  readonly #ranges = new Counts<Semitones>();
  readonly #tempos = new Counts<Bpm>();
  readonly #named: LeftOut[] = [];
  #files = 0;
  #taken = 0;
  #simple = 0;
  #notes = 0;
  #segments = 0;
  #lowest: Pitch = 127;
  #highest: Pitch = 0;

  get taken(): number {
    return this.#taken;
  }

  get leftOut(): number {
    return this.#files - this.#taken;
  }

  add(verdict: Verdict): void {
    this.#files++;
    if (verdict.kind === "left out") {
      this.#reasons.add(verdict.reason);
      if (this.#reasons.of(verdict.reason) <= MOST_NAMED) this.#named.push(verdict);
      return;
    }
    const { melody, split, simple } = verdict.entry;
    this.#taken++;
    this.#simple += simple ? 1 : 0;
    this.#splits.add(split);
    this.#keys.add(keyName(melody.key));
    this.#meters.add(meterName(melody.meter));
    const { lowest, highest } = rangeOf(melody);
    this.#ranges.add(highest - lowest);
    this.#tempos.add(Math.round(melody.tempo));
    this.#lowest = Math.min(this.#lowest, lowest);
    this.#highest = Math.max(this.#highest, highest);
    this.#notes += melody.notes.length;
    this.#segments += verdict.segments;
  }

  /** Lines for people. `others`: files that no tune could be in. */
  lines(splitBy: SplitBy, others: number): string[] {
    const lines = this.#named.map(({ file, sentence }) => `Left out: ${file}: ${sentence}`);
    const unnamed = this.leftOut - this.#named.length;
    if (unnamed > 0) lines.push(`Left out: ${grouped(unnamed)} more; the report names each.`);
    lines.push(`${grouped(this.#taken)} of ${grouped(this.#files)} files are taken.`);
    if (this.leftOut > 0) lines.push(`Left out: ${commonest(this.#reasons)}.`);
    if (others > 0) lines.push(`Passed over: ${grouped(others)} files of other kinds.`);
    if (this.#taken > 0) lines.push(...this.#takenLines(splitBy));
    return lines;
  }

  #takenLines(splitBy: SplitBy): string[] {
    const tempos = this.#tempos.ranked().map(([tempo]) => tempo);
    const splits = SPLITS.map((split) => `${split} ${grouped(this.#splits.of(split))}`).join(", ");
    const slowest = tempos.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    const fastest = tempos.reduce((a, b) => Math.max(a, b), 0);
    return [
      `Split by ${splitBy}: ${splits}. Simple: ${grouped(this.#simple)}.`,
      `Notes: ${grouped(this.#notes)} in ${grouped(this.#segments)} segments.`,
      `Keys: ${commonest(this.#keys)}.`,
      `Meters: ${commonest(this.#meters)}.`,
      `Pitches: ${pitchName(this.#lowest)} to ${pitchName(this.#highest)}, median range of a tune ${medianOf(this.#ranges)} semitones.`,
      `Tempo: ${slowest} to ${fastest} quarter notes a minute, median ${medianOf(this.#tempos)}.`,
    ];
  }
}
