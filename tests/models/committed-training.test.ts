import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { corpusSizes } from "../../src/models/corpus-sizes.ts";
import { bestOf, equalButSeed } from "../../src/models/plan-search.ts";
import { planWords, readTries } from "../../src/models/run-search.ts";
import { PLAN_REASONS, PLANS } from "../../src/models/train-artefact.ts";
import { readTrainingRecord } from "../../src/models/training-record.ts";
import { inRoot } from "../../src/server/folders.ts";
import { learningCurve } from "../../src/server/training/learning-curve.ts";
import { sizePlot } from "../../src/server/training/size-plot.ts";

/** A picture without its style, which may change for other pictures' sake. */
const drawing = (svg: string) => svg.replace(/<style>.*<\/style>/s, "");

const read = (...parts: string[]) => readFileSync(inRoot("models", ...parts), "utf8");

describe.each(["pitch", "trend"] as const)("the committed %s network", (name) => {
  const tries = readTries(inRoot("models", name, "search.jsonl"));
  const record = readTrainingRecord(inRoot("models", name));

  test("was trained by the plan that stands in the code, to its own end", () => {
    const plan = PLANS[name];
    expect(record?.plan).toEqual(plan);
    expect(JSON.parse(read(name, "model.json")).userDefinedMetadata.plan).toEqual(plan);
    const epochs = record?.epochs ?? [];
    const idle = epochs.length - (epochs.findLast(({ best }) => best)?.epoch ?? 0);
    expect(epochs.length === plan.epochs || idle === plan.patience).toBe(true);
  });

  test("has a learning curve drawn from its recorded epochs, which the card shows", () => {
    if (!record) throw new Error("there is no training.json");
    expect(drawing(read(name, "learning-curve.svg"))).toBe(drawing(learningCurve(name, record)));
    expect(read(name, "README.md")).toContain("(learning-curve.svg)");
  });

  test("has the best plan of the recorded search, or the code says why not", () => {
    const found = bestOf(tries);
    const reason = PLAN_REASONS[name];
    if (!found) expect(reason, "nothing is recorded as trained to its end").toMatch(/search/);
    else if (equalButSeed(found.best.plan, PLANS[name]))
      expect(reason, "it is the best: nothing to say").toBeUndefined();
    else expect(reason, `better: ${planWords(found.best.plan)}`).toMatch(/\d bit/);
  });

  // Measured by npm run train -- sizes, which takes longer than training itself.
  test.skipIf(!existsSync(join(inRoot("models", name), "corpus-size.json")))(
    "has a curve over the size of the corpus that ends with its own plan on all tunes",
    () => {
      const measured = corpusSizes.parse(JSON.parse(read(name, "corpus-size.json")));
      expect(measured.sizes.at(-1)?.share).toBe(1);
      expect(drawing(read(name, "corpus-size.svg"))).toBe(drawing(sizePlot(measured)));
    },
  );
});
