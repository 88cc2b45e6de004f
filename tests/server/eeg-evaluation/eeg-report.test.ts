import { expect, test } from "vitest";
import type { EegEvaluation, EegRow } from "../../../src/models/eeg/evaluation/eeg-evaluation.ts";
import { eegPage } from "../../../src/server/reports/eeg/eeg-page.ts";
import { eegSummary } from "../../../src/server/reports/eeg/eeg-summary.ts";

const over = (mean: number) => ({ mean, deviation: 0.1, least: mean - 0.2, low: mean - 0.05, high: mean + 0.05, n: 2 });

function row(learner: string, mean: number, rest: Partial<EegRow> = {}): EegRow {
  const own = { zeros: 4, ones: 6, balancedAccuracy: mean, area: mean, calibrationError: 0.1, brier: 0.2, p: 0.25 };
  return {
    task: "open-music",
    learner,
    examples: "sequences",
    baseline: "causal",
    split: "participant",
    leaky: false,
    role: "model",
    chosen: {},
    participants: [
      { participant: "p1", ...own },
      { participant: "p2", ...own },
    ],
    balancedAccuracy: over(mean),
    area: over(mean),
    calibrationError: 0.041,
    calibrationErrorBefore: 0.091,
    calibrationErrorUnweighted: 0.05,
    brier: 0.15,
    confusion: { zeroAsZero: 6, zeroAsOne: 2, oneAsZero: 3, oneAsOne: 9 },
    permutation: { p: 0.0002, draws: 4999, mean: 0.5, high: 0.58 },
    ...rest,
  };
}

const EVALUATION: EegEvaluation = {
  version: 1,
  dataset: {
    name: "set <b>",
    participants: 2,
    recordings: 10,
    hours: 0.3,
    channels: ["P4", "Cz"],
    rate: 200,
    sessions: 0,
    abstained: 0.02,
  },
  validated: { holds: false, why: "Not validated: too few." },
  tasks: [
    {
      name: "open-music",
      classes: ["eyes-open rest", "in-ear music"],
      recordings: [4, 6],
      examples: [40, 60],
      chanceLimit: 0.8,
      refitNull: { observed: 0.81, draws: 999, mean: 0.5, high: 0.58, p: 0.001 },
    },
  ],
  rows: [
    row("best simple, chosen inside", 0.803),
    row("majority", 0.5, { role: "control" }),
    row("tangent space, C 0.1", 0.71, { examples: "windows" }),
    row("tangent space, C 0.1", 0.912, {
      examples: "windows",
      split: "windows",
      leaky: true,
      permutation: null,
      area: over(0.95),
    }),
  ],
  eyes: { learner: "tangent space", closed: { music: over(0.66) } },
};

test("the page marks leaks in red, says what is not validated and escapes what it is given", () => {
  const page = eegPage(EVALUATION);
  expect(page).toContain("set &lt;b&gt;");
  expect(page).not.toContain("set <b>");
  expect(page).toContain("Not validated: too few.");
  const leaky = page.match(/<tr class="leaky">.*?<\/tr>/g) ?? [];
  expect(leaky.length).toBe(1);
  expect(leaky[0]).toContain("LEAKY, no result");
  expect(leaky[0]).toContain("0.912");
  // Nowhere else does the leaky figure stand.
  expect(page.split("0.912").length).toBe(2);
  expect(page).toContain("0.803 [0.753–0.853]");
});

test("the summary keeps the leaky figure out of every table", () => {
  const [{ content } = { content: "" }, picture] = eegSummary(EVALUATION, "docs/eeg-evaluation.md");
  const lines = content.split("\n");
  expect(lines.filter((line) => line.includes("0.912")).every((line) => line.startsWith("🔴 **Leaky"))).toBe(true);
  expect(lines.some((line) => line.startsWith("| best simple, chosen inside | 0.803"))).toBe(true);
  expect(lines.some((line) => line.startsWith("| control: majority"))).toBe(true);
  expect(content).toContain("music: 66 % \\[61–71\\]".replaceAll("\\", ""));
  expect(picture?.path).toBe("docs/eeg-evaluation/open-music.svg");
  expect(picture?.content).toContain("<svg");
});
