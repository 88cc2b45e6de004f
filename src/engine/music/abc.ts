import { type Bpm, PPQ, type Ticks } from "../time/units.ts";
import { readPickup } from "./abc-bar.ts";
import { type AbcItem, soundAbc } from "./abc-body.ts";
import { AbcError } from "./abc-error.ts";
import { readAbcKey } from "./abc-key.ts";
import { unfoldRepeats } from "./abc-repeat.ts";
import { type AbcToken, readAbcLine } from "./abc-token.ts";
import type { Melody } from "./melody.ts";
import { barTicks, beatTicks, type Meter } from "./meter.ts";
import type { Note } from "./note.ts";

/** What a tune serves for: to greet, to part, or for everything between. */
export const TUNE_USES = ["hello", "goodbye", "play"] as const;
export type TuneUse = (typeof TUNE_USES)[number];

/** A melody with what a library tells about it. */
export interface Tune {
  readonly melody: Melody;
  readonly use: TuneUse;
  /** The field C, such as "trad." or a composer with dates; "" without one. */
  readonly composer: string;
  /** The field O, the country; "" without one. */
  readonly origin: string;
}

/** The first beat of a bar is a little louder, so that the meter of a tune can be heard, and stands in its segments. */
const DOWNBEAT = 80;
const OTHERWISE = 72;
/** Felt beats a minute without a field Q: the pace of calm singing. */
const CALM: Bpm = 90;

const READ = "XTCOMLQKG";
const PASSED_OVER = "ABDFHINRSZ";

interface Field {
  readonly text: string;
  readonly line: number;
}

function readMeter({ text, line }: Field, id: string): Meter {
  if (text === "C") return { beats: 4, unit: 4 };
  if (text === "C|") return { beats: 2, unit: 2 };
  const match = /^(\d{1,2})\/(1|2|4|8|16)$/.exec(text);
  const beats = Number(match?.[1]);
  if (!match || beats < 1) throw new AbcError(id, line, `"${text}" is not a meter (like M:4/4 or M:6/8)`);
  return { beats, unit: Number(match[2]) };
}

/** The unit note length in ticks; without the field, an eighth, or a sixteenth in meters under 3/4 (ABC 2.1, 3.1.7). */
function readUnit(field: Field | undefined, meter: Meter, id: string): Ticks {
  if (!field) return meter.beats / meter.unit < 0.75 ? PPQ / 4 : PPQ / 2;
  const match = /^1\/(1|2|4|8|16|32)$/.exec(field.text);
  if (!match) throw new AbcError(id, field.line, `"${field.text}" is not a note length (like L:1/8)`);
  return (4 * PPQ) / Number(match[1]);
}

function readTempo(field: Field | undefined, meter: Meter, id: string): Bpm {
  if (!field) return (CALM * beatTicks(meter)) / PPQ;
  const match = /^(?:"[^"]*"\s*)?(\d+)\/(\d+)\s*=\s*(\d+(?:\.\d+)?)(?:\s*"[^"]*")?$/.exec(field.text);
  const tempo = (Number(match?.[1]) / Number(match?.[2])) * 4 * Number(match?.[3]);
  if (!(tempo >= 20 && tempo <= 400)) {
    throw new AbcError(
      id,
      field.line,
      `"${field.text}" is not a tempo of 20 to 400 quarters a minute (like Q:1/4=100)`,
    );
  }
  return tempo;
}

function readUse(field: Field | undefined, id: string): TuneUse {
  const use = TUNE_USES.find((name) => name === (field?.text ?? "play"));
  if (!use) throw new AbcError(id, field?.line ?? 1, `G: is one of ${TUNE_USES.join(", ")}, not "${field?.text}"`);
  return use;
}

/** Splits a tune into the fields of its head, up to K, and the tokens of its music. */
function readLines(text: string, id: string): { fields: Map<string, Field>; tokens: AbcToken[]; last: number } {
  const fields = new Map<string, Field>();
  const tokens: AbcToken[] = [];
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  for (const [index, whole] of lines.entries()) {
    const line = index + 1;
    const code = whole.replace(/(?<!\\)%.*$/, "").trim();
    if (code === "") continue;
    const [, name, content = ""] = /^([A-Za-z+]):(?![|:])(.*)$/.exec(code) ?? [];
    if (name?.toLowerCase() === "w") continue;
    if (fields.has("K")) {
      if (name === "X") throw new AbcError(id, line, "a second tune begins here; give each tune a file of its own");
      if (name) throw new AbcError(id, line, `the field ${name}: cannot change inside a tune`);
      tokens.push(...readAbcLine(code, id, line));
    } else {
      if (!name) throw new AbcError(id, line, "music begins before the key (K:), which ends the head of a tune");
      if (fields.size === 0 && name !== "X") throw new AbcError(id, line, "a tune begins with its number (X:1)");
      if (!READ.includes(name) && !PASSED_OVER.includes(name))
        throw new AbcError(id, line, `the field ${name}: is not read`);
      // A second title, composer or origin is only another name.
      if (!fields.has(name)) fields.set(name, { text: content.trim(), line });
      else if (!"TCO".includes(name) && READ.includes(name))
        throw new AbcError(id, line, `the field ${name}: is given twice`);
    }
  }
  return { fields, tokens, last: lines.length };
}

function joinTies(items: readonly AbcItem[], meter: Meter, pickup: Ticks, id: string): Note[] {
  const notes: Note[] = [];
  let onset = 0;
  let tied: number | undefined;
  for (const item of items) {
    if (item.kind === "bar") continue;
    const last = notes.at(-1);
    if (tied !== undefined && (item.kind === "rest" || !last || item.pitch !== last.pitch)) {
      throw new AbcError(id, tied, "a tie (-) leads to another pitch or a rest");
    }
    if (item.kind === "note") {
      if (last && tied !== undefined) notes[notes.length - 1] = { ...last, duration: last.duration + item.ticks };
      else {
        const velocity = (onset - pickup) % barTicks(meter) === 0 ? DOWNBEAT : OTHERWISE;
        notes.push({ onset, duration: item.ticks, pitch: item.pitch, velocity });
      }
      tied = item.tied ? item.line : undefined;
    }
    onset += item.ticks;
  }
  if (tied !== undefined) throw new AbcError(id, tied, "the last tie (-) leads nowhere");
  return notes;
}

/**
 * Reads one tune in the subset of ABC 2.1 that tunes/README.md describes: one voice, no chords, no grace notes, no change of
 * key or meter. Repeats are written out; notes are in ticks from the start of the pickup; velocity is 80 on downbeats, else 72.
 * Throws AbcError, one sentence with `id` and the line, on anything else. (abcnotation.com/wiki/abc:standard:v2.1)
 */
export function parseAbc(text: string, id: string): Tune {
  const { fields, tokens, last } = readLines(text, id);
  const need = (name: string, meaning: string): Field => {
    const field = fields.get(name);
    if (!field || field.text === "")
      throw new AbcError(id, field?.line ?? last, `the ${meaning} (${name}:) is missing`);
    return field;
  };
  const keyField = need("K", "key");
  const title = need("T", "title").text;
  const meter = readMeter(need("M", "meter"), id);
  const tonality = readAbcKey(keyField.text);
  if (!tonality)
    throw new AbcError(id, keyField.line, `"${keyField.text}" is not a key (like K:G, K:Am or K:D dorian)`);
  const unit = readUnit(fields.get("L"), meter, id);
  const items = unfoldRepeats(soundAbc(tokens, tonality.signature, unit, id), id);
  const pickup = readPickup(items, meter, id);
  const notes = joinTies(items, meter, pickup, id);
  if (notes.length === 0) throw new AbcError(id, last, "the tune has no notes");
  const tempo = readTempo(fields.get("Q"), meter, id);
  return {
    melody: { id, title, notes, key: tonality.key, meter, tempo, pickup },
    use: readUse(fields.get("G"), id),
    composer: fields.get("C")?.text ?? "",
    origin: fields.get("O")?.text ?? "",
  };
}
