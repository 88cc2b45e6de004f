import { AbcError } from "./abc-error.ts";

/** One sign of ABC music code, with the line it stands in. Lengths are in units of the field L. */
export type AbcToken =
  | {
      readonly kind: "note";
      readonly line: number;
      readonly letter: string;
      /** Octave as in "C4". */
      readonly octave: number;
      /** −2 to 2, or undefined when none is written. */
      readonly accidental: number | undefined;
      readonly length: number;
    }
  | { readonly kind: "rest"; readonly line: number; readonly length: number }
  | { readonly kind: "tie"; readonly line: number }
  | { readonly kind: "triplet"; readonly line: number }
  /** Broken rhythm between two notes: `first` times the length of the left, `second` times that of the right. */
  | { readonly kind: "broken"; readonly line: number; readonly first: number; readonly second: number }
  | {
      readonly kind: "bar";
      readonly line: number;
      /** Ends a repeated part. */
      readonly closes: boolean;
      /** Begins a repeated part. */
      readonly opens: boolean;
      /** More than a plain bar line: a bar may be cut in two here. */
      readonly strong: boolean;
      readonly ending: 1 | 2 | undefined;
    };

const NOTE = /(\^\^|\^|__|_|=)?([A-Ga-g])([,']*)(\d*)(\/*)(\d*)/y;
const REST = /z(\d*)(\/*)(\d*)/y;
const BAR = /(:\|\|?:|::|:\|\]|:\|\|?|\|\|?:|\[\|:?|\|\]|\|\||\|)(?:\s*\[([12])|([12]))?|\[([12])/y;
const BROKEN = /(>{1,3}|<{1,3})/y;
const TRIPLET = /\(3(?!\d|:)/y;
/** Signs without a sound of their own: spaces, slurs, chord names and words in quotes, beam ticks, continued lines. */
const SILENT = /(\s+|\((?!\d)|\)|"[^"]*"|`|\\$)/y;

const SIGNS: Record<string, number> = { __: -2, _: -1, "=": 0, "^": 1, "^^": 2 };
const OUTSIDE: Record<string, string> = {
  "[": "chords and fields inside a line",
  "{": "grace notes",
  "!": "decorations",
  "(": "groups other than triplets, (3",
  "&": "a second voice",
  Z: "rests of several bars",
};

/** The length after a note: `2`, `/2`, `3/2`, `/` or `//`; NaN when its divisor is 0. */
function readLength(times: string, slashes: string, divisor: string): number {
  const above = times === "" ? 1 : Number(times);
  if (slashes === "") return above;
  const below = divisor === "" ? 2 ** slashes.length : Number(divisor);
  return below > 0 ? above / below : Number.NaN;
}

/** Cuts one line of ABC music code into tokens. Throws AbcError at what the subset does not hold. */
export function readAbcLine(text: string, id: string, line: number): AbcToken[] {
  const tokens: AbcToken[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at = pattern.lastIndex;
    return match;
  };
  while (at < text.length) {
    const start = at;
    if (take(SILENT)) continue;
    const bar = take(BAR);
    if (bar) {
      const [, sign = "", spaced, close, alone] = bar;
      tokens.push({
        kind: "bar",
        line,
        closes: sign.startsWith(":"),
        opens: sign.length > 1 && sign.endsWith(":"),
        strong: sign !== "|",
        ending: (spaced ?? close ?? alone) === undefined ? undefined : (spaced ?? close ?? alone) === "1" ? 1 : 2,
      });
      continue;
    }
    const note = take(NOTE);
    if (note) {
      const [whole, mark, name = "C", marks = "", times = "", slashes = "", divisor = ""] = note;
      let octave = name === name.toUpperCase() ? 4 : 5;
      for (const sign of marks) octave += sign === "'" ? 1 : -1;
      const length = readLength(times, slashes, divisor);
      if (!(length > 0)) throw new AbcError(id, line, `"${whole}" has no length`);
      const accidental = mark === undefined ? undefined : SIGNS[mark];
      tokens.push({ kind: "note", line, letter: name.toUpperCase(), octave, accidental, length });
      continue;
    }
    const rest = take(REST);
    if (rest) {
      const [whole, times = "", slashes = "", divisor = ""] = rest;
      const length = readLength(times, slashes, divisor);
      if (!(length > 0)) throw new AbcError(id, line, `"${whole}" has no length`);
      tokens.push({ kind: "rest", line, length });
      continue;
    }
    const broken = take(BROKEN);
    if (broken) {
      const short = 0.5 ** (broken[0]?.length ?? 1);
      const long = 2 - short;
      const [first, second] = broken[0]?.startsWith(">") ? [long, short] : [short, long];
      tokens.push({ kind: "broken", line, first, second });
      continue;
    }
    if (take(TRIPLET)) tokens.push({ kind: "triplet", line });
    else if (text[at] === "-") {
      tokens.push({ kind: "tie", line });
      at += 1;
    } else {
      const sign = text.slice(start, start + 1);
      const why = OUTSIDE[sign];
      throw new AbcError(id, line, `"${sign}" at column ${start + 1} is not read here${why ? ` (${why})` : ""}`);
    }
  }
  return tokens;
}
