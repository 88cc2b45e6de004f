import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Update } from "../../src/models/epochs.ts";
import { bestOf, drawPlans, equalButSeed, rankTries, rungsOf, type SearchTry } from "../../src/models/plan-search.ts";
import { readTries, runSearch } from "../../src/models/run-search.ts";
import { PLANS } from "../../src/models/train-artefact.ts";
import { ECHO_TASK, echoData } from "./echo-task.ts";

const PLAN = PLANS.pitch;

function tried(digest: string, epochs: number, validation: number, ended = false, plan = PLAN): SearchTry {
  return { plan, digest, backend: "wasm", epochs, ended, validation, bestEpoch: epochs, seconds: 1 };
}

describe("the plans of a search", () => {
  test("are all different, equal for equal seeds, and more tries go on where fewer left off", () => {
    const plans = drawPlans("trend", 400);
    expect(plans).toHaveLength(3 * 3 * 3 * 3 * 4);
    expect(new Set(plans.map((plan) => JSON.stringify(Object.entries(plan).sort()))).size).toBe(plans.length);
    expect(drawPlans("trend", 7)).toEqual(plans.slice(0, 7));
    expect(drawPlans("trend", 7, 2)).not.toEqual(plans.slice(0, 7));
  });

  test.each([
    [9, 3, 40, "9 to 3, 3 to 40"],
    [9, 9, 40, "9 to 9, 3 to 40"],
    [40, 2, 40, "40 to 2, 14 to 6, 5 to 18, 2 to 40"],
    [30, 9, 40, "30 to 9, 10 to 27, 4 to 40"],
    [1, 3, 40, "1 to 40"],
  ])("%i of them, first %i of %i epochs, are halved as follows", (tries, first, last, rungs) => {
    const words = rungsOf(tries, first, last).map(({ keep, until }) => `${keep} to ${until}`);
    expect(words.join(", ")).toBe(rungs);
  });

  test("rank by how far they were let go, then by the validation tunes; a plan's last line counts", () => {
    const lines = [
      tried("a", 3, 3.1),
      tried("b", 3, 3),
      tried("c", 3, 2.9),
      tried("c", 9, 2.8),
      tried("a", 9, 2.95, true),
    ];
    expect(rankTries(lines).map(({ digest }) => digest)).toEqual(["a", "c", "b"]);
  });

  test("the best is one trained to its end, with the search's own seed; its other seeds come with it", () => {
    const other = { ...PLAN, units: 64 };
    const seeds = [tried("2", 9, 2.7, true, { ...PLAN, seed: 2 }), tried("3", 9, 2.9, true, { ...PLAN, seed: 3 })];
    const lines = [tried("o", 9, 2.5, false, other), tried("1", 9, 2.8, true), ...seeds];
    expect(bestOf(lines)).toEqual({ best: lines[1], seeds: [seeds[0], lines[1], seeds[1]] });
    expect(bestOf(lines.slice(0, 1))).toBeUndefined();
    expect(equalButSeed(PLAN, { ...PLAN, seed: 9 })).toBe(true);
    expect(equalButSeed(PLAN, { ...PLAN, rate: 1 })).toBe(false);
  });
});

describe("a search", { timeout: 240_000 }, () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "antiphon-search-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const { training, validation } = echoData();
  const few = { training: training.slice(0, 6), validation: validation.slice(0, 4) };
  const search = (name: string, advance?: (update: Update) => void) =>
    runSearch(
      ECHO_TASK,
      () => few,
      { tries: 4, first: 1, seeds: 2, file: join(folder, name, "search.jsonl"), states: join(folder, name, "states") },
      { print: () => undefined, ...(advance && { advance }) },
    );
  const timeless = (tries: readonly SearchTry[]) => tries.map(({ seconds, ...rest }) => rest);

  test("trains the best to their end and the very best with other seeds; cut off anywhere, it comes to the same", async () => {
    const whole = await search("whole");
    const [first, last] = [whole.slice(0, 4), whole.slice(4)];
    expect(first.map(({ epochs }) => epochs)).toEqual([1, 1, 1, 1]);
    const better = [...first].sort((a, b) => a.validation - b.validation).slice(0, 2);
    expect(last.slice(0, 2).map(({ plan }) => plan)).toEqual(better.map(({ plan }) => plan));
    expect(last.map(({ ended }) => ended)).toEqual([true, true, true]);
    const best = bestOf(whole)?.best;
    expect(best?.validation).toBe(Math.min(...last.slice(0, 2).map(({ validation }) => validation)));
    expect(last[2]?.plan).toEqual({ ...best?.plan, seed: 2 });
    // What is kept is the state of the best plan alone: its artefact need not be trained again.
    expect(readdirSync(join(folder, "whole", "states"))).toEqual([`pitch-${best?.digest}.json`]);

    let updates = 0;
    const cut = () => {
      if (++updates === 12) throw new Error("cut off");
    };
    await expect(search("cut", cut)).rejects.toThrow("cut off");
    const file = join(folder, "cut", "search.jsonl");
    const known = readTries(file).length;
    expect(known).toBeGreaterThan(0);
    expect(known).toBeLessThan(whole.length);
    appendFileSync(file, '{"plan":{"units":6');
    const again = await search("cut");
    expect(timeless(again)).toEqual(timeless(whole));
    expect(readTries(file)).toEqual(again);

    // All is known now: nothing is trained.
    const once = readFileSync(file, "utf8");
    await search("cut", () => {
      throw new Error("trained again");
    });
    expect(readFileSync(file, "utf8")).toBe(once);
  });

  test("says which line of its record is none", () => {
    const file = join(folder, "search.jsonl");
    appendFileSync(file, `${JSON.stringify(tried("a", 3, 3))}\n{"plan":1}\n`);
    expect(() => readTries(file)).toThrow(/search\.jsonl holds no try of a search in line 2; remove the line/);
  });
});
