import type { RecordedNote } from "../../engine/record/sounded-notes.ts";
import { type Markup, markup } from "./markup.ts";
import { round } from "./scale.ts";

/** Who is drawn, by shape and colour alike: child ●, therapist ▲, partner ■, robot ◆. */
export type DrawnPlayer = "child" | "therapist" | "partner" | "robot";

/** A note as it is drawn. */
export interface Mark {
  readonly note: RecordedNote;
  readonly x: number;
  readonly y: number;
  /** Where its sound ends. */
  readonly end: number;
  /** Whether it is struck here, or was before and sounds on. */
  readonly begins: boolean;
}

/** Half a head's width. */
const HEAD = 2.9;
/** A note is drawn this wide for its velocity. */
const WIDTHS = [
  { most: 45, width: 1.1 },
  { most: 75, width: 1.9 },
  { most: 127, width: 2.8 },
] as const;

function shape(player: DrawnPlayer, x: number, y: number, size: number): string {
  const [left, top] = [round(x - size), round(y - size)];
  const [double, one] = [round(2 * size), round(size)];
  switch (player) {
    case "child":
      return `M${left} ${round(y)}a${one} ${one} 0 1 0 ${double} 0a${one} ${one} 0 1 0 -${double} 0`;
    case "partner":
      return `M${left} ${top}h${double}v${double}h-${double}z`;
    case "therapist":
      return `M${round(x)} ${top}l${one} ${double}h-${double}z`;
    case "robot":
      return `M${round(x)} ${top}l${one} ${one}l-${one} ${one}l-${one} -${one}z`;
  }
}

/** A head of its own, for a key to the picture. */
export function headMark(player: DrawnPlayer, x: number, y: number, hollow = false): Markup {
  return markup`<path class="head ${player}${hollow ? " hollow" : ""}" d="${shape(player, x, y, hollow ? 3 : 4)}"/>`;
}

/** The notes of one player: bars as long as they sounded and as wide as they were strong, heads where they were struck. */
export function playerMarks(player: DrawnPlayer, marks: readonly Mark[], hollow: boolean): Markup[] {
  if (marks.length === 0) return [];
  const kind = `${player}${hollow ? " hollow" : ""}`;
  const bars = WIDTHS.map(({ most, width }, i) => {
    const least = WIDTHS[i - 1]?.most ?? 0;
    const path = marks
      .filter(({ note }) => note.velocity > least && note.velocity <= most)
      .filter(({ x, end }) => end - x > 0.2)
      .map(({ x, y, end }) => `M${x} ${y}H${end}`)
      .join("");
    return path === "" ? markup`` : markup`<path class="held ${kind}" stroke-width="${width}" d="${path}"/>`;
  });
  const heads = marks
    .filter(({ begins }) => begins)
    .map(({ x, y }) => shape(player, x, y, hollow ? HEAD - 0.7 : HEAD))
    .join("");
  return [...bars, markup`<path class="head ${kind}" d="${heads}"/>`];
}
