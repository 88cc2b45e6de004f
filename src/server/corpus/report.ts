import { pitchName } from "../../engine/music/note.ts";
import { PPQ } from "../../engine/time/units.ts";
import { Draft } from "./draft.ts";
import { keyName, meterName, rangeOf } from "./names.ts";
import type { Verdict } from "./verdict.ts";

const COLUMNS = [
  "file",
  "verdict",
  "reason",
  "explanation",
  "title",
  "split",
  "simple",
  "key",
  "meter",
  "tempo",
  "upbeat (beats)",
  "notes",
  "segments",
  "lowest",
  "highest",
] as const;

/** Spreadsheets take the file for UTF-8 only with this in front. */
const BYTE_ORDER_MARK = "\uFEFF";

/** A cell of a CSV file (RFC 4180). Text from strangers' files must not become a formula when a spreadsheet opens it. */
function cell(value: string | number | boolean): string {
  const text = String(value);
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function row(cells: readonly (string | number | boolean)[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

function cellsOf(verdict: Verdict): (string | number | boolean)[] {
  const taken = verdict.kind === "taken";
  const melody = taken ? verdict.entry.melody : verdict.melody;
  const decision = taken ? ["taken", "", ""] : ["left out", verdict.reason, verdict.sentence];
  if (!melody) return [verdict.file, ...decision];
  const { lowest, highest } = rangeOf(melody);
  return [
    verdict.file,
    ...decision,
    melody.title,
    taken ? verdict.entry.split : "",
    taken ? verdict.entry.simple : "",
    keyName(melody.key),
    meterName(melody.meter),
    Math.round(10 * melody.tempo) / 10,
    Math.round((1000 * melody.pickup) / PPQ) / 1000,
    melody.notes.length,
    taken ? verdict.segments : "",
    pitchName(lowest),
    pitchName(highest),
  ];
}

/** Writes every verdict as a row of a CSV file; the file is there when it is finished, and whole. */
export class Report {
  readonly #draft: Draft;

  /** Throws Refusal where nothing can be written. */
  constructor(path: string) {
    this.#draft = new Draft(path);
    this.#draft.write(BYTE_ORDER_MARK + row(COLUMNS));
  }

  add(verdict: Verdict): void {
    const cells = cellsOf(verdict);
    this.#draft.write(row([...cells, ...Array(COLUMNS.length - cells.length).fill("")]));
  }

  finish(): void {
    this.#draft.finish();
  }

  /** Takes away what was written, unless it is finished. */
  discard(): void {
    this.#draft.discard();
  }
}
