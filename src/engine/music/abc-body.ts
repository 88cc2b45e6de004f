import type { Ticks } from "../time/units.ts";
import { AbcError } from "./abc-error.ts";
import type { KeySignature } from "./abc-key.ts";
import type { AbcToken } from "./abc-token.ts";
import { pitchOf } from "./note.ts";

/** A note or rest as it will sound, or a bar line. `tied` binds a note to the next one. */
export type AbcItem =
  | {
      readonly kind: "note";
      readonly line: number;
      readonly ticks: Ticks;
      readonly pitch: number;
      readonly tied: boolean;
    }
  | { readonly kind: "rest"; readonly line: number; readonly ticks: Ticks }
  | Extract<AbcToken, { kind: "bar" }>;

type Length = { length: number; readonly line: number };

/**
 * Gives every note its pitch (key signature; accidentals, which hold for their letter in all octaves until the bar line;
 * ties, which carry an accidental over it) and its length in ticks (triplets, broken rhythm). `unit` is the field L in ticks.
 */
export function soundAbc(tokens: readonly AbcToken[], signature: KeySignature, unit: Ticks, id: string): AbcItem[] {
  const items: ((Extract<AbcItem, { kind: "note" | "rest" }> & Length) | Extract<AbcItem, { kind: "bar" }>)[] = [];
  let accidentals: Record<string, number> = {};
  let inTriplet = 0;
  let broken: Extract<AbcToken, { kind: "broken" }> | undefined;
  let name = "";
  let tied: { readonly name: string; readonly pitch: number } | undefined;
  for (const token of tokens) {
    const last = items.at(-1);
    if (token.kind === "triplet") {
      if (inTriplet > 0) throw new AbcError(id, token.line, "a triplet begins before the last one has its three notes");
      inTriplet = 3;
    } else if (token.kind === "broken") {
      if (!last || last.kind === "bar" || broken) throw new AbcError(id, token.line, "> and < stand between two notes");
      last.length *= token.first;
      broken = token;
    } else if (token.kind === "tie") {
      if (last?.kind !== "note") throw new AbcError(id, token.line, "a tie (-) follows a note");
      items[items.length - 1] = { ...last, tied: true };
      tied = { name, pitch: last.pitch };
    } else if (token.kind === "bar") {
      if (inTriplet > 0) throw new AbcError(id, token.line, "a triplet has fewer than three notes before the bar line");
      if (broken) throw new AbcError(id, token.line, "> and < stand between two notes");
      accidentals = {};
      items.push(token);
    } else {
      let length = token.length;
      if (inTriplet > 0) {
        length *= 2 / 3;
        inTriplet -= 1;
      }
      if (broken) length *= broken.second;
      broken = undefined;
      if (token.kind === "rest") {
        items.push({ kind: "rest", line: token.line, ticks: 0, length });
      } else {
        const { letter, octave } = token;
        name = `${letter}${octave}`;
        if (token.accidental !== undefined) accidentals[letter] = token.accidental;
        const sign = accidentals[letter] ?? signature[letter] ?? 0;
        const carried = token.accidental === undefined && tied?.name === name ? tied.pitch : undefined;
        const pitch = carried ?? pitchOf(`${letter}4`) + 12 * (octave - 4) + sign;
        if (pitch < 0 || pitch > 127) throw new AbcError(id, token.line, "a note lies outside the range of MIDI");
        items.push({ kind: "note", line: token.line, ticks: 0, pitch, tied: false, length });
      }
      tied = undefined;
    }
  }
  const end = tokens.at(-1)?.line ?? 1;
  if (inTriplet > 0) throw new AbcError(id, end, "the last triplet has fewer than three notes");
  if (broken) throw new AbcError(id, end, "> and < stand between two notes");
  return items.map((item) => {
    if (item.kind === "bar") return item;
    const { length, ...rest } = item;
    const ticks = Math.round(length * unit * 1e6) / 1e6;
    if (!Number.isInteger(ticks)) throw new AbcError(id, item.line, "the length of a note is no whole number of ticks");
    return { ...rest, ticks };
  });
}
