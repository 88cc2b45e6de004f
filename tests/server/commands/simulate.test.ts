import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { CHARACTERS } from "../../../src/hardware/child/character.ts";
import { type SimulateOptions, simulate } from "../../../src/server/commands/simulate.ts";
import { dataFolder, run } from "../../helpers/engine.ts";
import { readMarkup } from "../reports/markup-reading.ts";

/** Processes are started and pictures drawn: on a busy machine that takes its time. */
const PATIENCE = 120_000;
const folder = mkdtempSync(join(tmpdir(), "antiphon-simulation-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command in this process; what it said. */
async function asked(changes: Partial<SimulateOptions>): Promise<string> {
  let said = "";
  const screen = { write: (text: string) => (said += text) };
  const options = { child: "sparse", minutes: 2, seed: 1, technique: "answer", report: false, screen };
  await simulate({ ...options, ...changes });
  return said;
}

describe("antiphon simulate", () => {
  test("prints a summary, and writes nothing unless it is asked to", async () => {
    const said = await asked({});
    expect(said).toMatch(
      /^sparse, 2 min, Answer, seed 1: \d+ notes of the child, \d+ of the partner \(\d+ % of the sounding time\); \d+ spaces?, \d+ of them answered\. Simulated in [\d.]+ s\.\n$/,
    );
  });

  test(
    "writes log, MIDI file, pictures, measures and a page; twice the same",
    async () => {
      const [one, two] = [join(folder, "one"), join(folder, "two")];
      expect(await asked({ child: "Two-Hand Pianist", out: one })).toContain("report.html and what it shows.");
      await asked({ child: "two hand", out: two });
      const files = ["measures.json", "report.html", "roll.png", "roll.svg", "session.jsonl", "session.mid"];
      expect(readdirSync(one).sort()).toEqual(files);
      for (const file of files) expect(readFileSync(join(two, file)).equals(readFileSync(join(one, file)))).toBe(true);
      const page = readFileSync(join(one, "report.html"), "utf8");
      const elements = readMarkup(page);
      const links = elements.flatMap(({ attributes }) => (attributes.href ? [attributes.href] : []));
      for (const link of links)
        expect(page.includes(`id="${link.slice(1)}"`) || existsSync(join(one, link))).toBe(true);
      expect(readMarkup(readFileSync(join(one, "roll.svg"), "utf8"))[0]?.name).toBe("svg");
      const { phases } = JSON.parse(readFileSync(join(one, "measures.json"), "utf8"));
      expect(phases[0].measures).toContainEqual(
        expect.objectContaining({ id: "play_time", ok: true, unit: "share of phase", version: 1 }),
      );
      expect(page).toContain("Not enough playing");
    },
    PATIENCE,
  );

  test(
    "plays with every child, and leads to each",
    async () => {
      const all = join(folder, "all");
      await asked({ child: "all", minutes: 0.5, report: true, out: all });
      const index = readFileSync(join(all, "index.html"), "utf8");
      const links = readMarkup(index).flatMap(({ attributes }) => (attributes.href ? [attributes.href] : []));
      expect(links.length).toBe(5 * CHARACTERS.length);
      for (const link of links) expect(existsSync(join(all, link)), link).toBe(true);
    },
    PATIENCE,
  );

  test.each([
    [{ child: "nobody" }, /^"nobody" is no pretend child\. There are "sparse", .*; or all\.$/],
    [{ child: "l" }, /^"l" is no pretend child\./],
    [{ technique: "windDown" }, /^"windDown" is no technique\. There are "ground", .*\.$/],
    [{ plan: "25" }, /^There is no plan of "25" minutes\. There are "20", "30", "45"\.$/],
    [{ report: true, out: process.cwd() }, /is a package's folder\. Name a folder of its own with --out\.$/],
    [{ out: "/dev/null/here" }, /could not be written: .*\. Name another place\.$/],
  ])("refuses %o in one sentence", async (changes, sentence) => {
    await expect(asked(changes)).rejects.toThrow(sentence);
  });

  test(
    "ends with that sentence and nothing else",
    async () => {
      expect(await run(["simulate", "--child", "nobody"], dataFolder())).toMatchObject({
        code: 1,
        said: expect.stringMatching(/^"nobody" is no pretend child\..*\n$/),
      });
      const { said } = await run(["simulate", "--minutes", "soon"], dataFolder());
      expect(said).toBe('--minutes wants a number from 0.5 to 240, not "soon".\n');
    },
    PATIENCE,
  );
});
