import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { indexTunes } from "../../src/engine/music/ruler/tune-index.ts";
import { openEntrants } from "../../src/models/evaluation/entrants.ts";
import { Evaluation, type Example } from "../../src/models/evaluation/evaluation.ts";
import type { EvaluationPlan } from "../../src/models/evaluation/plan.ts";
import { openProgress } from "../../src/server/evaluation/progress.ts";
import { type EvaluationOutcome, jobsOf, runEvaluation } from "../../src/server/evaluation/run-evaluation.ts";
import { inRoot } from "../../src/server/folders.ts";
import { reportPage } from "../../src/server/reports/page.ts";
import { openRenderer } from "../../src/server/reports/sound.ts";
import { writeSummary } from "../../src/server/reports/summary.ts";
import { smallPlan } from "../models/evaluation/small-plan.ts";
import { readMarkup } from "./reports/markup-reading.ts";

const HOSTILE = `<script>alert("1 & 2")</script> | ]( *x*`;

/** Two of the project's own tunes for a minute, the first one with a title that must not do anything. */
function plan(): EvaluationPlan {
  const small = smallPlan({ minutes: 1, seeds: 1 });
  const [first, ...others] = small.tunes;
  if (!first) throw new Error("there is no tune");
  return { ...small, tunes: [{ ...first, melody: { ...first.melody, title: HOSTILE } }, ...others] };
}

/** The example with a few notes of each piece: what is rendered takes its time. */
function shorten(example: Example): Example {
  return {
    ...example,
    pieces: example.pieces.map((piece) => ({
      ...piece,
      excerpt: { ...piece.excerpt, notes: piece.excerpt.notes.slice(0, 12) },
    })),
  };
}

describe("a small evaluation", () => {
  const folder = mkdtempSync(join(tmpdir(), "antiphon-evaluation-"));
  const chosen = plan();
  const entrants = openEntrants(
    inRoot("models"),
    chosen.tunes.map(({ melody }) => melody),
    [],
    indexTunes([], "tokens"),
  ).filter(({ name }) => ["held-out-tune", "antiphon", "looped"].includes(name));
  const totals: number[] = [];
  const run = (threads: number): Promise<EvaluationOutcome> =>
    runEvaluation({
      plan: chosen,
      entrants,
      models: inRoot("models"),
      folder,
      threads,
      openProgress: (total) => {
        totals.push(total);
        return { advance: () => undefined, end: () => undefined };
      },
    });
  let outcome: EvaluationOutcome;

  beforeAll(async () => {
    outcome = await run(2);
  }, 120_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("measures every tune with every generator, and says so by its schema", () => {
    expect(outcome.failures).toEqual([]);
    expect(totals[0]).toBe(6);
    expect(outcome.evaluation.generators.map(({ name, streams }) => [name, streams])).toEqual([
      ["held-out-tune", 2],
      ["antiphon", 2],
      ["looped", 2],
    ]);
    expect(Evaluation.parse(JSON.parse(JSON.stringify(outcome.evaluation)))).toEqual(outcome.evaluation);
  });

  it("finds what is so by nature: a loop repeats itself, and a tune is itself", () => {
    const of = (name: string) => outcome.evaluation.generators.find((generator) => generator.name === name);
    expect(of("looped")?.growth.find(({ notes }) => notes === 1_200)?.mean?.value).toBeGreaterThan(0.9);
    expect(of("antiphon")?.growth.find(({ notes }) => notes === 1_200)?.mean?.value).toBeLessThan(0.5);
    expect(of("held-out-tune")?.figures.found.mean?.value).toBe(1);
    expect(outcome.evaluation.comparisons.map(({ rival }) => rival)).toEqual(["looped"]);
  });

  it("takes finished streams from disk, whatever was cut off, and comes to the same figures", async () => {
    const [file = ""] = readdirSync(folder);
    const lines = readFileSync(join(folder, file), "utf8").trim().split("\n");
    expect(lines).toHaveLength(6);
    rmSync(join(folder, file));
    // As after a kill: four whole lines and a half.
    appendFileSync(join(folder, file), `${lines.slice(0, 4).join("\n")}\n${lines[4]?.slice(0, 500)}`);
    const again = await run(1);
    expect(again.resumed).toBe(4);
    expect(totals.at(-1)).toBe(2);
    expect(again.evaluation).toEqual(outcome.evaluation);
  }, 120_000);

  describe("its page", () => {
    let page = "";
    /** The page without its sounds. */
    let text = "";

    beforeAll(async () => {
      const { evaluation } = outcome;
      page = reportPage(
        { ...evaluation, examples: evaluation.examples.slice(0, 1).map(shorten) },
        await openRenderer(),
      );
      text = page.replace(/base64,[^"]*/g, "");
    }, 120_000);

    it("is well-formed, and needs nothing from elsewhere", () => {
      const elements = readMarkup(page);
      for (const { name, attributes } of elements) {
        expect(["script", "link", "iframe", "img"], name).not.toContain(name);
        for (const key of ["src", "href"]) {
          const value = attributes[key];
          if (value !== undefined) expect(value.slice(0, 16)).toMatch(/^(#|data:audio\/flac)/);
        }
      }
      expect(/url\(|@import/.exec(text)?.[0]).toBeUndefined();
      expect(page.length).toBeLessThan(10_000_000);
    });

    it("shows a title as text, whatever it is", () => {
      expect(text.includes("<script")).toBe(false);
      expect(text.includes("&lt;script&gt;alert(&quot;1 &amp; 2&quot;)&lt;/script&gt;")).toBe(true);
    });

    it("names every picture and every sound, and has a table beside the pictures", () => {
      const elements = readMarkup(page);
      const named = elements.filter(({ name }) => name === "svg" || name === "audio");
      expect(named).toHaveLength(30);
      for (const { attributes } of named) expect(attributes["aria-label"]?.length).toBeGreaterThan(10);
      expect(elements.filter(({ name }) => name === "audio")).toHaveLength(3);
      expect(elements.filter(({ name }) => name === "caption").length).toBeGreaterThan(8);
      expect(/\bNaN\b|\bundefined\b|\bnull\b/.exec(text)?.[0]).toBeUndefined();
    });

    it("has no id twice, and every link leads to one", () => {
      const elements = readMarkup(page);
      const ids = elements.flatMap(({ attributes }) => attributes.id ?? []);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { attributes } of elements) if (attributes.href) expect(ids).toContain(attributes.href.slice(1));
    });
  });

  it("is summed up as Markdown whose pictures are there and whose tables are whole", () => {
    const [text, ...pictures] = writeSummary(outcome.evaluation, "docs/evaluation.md");
    expect(text?.path).toBe("docs/evaluation.md");
    const names = [...(text?.content.matchAll(/\]\((evaluation\/[a-z0-9-]+\.svg)\)/g) ?? [])].map(([, name]) => name);
    expect(names.sort()).toEqual(pictures.map(({ path }) => path.replace("docs/", "")).sort());
    for (const { content } of pictures) expect(() => readMarkup(content)).not.toThrow();
    const rows = text?.content.split("\n").filter((line) => line.startsWith("|")) ?? [];
    expect(rows.length).toBeGreaterThan(30);
    for (const row of rows) expect(row.endsWith(" |"), row).toBe(true);
  });
});

describe("the jobs of an evaluation", () => {
  it("go tune by tune; a tune as it stands is measured once, and the first tunes' first streams are kept", () => {
    const jobs = jobsOf({ ...plan(), seeds: 2 }, ["held-out-tune", "antiphon"]);
    expect(jobs.map(({ generator, tune, seed, keep }) => `${generator} ${tune} ${seed} ${keep}`)).toEqual([
      "held-out-tune 0 1 true",
      "antiphon 0 1 true",
      "antiphon 0 2 false",
      "held-out-tune 1 1 true",
      "antiphon 1 1 true",
      "antiphon 1 2 false",
    ]);
  });
});

describe("progress", () => {
  it("writes over one line on a screen, with the time that is left", () => {
    const said: string[] = [];
    let now = 0;
    const progress = openProgress(4, { isTTY: true, write: (text) => said.push(text) }, () => now);
    now = 10_000;
    progress.advance();
    progress.end();
    expect(said[0]).toContain("1 of 4 streams, about 30 s left");
    expect(said[1]?.endsWith("\n")).toBe(true);
  });

  it("says a line every half minute where there is no screen", () => {
    const said: string[] = [];
    let now = 0;
    const progress = openProgress(1_000, { write: (text) => said.push(text) }, () => now);
    for (; now < 90_000; now += 1_000) progress.advance();
    expect(said).toHaveLength(2);
    expect(said[1]).toContain("of 1000 streams, about 15 min left");
  });
});
