import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SPLITS } from "../../../src/models/dataset.ts";
import { readCorpus } from "../../../src/server/corpus/corpus-reading.ts";
import { CorpusWriter } from "../../../src/server/corpus/corpus-writing.ts";
import { SPLIT_BY } from "../../../src/server/corpus/judge.ts";
import type { CorpusEntry } from "../../../src/server/corpus/verdict.ts";
import { tuneFolder } from "../../helpers/tune-folder.ts";
import { walkingTune } from "../../models/walking-tune.ts";

function write(path: string, entries: readonly CorpusEntry[], splitBy: "tune" | "folder" = "tune"): void {
  const writer = new CorpusWriter(path, splitBy);
  for (const entry of entries) writer.add(entry);
  writer.finish();
}

const entryOf = (id: string): CorpusEntry => ({
  melody: walkingTune(id),
  simple: true,
  split: "test",
  file: `${id}.mid`,
});

/** Any melody that a file can hold: rests and notes one after the other, in whole ticks or in parts of them. */
const ticks = (min: number) =>
  fc.oneof(
    fc.integer({ min, max: 9600 }),
    fc.integer({ min: 1, max: 99 }).map((n) => n / 7),
  );
const notes = fc
  .array(fc.tuple(ticks(0), ticks(1), fc.integer({ min: 0, max: 127 }), fc.integer({ min: 1, max: 127 })), {
    minLength: 1,
  })
  .map((steps) => {
    let onset = 0;
    return steps.map(([rest, duration, pitch, velocity]) => {
      const note = { onset: onset + rest, duration, pitch, velocity };
      onset = note.onset + duration;
      return note;
    });
  });
const text = fc.string({ unit: "binary", minLength: 1 });
const entries = fc.array(
  fc.record({
    melody: fc.record({
      id: text,
      title: fc.string({ unit: "binary" }),
      notes,
      key: fc.record({
        tonic: fc.integer({ min: 0, max: 11 }),
        mode: fc.constantFrom("major" as const, "minor" as const),
      }),
      meter: fc.record({ beats: fc.integer({ min: 1, max: 64 }), unit: fc.constantFrom(1, 2, 4, 8, 16, 32, 64) }),
      tempo: fc.double({ min: 4, max: 1000, noNaN: true }),
      pickup: ticks(0),
    }),
    simple: fc.boolean(),
    split: fc.constantFrom(...SPLITS),
    file: text,
  }),
);

describe("a corpus file", () => {
  test("gives back exactly what was written, whatever that is", () => {
    const path = join(tuneFolder({}), "any.corpus.jsonl");
    fc.assert(
      fc.property(entries, fc.constantFrom(...SPLIT_BY), (all, splitBy) => {
        write(path, all, splitBy);
        expect([...readCorpus(path)]).toEqual(all);
      }),
      { numRuns: 60 },
    );
  });

  test("is there when it is finished, and nothing else is left beside it", () => {
    const folder = tuneFolder({});
    const path = join(folder, "tunes.jsonl");
    const writer = new CorpusWriter(path, "tune");
    writer.add(entryOf("anna"));
    expect(existsSync(path)).toBe(false);
    writer.finish();
    expect(readdirSync(folder)).toEqual(["tunes.jsonl"]);
  });

  test("that is given up leaves the one from before as it was", () => {
    const folder = tuneFolder({});
    const path = join(folder, "tunes.jsonl");
    write(path, [entryOf("anna")]);
    const writer = new CorpusWriter(path, "tune");
    writer.add(entryOf("berta"));
    writer.discard();
    expect([...readCorpus(path)]).toEqual([entryOf("anna")]);
    expect(readdirSync(folder)).toEqual(["tunes.jsonl"]);
  });

  test("is read tune by tune: a fault in the second line costs nothing of the first", () => {
    const path = join(tuneFolder({}), "tunes.jsonl");
    write(path, [entryOf("anna"), entryOf("berta")]);
    writeFileSync(path, readFileSync(path, "utf8").replace('"id":"berta"', '"id":7'));
    const tunes = readCorpus(path);
    expect(tunes.next().value).toEqual(entryOf("anna"));
    expect(() => tunes.next()).toThrow(/line 3: id: /);
  });
});

describe("what is wrong with a corpus file is said in one line, with its place", () => {
  const lines = (change: (all: string[]) => string[]) => (whole: string) => change(whole.split("\n")).join("\n");
  const table: [string, (whole: string) => string, string][] = [
    ["nothing in it", () => "", "line 1: the file is empty."],
    ["a tune in its place", lines(([, tune]) => [tune ?? ""]), "line 1: this is not the head of a corpus."],
    ["text in its place", () => "Dear Sam,\n", "line 1: this is not JSON."],
    [
      "another version",
      (whole) => whole.replace('"version":1', '"version":9'),
      "line 1: the corpus is of version 9, and version 1 is read here.",
    ],
    ["a head that says too little", (whole) => whole.replace('"splitBy":"tune",', ""), "line 1: splitBy: "],
    [
      "cut off after a tune",
      lines((all) => all.slice(0, 2)),
      "line 2: the file ends here with 1 tunes, but its head counts 2.",
    ],
    ["cut off inside a tune", (whole) => whole.slice(0, -200), "line 3: this is not JSON."],
    [
      "a tune too many",
      (whole) => whole + whole.split("\n")[1],
      "line 4: the file ends here with 3 tunes, but its head counts 2.",
    ],
    ["an unknown key", (whole) => whole.replace('"title"', '"colour":1,"title"'), "line 2: the line: "],
    ["a wrong split", (whole) => whole.replace('"split":"test"', '"split":"exam"'), "line 2: split: "],
    ["a meter that cannot be", (whole) => whole.replace('"unit":4', '"unit":5'), "line 2: meter.unit: "],
    [
      "half a note",
      (whole) => whole.replace('"notes":[0,', '"notes":['),
      "line 2: notes: must be four numbers a note, and at least one note.",
    ],
    [
      "no note",
      (whole) => whole.replace(/"notes":\[[^\]]*\]/, '"notes":[]'),
      "line 2: notes: must be four numbers a note",
    ],
    [
      "notes that overlap",
      (whole) => whole.replace(/"notes":\[0,\d+,/, '"notes":[0,9999,'),
      "line 2: notes: note 2 begins before the one before it has ended.",
    ],
    [
      "a pitch that cannot be",
      (whole) => whole.replace(/("notes":\[0,\d+,)\d+/, "$1999"),
      "line 2: notes: note 1 has a pitch that is not 0 to 127.",
    ],
    ["an endless line", () => "x".repeat(17_000_000), "line 1: the line is too long for a tune."],
  ];
  test.each(table)("%s", (_, damage, sentence) => {
    const path = join(tuneFolder({}), "tunes.jsonl");
    write(path, [entryOf("anna"), entryOf("berta")]);
    const whole = readFileSync(path, "utf8");
    expect(damage(whole)).not.toBe(whole);
    writeFileSync(path, damage(whole));
    let message = "";
    try {
      expect([...readCorpus(path)]).toEqual([]);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toContain(`${path}, ${sentence}`);
    expect(message).toMatch(/\. Make it again with "antiphon corpus"\.$/);
    expect(message).not.toContain("\n");
  });

  test("one that is missing, and one that is a folder", () => {
    const folder = tuneFolder({});
    expect(() => [...readCorpus(join(folder, "none"))]).toThrow(/^There is no corpus file .*none\. Make one with /);
    expect(() => [...readCorpus(folder)]).toThrow(/ is not a file\. Name the corpus file that /);
  });
});
