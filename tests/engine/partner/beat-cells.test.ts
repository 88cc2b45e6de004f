import { expect, test } from "vitest";
import { BEAT_CELLS, cellOf, cellsOf, placesOf } from "../../../src/engine/partner/beat-cells.ts";
import { DRUMMED } from "../../../src/engine/partner/drummed.ts";
import { drumsFor } from "../../../src/engine/partner/hand-drums.ts";

test("every cell is the cell of its own places, also when they are struck a little early or late", () => {
  for (let cell = 0; cell < BEAT_CELLS; cell++) {
    expect(cellOf(placesOf(cell))).toBe(cell);
    expect(cellOf(placesOf(cell).map((place) => Math.max(0, place + (place % 2 ? 0.3 : -0.3))))).toBe(cell);
  }
});

test.each([
  ["beats", [0, 1, 2], [1, 1, 1]],
  ["halves", [0, 0.5, 1], [5, 1]],
  ["a stroke just before the beat", [0, 0.97, 2], [1, 1, 1]],
  ["a beat left out", [0, 2.25], [1, 0, 2]],
  ["thirds", [0, 1 / 3, 2 / 3, 1], [21, 1]],
])("%s are told apart", (_, times, cells) => {
  expect(cellsOf(times)).toEqual(cells);
});

test("the drummers' table counts each cell after each", () => {
  expect(DRUMMED).toHaveLength(BEAT_CELLS);
  for (const row of DRUMMED) expect(row).toHaveLength(BEAT_CELLS);
});

test.each([
  [[38], [63]],
  [
    [48, 36],
    [61, 64],
  ],
  [
    [36, 38, 48],
    [64, 61, 60],
  ],
  [
    [36, 38, 42, 45, 48, 50],
    [64, 63, 63, 61, 61, 60],
  ],
])("pads %j have drums %j: the lower the pad, the lower the drum", (pads, drums) => {
  const drumOf = drumsFor(pads);
  expect(pads.map(drumOf)).toEqual(drums);
});
