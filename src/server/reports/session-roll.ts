import type { SessionRecord } from "../../engine/record/session-record.ts";
import { frame, type Picture } from "./frame.ts";
import { type Markup, markup } from "./markup.ts";
import { headMark } from "./roll-marks.ts";
import { layOut, ROW_LEFT, rollRow } from "./roll-row.ts";

const WIDTH = 1_600;
/** Room above the rows, for what the shapes and shades mean. */
const KEY = 36;

/** What the shapes and shades mean; only what the picture shows. */
function key(record: SessionRecord): Markup {
  const y = KEY / 2 - 2;
  const voices = new Set(record.partner.map(({ voice }) => voice));
  const entries: { readonly words: string; readonly mark: (x: number) => Markup }[] = [];
  const shade = (kind: string) => (x: number) =>
    markup`<rect class="${kind}" x="${x - 7}" y="${y - 6}" width="14" height="12"/>`;
  const add = (shown: boolean, words: string, mark: (x: number) => Markup) => {
    if (shown) entries.push({ words, mark });
  };
  const underneath = (["bass", "chords", "drum"] as const).filter((voice) => voices.has(voice));
  add(record.child.length > 0, "child", (x) => headMark("child", x, y));
  add(voices.has("melody"), "partner, melody", (x) => headMark("partner", x, y));
  add(underneath.length > 0, `partner, ${underneath.join(", ")}`, (x) => headMark("partner", x, y, true));
  add(record.therapist.length > 0, "therapist", (x) => headMark("therapist", x, y));
  add(record.spaces.length > 0, "space left to the child", shade("space"));
  add(record.stops.length > 0 || record.pauses.length > 0, "partner stopped", shade("pause"));
  let x = ROW_LEFT + 8;
  return markup`<g>${entries.map(({ words, mark }) => {
    const at = x;
    x += 40 + 6.6 * words.length;
    return markup`${mark(at)}<text x="${at + 12}" y="${y + 4}">${words}</text>`;
  })}</g>`;
}

/**
 * The whole session as a piano roll in rows of some minutes: keys by pitch, pads below in lanes; phases as lighter and darker
 * ground, spaces and pauses shaded over their whole length.
 */
export function sessionRoll(picture: Picture, record: SessionRecord): Markup {
  const layout = layOut(record, WIDTH);
  const count = Math.max(1, Math.ceil((record.span.end - record.span.start) / layout.row - 1e-6));
  const rows = Array.from({ length: count }, (_, number) =>
    rollRow(record, layout, record.span.start + number * layout.row, KEY + number * layout.height),
  );
  return frame(picture, WIDTH, Math.ceil(KEY + count * layout.height), [key(record), ...rows.flat()]);
}
