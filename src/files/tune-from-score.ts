import { estimateKey } from "../engine/music/key.ts";
import type { Melody } from "../engine/music/melody.ts";
import { barTicks, type Meter } from "../engine/music/meter.ts";
import { type Note, noteEnd } from "../engine/music/note.ts";
import type { Bpm, Ticks } from "../engine/time/units.ts";
import { onGrid, skyline } from "./melody-line.ts";
import { melodyVoice, voices } from "./melody-voice.ts";
import { MidiRefusal } from "./midi-refusal.ts";
import type { MidiScore } from "./midi-score.ts";

/** Fewer notes than this are no tune. */
export const FEWEST_NOTES = 8;

/**
 * The tune of a score: its most melodic voice as a single line. The bars are those of the meter that holds longest; silent
 * bars before the tune are left out.
 * @param id the melody's stable name, which the sentence of a refusal names too
 * @throws MidiRefusal when there are fewer than 8 notes
 */
export function melodyFromScore(score: MidiScore, id: string): Melody {
  const voice = melodyVoice(score, FEWEST_NOTES);
  const line = voice ? skyline(voice.notes.map(onGrid)) : [];
  const [first, last] = [line[0], line.at(-1)];
  if (!voice || !first || !last || line.length < FEWEST_NOTES) throw tooFew(score, line, id);
  const end = noteEnd(last);
  const { meter, barLine } = longestMeter(score, first.onset, end);
  const { start, pickup } = findStart(first.onset, last, barLine, meter);
  const signature = score.keySignatures.filter(({ at }) => at <= first.onset).at(-1) ?? score.keySignatures[0];
  return {
    id,
    title: voice.name || score.tracks.find(({ name }) => name !== "")?.name || id,
    notes: line.map((note) => ({ ...note, onset: note.onset - start })),
    key: estimateKey(line, signature?.fifths),
    meter,
    tempo: medianTempo(score, first.onset, end),
    pickup,
  };
}

/**
 * Whether meter and key signature stay the same through the whole score. A change to what holds already is none, and
 * neither is a first signature that comes late.
 */
export function isSteady(score: MidiScore): boolean {
  const meters = new Set(score.meters.map(({ meter }) => `${meter.beats}/${meter.unit}`));
  const signatures = new Set(score.keySignatures.map(({ fifths }) => fifths));
  return meters.size <= 1 && signatures.size <= 1;
}

function tooFew(score: MidiScore, line: readonly Note[], id: string): MidiRefusal {
  const drumsOnly = voices(score).length === 0 && score.tracks.some(({ notes }) => notes.length > 0);
  const most = voices(score).reduce((count, { notes }) => Math.max(count, notes.length), line.length);
  const found = drumsOnly
    ? "there is only percussion (MIDI channel 10)"
    : `the fullest voice has ${line.length > 0 ? line.length : most} notes`;
  const kind = drumsOnly ? "only percussion" : "too few notes";
  return new MidiRefusal(kind, id, `${found}; a tune needs at least ${FEWEST_NOTES}. Choose a file with a melody.`);
}

/** The stretches of [from, to) over which one item of a map holds. */
function stretches<T extends { at: Ticks }>(items: readonly T[], from: Ticks, to: Ticks): { item: T; span: Ticks }[] {
  return items
    .map((item, i) => ({ item, span: Math.min(items[i + 1]?.at ?? to, to) - Math.max(item.at, from) }))
    .filter(({ span }) => span > 0);
}

/** The meter that holds longest in [from, to), and where one of its bars begins. */
function longestMeter(score: MidiScore, from: Ticks, to: Ticks): { meter: Meter; barLine: Ticks } {
  const found = new Map<string, { meter: Meter; barLine: Ticks; total: Ticks; longest: Ticks }>();
  for (const { item, span } of stretches(score.meters, from, to)) {
    const name = `${item.meter.beats}/${item.meter.unit}`;
    const before = found.get(name) ?? { meter: item.meter, barLine: item.at, total: 0, longest: 0 };
    const barLine = span > before.longest ? item.at : before.barLine;
    const longest = Math.max(span, before.longest);
    found.set(name, { meter: item.meter, barLine, total: before.total + span, longest });
  }
  const best = [...found.values()].sort((a, b) => b.total - a.total)[0];
  return best ?? { meter: { beats: 4, unit: 4 }, barLine: 0 };
}

/**
 * Where the melody's time begins. A first note in the second half of a bar, or in a short bar before the first bar line, is
 * an upbeat, and the melody starts with it; otherwise the melody starts at the bar line before it, with a rest.
 *
 * Some files (abc2midi's) say nothing of an upbeat: they count bars from the first note. It shows at the end, since upbeat and
 * last bar make a whole bar: a last note that comes one unit after a bar line and lasts to the next one stood on a bar line.
 */
function findStart(first: Ticks, last: Note, barLine: Ticks, meter: Meter): { start: Ticks; pickup: Ticks } {
  const bar = barTicks(meter);
  const intoBar = (at: Ticks) => (((at - barLine) % bar) + bar) % bar;
  const into = intoBar(first);
  if (into === 0) {
    const unit = bar / meter.beats;
    const hidden = meter.beats > 2 && intoBar(last.onset) === unit && intoBar(noteEnd(last)) === 0;
    return { start: first, pickup: hidden ? unit : 0 };
  }
  const upbeat = bar - into;
  const inShortFirstBar = first < barLine && barLine - first < bar;
  if (upbeat <= bar / 2 || inShortFirstBar) return { start: first, pickup: upbeat };
  return { start: first - into, pickup: 0 };
}

/** The tempo that half of the playing time is at most as fast as. */
function medianTempo(score: MidiScore, from: Ticks, to: Ticks): Bpm {
  const parts = stretches(score.tempos, from, to)
    .map(({ item, span }) => ({ tempo: item.tempo, time: span / item.tempo }))
    .sort((a, b) => a.tempo - b.tempo);
  const half = parts.reduce((sum, { time }) => sum + time, 0) / 2;
  let passed = 0;
  for (const { tempo, time } of parts) {
    passed += time;
    if (passed >= half) return tempo;
  }
  return 120;
}
