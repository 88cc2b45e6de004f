import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CorpusSizes, measureSizes, SHARES, shareOf } from "../../src/models/corpus-sizes.ts";
import { prepareTunes, type Split } from "../../src/models/dataset.ts";
import { PITCH_TASK } from "../../src/models/task.ts";
import { walkingTune } from "./walking-tune.ts";

const splits: Split[] = ["training", "training", "validation", "test"];
const TUNES = prepareTunes(
  Array.from({ length: 32 }, (_, i) => ({
    melody: walkingTune(`tune ${i}`, 8),
    simple: i % 3 === 0,
    split: splits[i % splits.length] ?? "test",
  })),
);
const PLAN = {
  units: 4,
  seed: 1,
  batch: 4,
  rate: 0.02,
  inputDropout: 0,
  outputDropout: 0.1,
  patience: 2,
  epochs: 3,
};

describe("shares of a corpus", () => {
  test("are training tunes in their own order, each share within the next, the last all of them", () => {
    const shares = SHARES.map((share) => shareOf(TUNES, share).map(({ id }) => id));
    expect(shares.map(({ length }) => length)).toEqual([2, 4, 8, 16]);
    shares.slice(1).forEach((larger, i) => {
      expect(larger.filter((id) => shares[i]?.includes(id))).toEqual(shares[i]);
    });
    expect(shares.at(-1)).toEqual(TUNES.flatMap(({ id, split }) => (split === "training" ? [id] : [])));
  });
});

describe("the loss against the size of the corpus", { timeout: 240_000 }, () => {
  let states = "";
  let measured: CorpusSizes;
  beforeAll(async () => {
    states = mkdtempSync(join(tmpdir(), "antiphon-sizes-"));
    measured = await measureSizes(PITCH_TASK, TUNES, PLAN, states, { print: () => undefined });
  }, 240_000);
  afterAll(() => rmSync(states, { recursive: true }));

  test("is measured on the same test tunes for every share, with intervals and the gain of all tunes", () => {
    const { sizes } = measured;
    expect(sizes.map(({ tunes }) => tunes)).toEqual([2, 4, 8, 16]);
    const whole = sizes.at(-1);
    for (const { test: loss, gain } of sizes) {
      expect(loss.tunes).toBe(8);
      expect(loss.n).toBe(whole?.test.n);
      expect(loss.low).toBeLessThanOrEqual(loss.value);
      expect(loss.high).toBeGreaterThanOrEqual(loss.value);
      if (gain) expect(gain.value).toBeCloseTo(loss.value - (whole?.test.value ?? 0), 9);
    }
    expect(sizes.map(({ gain }) => gain === undefined)).toEqual([false, false, false, true]);
    // 96 pitches that may come: a network that had learnt nothing would be at 6.6 bit.
    expect(whole?.test.value).toBeLessThan(6);
  });

  test("keeps the state of the network of all tunes, and goes on from it", async () => {
    expect(readdirSync(states)).toHaveLength(1);
    let begun = 0;
    const again = await measureSizes(PITCH_TASK, TUNES, PLAN, states, {
      print: () => undefined,
      advance: ({ epoch, done }) => {
        if (epoch === 1 && done === 1) begun++;
      },
    });
    const timeless = ({ sizes }: CorpusSizes) => sizes.map(({ seconds, ...rest }) => rest);
    expect(timeless(again)).toEqual(timeless(measured));
    expect(begun).toBe(SHARES.length - 1);
  });
});
