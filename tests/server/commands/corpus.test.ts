import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type CorpusOptions, corpus } from "../../../src/server/commands/corpus.ts";
import { readCorpus } from "../../../src/server/corpus/corpus-reading.ts";
import { Progress } from "../../../src/server/corpus/progress.ts";
import { antiphon, dataFolder } from "../../helpers/engine.ts";
import { tuneFolder, walkingMidi } from "../../helpers/tune-folder.ts";

/** Runs the command in this process; what it said. */
async function make(folder: string, changes: Partial<CorpusOptions> = {}): Promise<string> {
  let said = "";
  const write = (text: string) => {
    said += text;
  };
  const out = join(folder, "out.corpus.jsonl");
  const never = new AbortController().signal;
  await corpus({ folder, out, splitBy: "tune", screen: { write }, signal: never, ...changes });
  return said;
}

const TUNES = {
  "a/anna.mid": walkingMidi("anna"),
  "a/berta.mid": walkingMidi("berta"),
  "b/anna.mid": walkingMidi("anna"),
  'b/broken, but "mine".mid': "no",
  "b/clara.mid": walkingMidi("clara", { title: "=1+1" }),
  "cover.jpg": "",
};

describe("antiphon corpus", () => {
  test("writes the tunes, a verdict on every file, and says what became of them", async () => {
    const folder = tuneFolder(TUNES);
    const said = await make(folder);
    const tunes = [...readCorpus(join(folder, "out.corpus.jsonl"))];
    expect(tunes.map(({ melody, file }) => [melody.id, file])).toEqual([
      ["a/anna", "a/anna.mid"],
      ["a/berta", "a/berta.mid"],
      ["b/clara", "b/clara.mid"],
    ]);
    expect(said).toContain(
      "3 of 5 files are taken.\nLeft out: duplicate 1, not MIDI 1.\nPassed over: 1 files of other kinds.\n",
    );
    expect(said).toContain('Left out: b/anna.mid: its first 16 intervals are those of "a/anna.mid", which is taken.\n');
    expect(said).toMatch(
      /Split by tune: training \d, validation \d, test \d\. Simple: \d\.\nNotes: \d+ in 24 segments\.\n/,
    );
    expect(said).toMatch(/Meters: 4\/4 3\.\nPitches: [A-G]#?\d to [A-G]#?\d, median range of a tune \d+ semitones\.\n/);
    expect(said).toMatch(/Tempo: 120 to 120 quarter notes a minute, median 120\.\nWritten to .*out\.corpus\.jsonl; /);
  });

  test("reports as CSV, one row a file; no title becomes a formula", async () => {
    const folder = tuneFolder(TUNES);
    await make(folder);
    const rows = readFileSync(join(folder, "out.corpus.report.csv"), "utf8").slice(1).trimEnd().split("\r\n");
    expect(rows).toHaveLength(6);
    expect(rows[0]).toBe(
      "file,verdict,reason,explanation,title,split,simple,key,meter,tempo,upbeat (beats),notes,segments,lowest,highest",
    );
    expect(rows[1]).toMatch(
      /^a\/anna\.mid,taken,,,anna,(training|validation|test),(true|false),[A-G][b#]? m(aj|in)or,4\/4,120,0,\d+,8,/,
    );
    expect(rows[3]).toMatch(
      /^b\/anna\.mid,left out,duplicate,"its first 16 intervals are those of ""a\/anna\.mid"", which is taken\.",anna,,,/,
    );
    expect(rows[4]).toMatch(/^"b\/broken, but ""mine""\.mid",left out,not MIDI,/);
    expect(rows[5]).toContain("b/clara.mid,taken,,,'=1+1,");
  });

  test("makes the same file again, byte for byte", async () => {
    const folder = tuneFolder(TUNES);
    const place = (name: string) => join(folder, name);
    await make(folder, { out: place("1.jsonl") });
    await make(folder, { out: place("2.jsonl") });
    expect(readFileSync(place("2.jsonl"))).toEqual(readFileSync(place("1.jsonl")));
  });

  test("told to stop, leaves what was there before and nothing else", async () => {
    const folder = tuneFolder(TUNES);
    const out = join(folder, "out.corpus.jsonl");
    writeFileSync(out, "from before");
    const before = readdirSync(folder);
    const controller = new AbortController();
    const write = (text: string) => {
      if (text.startsWith("2 of")) controller.abort();
    };
    await expect(make(folder, { screen: { write }, signal: controller.signal })).rejects.toThrow(
      "Stopped: nothing is written, and what was there before is as it was.",
    );
    expect(readFileSync(out, "utf8")).toBe("from before");
    expect(readdirSync(folder)).toEqual(before);
  });

  test("refuses what cannot be, in one sentence", async () => {
    const folder = tuneFolder(TUNES);
    const none = tuneFolder({ "letter.txt": "" });
    const poor = tuneFolder({ "a.mid": "no" });
    await expect(make(none)).rejects.toThrow(
      `${none} holds no file that ends in .mid, .midi, .kar, .abc. Choose a folder of tunes.`,
    );
    await expect(make(folder, { out: join(folder, "a", "anna.mid") })).rejects.toThrow(
      "anna.mid would be the name of a tune.",
    );
    await expect(make(folder, { out: join(folder, "no", "x.jsonl") })).rejects.toThrow(
      /x\.report\.csv could not be written: ENOENT.* Name another place with --out\.$/,
    );
    await expect(make(folder, { out: join(folder, "a") })).rejects.toThrow(
      /could not be written: there is a folder of that name/,
    );
    await expect(make(poor)).rejects.toThrow(
      /^No file of .* gives a tune, so no corpus is written; .*report\.csv says why of each\.$/,
    );
    expect(readdirSync(poor)).toEqual(["a.mid", "out.corpus.report.csv"]);
    expect(readdirSync(folder).sort()).toEqual(["a", "b", "cover.jpg"]);
  });
});

describe("the progress", () => {
  const drawn = (isTTY: boolean, total: number) => {
    let said = "";
    let now = 0;
    const write = (text: string) => {
      said += text;
    };
    const progress = new Progress({ isTTY, write }, () => now);
    for (let done = 1; done <= total; done++) {
      now += 50;
      progress.show(done, total, Math.floor(done / 2));
    }
    progress.end();
    return said;
  };

  test("on a terminal is a bar that moves five times a second at most, and goes away", () => {
    const frames = drawn(true, 12).split("\r\u001B[K");
    expect(frames).toEqual([
      "",
      "[##----------------------] 1 of 12 files read, 0 taken",
      "[##########--------------] 5 of 12 files read, 2 taken",
      "[##################------] 9 of 12 files read, 4 taken",
      "",
    ]);
  });

  test("elsewhere is a plain line at every tenth", () => {
    const lines = drawn(false, 2000).trimEnd().split("\n");
    expect(lines).toHaveLength(10);
    expect(lines[0]).toBe("200 of 2,000 files read, 100 taken");
    expect(lines[9]).toBe("2,000 of 2,000 files read, 1,000 taken");
    expect(drawn(false, 3).trimEnd().split("\n")).toHaveLength(3);
  });
});

describe("the command line", { timeout: 120_000 }, () => {
  test.skipIf(process.platform === "win32")("Ctrl-C ends it with 1 and one sentence, and leaves nothing", async () => {
    const folder = tuneFolder(
      Object.fromEntries(Array.from({ length: 800 }, (_, i) => [`${i}.mid`, walkingMidi(`${i}`)])),
    );
    const out = tuneFolder({});
    const run = antiphon(["corpus", folder, "--out", join(out, "tunes.jsonl")], dataFolder());
    run.process.stdout?.once("data", () => run.process.kill("SIGINT"));
    expect(await run.ended).toBe(1);
    expect(run.said()).toMatch(
      /^Looking for tunes in .*\n(.* taken\n)*Stopped: nothing is written, and what was there before is as it was\.\n$/,
    );
    expect(readdirSync(out)).toEqual([]);
  });

  test("an unknown way to split is refused", async () => {
    const run = antiphon(["corpus", "x", "--split-by", "mood"], dataFolder());
    expect(await run.ended).toBe(1);
    expect(run.said()).toBe('--split-by wants "tune" or "folder", not "mood".\n');
  });
});
