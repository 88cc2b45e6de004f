import type { Span } from "../../engine/measures/preprocessing.ts";
import { pitchName } from "../../engine/music/note.ts";
import { techniqueNamed } from "../../engine/partner/techniques.ts";
import type { SessionRecord } from "../../engine/record/session-record.ts";
import type { RecordedNote } from "../../engine/record/sounded-notes.ts";
import type { Millis } from "../../engine/time/units.ts";
import { type Markup, markup } from "./markup.ts";
import { type Mark, playerMarks } from "./roll-marks.ts";
import { linearScale, round, type Scale } from "./scale.ts";
import { timeWords } from "./words.ts";

/** Where a row's notes begin; names of pitches stand left of it. */
export const ROW_LEFT = 52;
const MARGIN = 26;
/** Room above a row's notes for its stages, and below them for its times. */
const STAGES = 17;
const TIMES = 28;
/** A semitone is so high that a row of keys stays between these heights. */
const KEYS = { least: 70, most: 132, semitone: 2.4 } as const;
const LANE = 6.5;
/** A pad sounds so long, whatever its note-off says. */
const PAD_SOUND: Millis = 60;
const MINUTE: Millis = 60_000;
/** Drawn in this order: the child over all. */
const PLAYERS = ["therapist", "partner", "child"] as const;

/** What all rows of a session share. */
export interface Layout {
  /** What a row shows: two minutes for half an hour, more for longer sessions. */
  readonly row: Millis;
  readonly high: number;
  readonly low: number;
  readonly semitone: number;
  /** The pads that were struck, the highest first; each has a lane. */
  readonly pads: readonly number[];
  readonly height: number;
  readonly right: number;
}

/** One row: from when to when, and where it lies. */
interface Row extends Layout {
  readonly span: Span;
  readonly top: number;
  readonly bottom: number;
  readonly x: Scale;
}

/** Room for every key and pad of the session. */
export function layOut(record: SessionRecord, width: number): Layout {
  const minutes = (record.span.end - record.span.start) / MINUTE;
  const notes = PLAYERS.flatMap((player) => record[player]);
  const keys = notes.filter(({ pad }) => !pad);
  const low = keys.reduce((lowest, { pitch }) => Math.min(lowest, pitch), 60) - 2;
  const high = keys.reduce((highest, { pitch }) => Math.max(highest, pitch), 72) + 2;
  const pads = [...new Set(notes.filter(({ pad }) => pad).map(({ pitch }) => pitch))].sort((a, b) => b - a);
  const keysHigh = Math.max(KEYS.least, Math.min(KEYS.most, (high - low) * KEYS.semitone));
  const padsHigh = pads.length === 0 ? 0 : pads.length * LANE + 6;
  return {
    row: (minutes <= 30 ? 2 : minutes <= 60 ? 3 : 5) * MINUTE,
    high,
    low,
    semitone: keysHigh / (high - low),
    pads,
    height: STAGES + keysHigh + padsHigh + TIMES,
    right: width - MARGIN,
  };
}

const shows = ({ span }: Row, { start, end }: Span): boolean => end > span.start && start < span.end;

function box(row: Row, kind: string, { start, end }: Span, top = row.top + STAGES): Markup {
  const x = row.x.at(start);
  const width = round(Math.max(0.5, row.x.at(end) - x));
  return markup`<rect class="${kind}" x="${x}" y="${round(top)}" width="${width}" height="${round(row.bottom - top)}"/>`;
}

/** What stages there are, in order: phases by name, where there are several, and cards. */
function stagesOf({ phases, cards }: SessionRecord): { readonly at: Millis; readonly name: string }[] {
  const named = phases.length > 1 ? phases.map(({ label, span }) => ({ at: span.start, name: label })) : [];
  const put = cards.map(({ at, technique }) => ({ at, name: techniqueNamed(technique)?.label ?? technique }));
  const begun = new Map<Millis, string[]>();
  for (const { at, name } of [...named, ...put]) begun.set(at, [...(begun.get(at) ?? []), name]);
  return [...begun].map(([at, names]) => ({ at, name: names.join(" · ") })).sort((a, b) => a.at - b.at);
}

/** Phases as the ground; above it their names and the cards, and again, muted, where a row begins in the middle of one. */
function stages(record: SessionRecord, row: Row): Markup[] {
  const grounds = record.phases.flatMap(({ span }, i) =>
    shows(row, span) ? [box(row, i % 2 === 0 ? "phase" : "phase other", span, row.top)] : [],
  );
  const all = stagesOf(record);
  const here = all.filter(({ at }) => at >= row.span.start && at < row.span.end);
  const before = all.findLast(({ at }) => at < row.span.start);
  const [first] = here;
  const room = first ? row.x.at(first.at) - ROW_LEFT : Number.POSITIVE_INFINITY;
  const carried = before && room > 12 + 6.5 * before.name.length ? before.name : undefined;
  return [
    ...grounds,
    markup`${carried !== undefined && markup`<text class="carried" x="${ROW_LEFT + 4}" y="${row.top + 12}">${carried}</text>`}`,
    ...here.map(({ at, name }) => {
      const x = row.x.at(at);
      return markup`<line class="began" x1="${x}" x2="${x}" y1="${row.top}" y2="${row.bottom}"/><text class="stage" x="${x + 4}" y="${row.top + 12}">${name}</text>`;
    }),
  ];
}

function shades({ spaces, stops, pauses }: SessionRecord, row: Row): Markup[] {
  const shown = pauses.filter((pause) => shows(row, pause));
  return [
    ...spaces.filter((space) => shows(row, space)).map((space) => box(row, "space", space)),
    ...stops
      .map(({ at, until }) => ({ start: at, end: until }))
      .filter((stop) => shows(row, stop))
      .map((stop) => box(row, "pause", stop)),
    ...shown.map((pause) => box(row, "pause", pause)),
    ...shown.map(
      ({ why, start }) =>
        markup`<text class="stage" x="${row.x.at(start) + 4}" y="${row.top + STAGES + 12}">${why}</text>`,
    ),
  ];
}

function pitchAt({ top, high, semitone }: Row, pitch: number): number {
  return round(top + STAGES + (high - pitch) * semitone);
}

function grid(record: SessionRecord, row: Row): Markup {
  const { low, high, pads, bottom, top } = row;
  const octaves = Array.from({ length: high - low + 1 }, (_, i) => low + i).filter((pitch) => pitch % 12 === 0);
  const end = Math.min(row.span.end, record.span.end);
  const step = row.row > 3 * MINUTE ? 30_000 : 10_000;
  const times = Array.from(
    { length: Math.floor((end - row.span.start) / step) + 1 },
    (_, i) => row.span.start + i * step,
  );
  const name = (time: Millis) => timeWords(time - record.span.start);
  return markup`<g class="axis">${octaves.map((pitch) => {
    const y = pitchAt(row, pitch);
    return markup`<line class="grid" x1="${ROW_LEFT}" x2="${row.x.at(end)}" y1="${y}" y2="${y}"/><text x="${ROW_LEFT - 6}" y="${y + 4}" text-anchor="end">${pitchName(pitch)}</text>`;
  })}${times.map((time, i) => {
    const x = row.x.at(time);
    const named = i % 3 === 0;
    return markup`<line class="grid" x1="${x}" x2="${x}" y1="${top + STAGES}" y2="${bottom + (named ? 3 : 0)}"/>${named && markup`<text x="${x}" y="${bottom + 14}" text-anchor="middle">${name(time)}</text>`}`;
  })}<text class="time" x="4" y="${top + 12}">${name(row.span.start)}</text>${
    pads.length > 0 &&
    markup`<text x="${ROW_LEFT - 6}" y="${round(bottom - (pads.length * LANE) / 2 + 4)}" text-anchor="end">pads</text>`
  }</g>`;
}

/** A note that began in the row before has no head here: its bar comes in from the left. */
function markOf(record: SessionRecord, row: Row, note: RecordedNote): Mark {
  const { pads, bottom } = row;
  const lane = pads.indexOf(note.pitch);
  const duration = note.pad ? PAD_SOUND : (note.duration ?? record.span.end - note.onset);
  return {
    note,
    x: row.x.at(note.onset),
    y: note.pad ? round(bottom - (pads.length - lane - 0.5) * LANE) : pitchAt(row, note.pitch),
    end: row.x.at(note.onset + duration),
    begins: note.onset >= row.span.start,
  };
}

/** The notes of all players: what goes underneath first, and hollow. */
function notes(record: SessionRecord, row: Row): Markup[] {
  const under = ({ voice }: RecordedNote) => voice !== undefined && voice !== "melody";
  return PLAYERS.flatMap((player) => {
    const shown = record[player].filter(({ onset, duration }) =>
      shows(row, { start: onset, end: onset + Math.max(1, duration ?? record.span.end - onset) }),
    );
    return [true, false].flatMap((hollow) => {
      const marks = shown.filter((note) => under(note) === hollow).map((note) => markOf(record, row, note));
      return playerMarks(player, marks, hollow);
    });
  });
}

/** A row of the roll that begins at `from` and lies at `top`. */
export function rollRow(record: SessionRecord, layout: Layout, from: Millis, top: number): Markup[] {
  const span = { start: from, end: from + layout.row };
  const x = linearScale([span.start, span.end], [ROW_LEFT, layout.right]);
  const row: Row = { ...layout, span, top, bottom: top + layout.height - TIMES, x };
  return [...stages(record, row), ...shades(record, row), grid(record, row), ...notes(record, row)];
}
