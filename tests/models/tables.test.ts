import { beforeAll, describe, expect, test } from "vitest";
import type { SegmentNetworks } from "../../src/engine/ports.ts";
import { prepareTunes, type TuneSegments } from "../../src/models/dataset.ts";
import { loadSegmentNetworks } from "../../src/models/segment-networks.ts";
import { directionTable, pitchTable, splitTable, trendTable } from "../../src/models/tables.ts";
import { inRoot } from "../../src/server/folders.ts";
import { walkingTune } from "./walking-tune.ts";

const COLUMNS = ["mean", "95 % interval", "simple tunes", "the network's gain", "95 % interval"];

interface Row {
  readonly predictor: string;
  readonly mean: number;
  readonly interval: readonly [number, number];
  readonly simple: number;
  /** NaN in a network's own row. */
  readonly gain: number;
  readonly gainInterval: readonly [number, number];
}

/** "1.234 to 2.345" as two numbers. */
function bounds(cell = ""): readonly [number, number] {
  const [low = Number.NaN, high = Number.NaN] = cell.split(" to ").map(Number);
  return [low, high];
}

/** The rows of a Markdown table of scores. */
function rowsOf(table: string): Row[] {
  const lines = table.split("\n").map((line) => line.slice(2, -2).split(" | "));
  const [head = [], rule = [], ...rows] = lines;
  expect(head.slice(1)).toEqual(COLUMNS);
  expect(rule).toEqual(["---", ...COLUMNS.map(() => "---:")]);
  return rows.map(([predictor = "", mean, interval, simple, gain, gainInterval]) => ({
    predictor,
    mean: Number(mean),
    interval: bounds(interval),
    simple: Number(simple),
    gain: Number(gain),
    gainInterval: bounds(gainInterval),
  }));
}

/** The row of the network that a row is held against must be this one, and what is gained must be that. */
function holdGains(rows: readonly Row[], sign: 1 | -1, networkOf: (row: Row) => Row | undefined): void {
  for (const row of rows) {
    const { predictor, mean, interval, gain, gainInterval } = row;
    const network = networkOf(row);
    expect(network, predictor).toBeDefined();
    expect(interval[0], predictor).toBeLessThanOrEqual(mean);
    expect(interval[1], predictor).toBeGreaterThanOrEqual(mean);
    if (network === row) {
      expect([gain, ...gainInterval]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
      continue;
    }
    // Three digits each.
    expect(Math.abs(gain - sign * ((network?.mean ?? 0) - mean)), predictor).toBeLessThan(0.0016);
    expect(gainInterval[0], predictor).toBeLessThanOrEqual(gain);
    expect(gainInterval[1], predictor).toBeGreaterThanOrEqual(gain);
  }
}

const named = (rows: readonly Row[], name: string) => rows.find(({ predictor }) => predictor === name);

describe("the tables of the networks beside their baselines", { timeout: 60_000 }, () => {
  let networks: SegmentNetworks;
  let tunes: readonly TuneSegments[];

  beforeAll(() => {
    networks = loadSegmentNetworks(inRoot("models"));
    const corpus = Array.from({ length: 60 }, (_, i) => ({ melody: walkingTune(`tune ${i}`), simple: i % 2 === 0 }));
    tunes = prepareTunes(corpus.map((tune, i) => ({ ...tune, split: i % 3 === 0 ? "test" : "training" })));
  });

  test("say how large the splits are", () => {
    expect(splitTable(tunes)).toBe(
      [
        "| split | tunes | of them simple | segments to predict |",
        "| --- | ---: | ---: | ---: |",
        "| training | 40 | 20 | 280 |",
        "| validation | 0 | 0 | 0 |",
        "| test | 20 | 10 | 140 |",
      ].join("\n"),
    );
  });

  test("count the pitch network's gain in bits saved", () => {
    const rows = rowsOf(pitchTable(networks, tunes));
    expect(rows).toHaveLength(7);
    holdGains(rows, -1, () => named(rows, "**pitch network**"));
  });

  test("count the trend network's gain in errors and bits saved", () => {
    const [error = [], bits = []] = trendTable(networks, tunes).split("\n\n").map(rowsOf);
    for (const rows of [error, bits]) holdGains(rows, -1, () => named(rows, "**trend network**"));
    expect(error.length).toBeGreaterThan(bits.length);
  });

  test("hold each network against those who are told as much as it is, and count what is right more often", () => {
    const rows = rowsOf(directionTable(networks, tunes));
    const told = named(rows, "**trend network**, told the initial pitch");
    const chained = named(rows, "**both networks in chain**");
    holdGains(rows, 1, ({ predictor }) => (predictor.includes("told") ? told : chained));
    for (const { mean, interval } of rows) {
      expect(interval[0]).toBeGreaterThanOrEqual(0);
      expect(interval[1]).toBeLessThanOrEqual(1);
      // A share of 140 entries.
      expect(Math.abs(140 * mean - Math.round(140 * mean))).toBeLessThan(0.08);
    }
  });
});
