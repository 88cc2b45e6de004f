import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const COMMAND = fileURLToPath(new URL("../../../scripts/train.mjs", import.meta.url));

/** What `npm run train` says and how it ends, with the corpora looked for in a folder that holds none. */
function run(...words: string[]): { status: number | null; stderr: string } {
  const env = { ...process.env, ANTIPHON_SHARED_DATA: tmpdir() };
  return spawnSync(process.execPath, [COMMAND, ...words], { encoding: "utf8", env });
}

describe("npm run train", { timeout: 120_000 }, () => {
  test.each([[[]], [["rhythm"]], [["pitch", "trend"]], [["search", "rival"]]])(
    "with %j says what it can train",
    (words) => {
      const { status, stderr } = run(...words);
      expect(status).toBe(1);
      expect(stderr).toMatch(
        /^train: say what to train: npm run train -- pitch \| trend \| rival \| eeg \| evaluate .*\n$/,
      );
    },
  );

  test("with a number of tries that is none says so before it reads a tune", () => {
    const { status, stderr } = run("search", "pitch", "--tries", "many");
    expect(status).toBe(1);
    expect(stderr).toBe("train: --tries many: say a whole number, 1 or more\n");
  });

  test("without the corpora says which folder is missing and what to set", () => {
    const { status, stderr } = run("evaluate");
    expect(status).toBe(1);
    expect(stderr).toMatch(/^train: the corpus .*open-hymnal-melodies is missing; set ANTIPHON_SHARED_DATA to .*\n$/);
  });

  test("with a corpus file reads that one; without the file it says how to make one", () => {
    const { status, stderr } = run("evaluate", "--corpus", "none.jsonl");
    expect(status).toBe(1);
    expect(stderr).toBe('train: There is no corpus file none.jsonl. Make one with "antiphon corpus FOLDER".\n');
  });
});
