import { describe, expect, test } from "vitest";
import type { SessionRecord } from "../../../src/engine/record/session-record.ts";
import { rasterise } from "../../../src/server/reports/raster.ts";
import { sessionRoll } from "../../../src/server/reports/session-roll.ts";
import { MINUTE, RECORD } from "../simulation/hand-made-record.ts";
import { readMarkup } from "./markup-reading.ts";

const PICTURE = { title: "A session", description: "What was played & when" };

function drawn(record: SessionRecord) {
  const picture = sessionRoll(PICTURE, record);
  const elements = readMarkup(picture.text);
  const classed = (name: string) => elements.filter(({ attributes }) => attributes.class === name);
  const strokes = (name: string) => classed(name).map(({ attributes }) => attributes.d?.match(/M/g)?.length ?? 0);
  return { picture, elements, classed, strokes };
}

describe("the roll of a session", () => {
  const { picture, elements, classed, strokes } = drawn(RECORD);

  test("has rows of two minutes that tell their time from Start", () => {
    const times = [...picture.text.matchAll(/class="time"[^>]*>([^<]*)</g)].map(([, time]) => time);
    expect(times).toEqual(["0:00", "2:00"]);
  });

  test("has a head where each note was struck, of its player's shape, and none where it only sounds on", () => {
    expect(strokes("head child")).toEqual([1, 4, 1]);
    expect(strokes("head therapist")).toEqual([1, 1]);
    // The first of each is in the key.
    expect(strokes("head partner")).toEqual([1, 1]);
    expect(strokes("head partner hollow")).toEqual([1, 3]);
    const rows = classed("held child").map(({ attributes }) => attributes.d);
    // What is held over the end of a row comes in again at the left of the next.
    expect(rows.filter((path) => path?.includes("M52 "))).toHaveLength(1);
  });

  test("draws strong notes wider than soft ones", () => {
    const widths = new Set(classed("held child").map(({ attributes }) => attributes["stroke-width"]));
    expect(widths.size).toBeGreaterThan(1);
  });

  test("shades phases in turn, and spaces and pauses from their beginning to their end", () => {
    expect(classed("phase")).toHaveLength(1);
    expect(classed("phase other")).toHaveLength(2);
    const widthOf = (span: number) => (span / (2 * MINUTE)) * (1_600 - 26 - 52);
    // In the key, at 1:11, and on both sides of the end of a row.
    const spaces = classed("space").map(({ attributes }) => Number(attributes.width));
    expect(spaces[0]).toBe(14);
    for (const [i, span] of [4_000, 2_000, 2_000].entries()) expect(spaces[i + 1]).toBeCloseTo(widthOf(span), 0);
    // In the key, the stop of Stop-go, and Quiet.
    const pauses = classed("pause").map(({ attributes }) => Number(attributes.width));
    expect(pauses).toHaveLength(3);
    for (const width of pauses.slice(1)) expect(width).toBeCloseTo(widthOf(10_000), 0);
    expect(picture.text).toContain("Child &lt;leads&gt; · Ground");
  });

  test("keeps everything inside its frame", () => {
    const [, , width = 0, height = 0] = (elements[0]?.attributes.viewBox ?? "").split(" ").map(Number);
    for (const { name, attributes } of elements) {
      if (name === "rect" || name === "text") {
        expect(Number(attributes.x) + Number(attributes.width ?? 0)).toBeLessThanOrEqual(width);
        expect(Number(attributes.y) + Number(attributes.height ?? 0)).toBeLessThanOrEqual(height);
      }
      const places = attributes.d?.matchAll(/M(-?[\d.]+) (-?[\d.]+)/g) ?? [];
      for (const [, x, y] of places) {
        expect(Number(x)).toBeGreaterThan(40);
        expect(Number(x)).toBeLessThan(width);
        expect(Number(y)).toBeLessThan(height);
      }
    }
  });

  test("of a session without a note is an empty frame with its stages", () => {
    const empty = { ...RECORD, child: [], partner: [], therapist: [], spaces: [], stops: [], pauses: [] };
    expect(drawn(empty).strokes("head child")).toEqual([]);
    expect(drawn(empty).classed("phase")).toHaveLength(1);
  });

  test("becomes a PNG, the same each time, with its words in it", async () => {
    const png = await rasterise(picture);
    const view = new DataView(png.buffer, png.byteOffset);
    expect(view.getUint32(0)).toBe(0x89504e47);
    expect(view.getUint32(16)).toBe(2_400);
    expect(await rasterise(picture)).toEqual(png);
    const wordless = { text: picture.text.replace(/<text.*?<\/text>/g, "") };
    expect(await rasterise(wordless)).not.toEqual(png);
  }, 120_000);
});
