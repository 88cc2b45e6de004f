import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { splitOf } from "../../../src/models/dataset.ts";
import { findTuneFiles } from "../../../src/server/corpus/folder-walk.ts";
import { type Judging, judge } from "../../../src/server/corpus/judge.ts";
import { sourcesOf } from "../../../src/server/corpus/tune-source.ts";
import type { Verdict } from "../../../src/server/corpus/verdict.ts";
import { melodyOf } from "../../helpers/notes.ts";
import { midiOf, tuneFolder, walkingMidi } from "../../helpers/tune-folder.ts";
import { walkingTune } from "../../models/walking-tune.ts";

async function judged(folder: string, judging: Judging = {}): Promise<Map<string, Verdict>> {
  const verdicts = new Map<string, Verdict>();
  for await (const verdict of judge(sourcesOf((await findTuneFiles(folder)).files), judging)) {
    verdicts.set(verdict.file, verdict);
  }
  return verdicts;
}

const saidOf = (verdict: Verdict | undefined) =>
  verdict?.kind === "left out" ? `${verdict.reason}: ${verdict.sentence}` : verdict?.kind;

const ABC = "X:1\nT:Fr\u00e8re Jacques\nM:4/4\nL:1/4\nQ:1/4=108\nK:F\nF G A F | F G A F | A B c2 | A B c2 |]\n";

describe("a file that holds a tune", () => {
  test("is taken, with its key, meter, tempo and notes", async () => {
    const verdicts = await judged(tuneFolder({ "sub/anna.mid": walkingMidi("anna") }));
    const verdict = verdicts.get("sub/anna.mid");
    if (verdict?.kind !== "taken") throw new Error("left out");
    const { melody, file, split } = verdict.entry;
    const { notes, meter, tempo, title } = walkingTune("anna");
    expect(melody).toMatchObject({ id: "sub/anna", title, meter, tempo, pickup: 0 });
    expect(melody.notes).toEqual(notes);
    expect({ file, split }).toEqual({ file: "sub/anna.mid", split: splitOf("sub/anna") });
    expect(verdict.segments).toBe(8);
  });

  test("may be ABC, in UTF-8 or in what was written before it", async () => {
    const folder = tuneFolder({
      "new.abc": ABC,
      "old/it.ABC": Buffer.from(ABC.replace("F G A F", "G A B G"), "latin1"),
    });
    const verdicts = [...(await judged(folder)).values()];
    const titles = verdicts.map((verdict) => verdict.kind === "taken" && verdict.entry.melody.title);
    expect(titles).toEqual(["Fr\u00e8re Jacques", "Fr\u00e8re Jacques"]);
  });
});

describe("a file that is left out", () => {
  const hum = { ...walkingTune("hum"), notes: melodyOf("C4 1 D4 1 E4 1 C4 1") };
  const oneBar = { ...walkingTune("bar"), notes: melodyOf("C4 .5 D4 .5 E4 .5 F4 .5 G4 .5 A4 .5 G4 .5 E4 .5") };
  const table: [string, string, Uint8Array | string, string | RegExp][] = [
    ["empty", "a.mid", "", "not MIDI: the file is empty. Export or copy it again."],
    ["no MIDI", "a.mid", "This is a letter.", /^not MIDI: this is not a MIDI file/],
    ["cut off in its header", "a.mid", walkingMidi("x").slice(0, 10), /^damaged: the file ends inside its header/],
    [
      "too large",
      "a.mid",
      new Uint8Array(3_000_000),
      "too large: the file has 2.9 MiB; at most 1 MiB is read. Choose a shorter file.",
    ],
    ["drums alone", "a.mid", midiOf(walkingTune("x"), 9), /^only percussion: there is only percussion/],
    ["a few notes", "a.mid", midiOf(hum), /^too few notes: the fullest voice has 4 notes; a tune needs at least 8/],
    [
      "a few notes in ABC",
      "a.abc",
      ABC.replace(/F G A F.*/, "F G A F |]"),
      "too few notes: there are 4 notes; a tune needs at least 8.",
    ],
    ["one segment", "a.mid", midiOf(oneBar), /^fewer than two segments: the tune is shorter than two segments/],
    [
      "bars of a minute",
      "a.mid",
      walkingMidi("x", { meter: { beats: 4, unit: 4 }, tempo: 4 }),
      "meter or tempo unusable: a segment in 4/4 at 4 quarter notes a minute would last 60 s, but 0.5 to 16 s can be used. Correct the file's time signature and tempo.",
    ],
    [
      "bars of an instant",
      "a.mid",
      walkingMidi("x", { meter: { beats: 1, unit: 64 } }),
      /^meter or tempo unusable: a segment in 1\/64 at 120/,
    ],
    ["wrong ABC", "a.abc", ABC.replace("K:F", "K:H"), /^not readable as ABC: Tune "a", line 6: "H" is not a key/],
    [
      "endless ABC",
      "a.abc",
      ABC + "C".repeat(100_000),
      "too large: the file has 97.7 KiB; at most 64 KiB is read. Choose a shorter file.",
    ],
    ["two tunes in one ABC file", "a.abc", `${ABC}\n${ABC}`, /^not readable as ABC: .* a second tune begins here/],
  ];
  test.each(table)("%s", async (_, file, contents, said) => {
    const verdicts = await judged(tuneFolder({ [file]: contents }));
    if (typeof said === "string") expect(saidOf(verdicts.get(file))).toBe(said);
    else expect(saidOf(verdicts.get(file))).toMatch(said);
  });

  test("does not keep the next one from being taken", async () => {
    const folder = tuneFolder({ "a.mid": "no", "b.mid": walkingMidi("b"), "c.abc": "no", "d.mid": walkingMidi("d") });
    expect([...(await judged(folder)).values()].map(({ kind }) => kind)).toEqual([
      "left out",
      "taken",
      "left out",
      "taken",
    ]);
  });
});

describe("the same tune twice", () => {
  test("is taken once, and the other file is told which one that is, in whatever key it stands", async () => {
    const higher = walkingTune("anna").notes.map((note) => ({ ...note, pitch: note.pitch + 3 }));
    const folder = tuneFolder({
      "z/anna.mid": walkingMidi("anna"),
      "a/anna in E\u266d.mid": walkingMidi("anna", { notes: higher }),
      "b/berta.mid": walkingMidi("berta"),
    });
    const verdicts = await judged(folder);
    expect(saidOf(verdicts.get("a/anna in E\u266d.mid"))).toBe("taken");
    expect(saidOf(verdicts.get("b/berta.mid"))).toBe("taken");
    expect(saidOf(verdicts.get("z/anna.mid"))).toBe(
      'duplicate: its first 16 intervals are those of "a/anna in E\u266d.mid", which is taken.',
    );
  });

  test("does not hide a tune behind one that was left out itself", async () => {
    const slow = walkingMidi("anna", { tempo: 4 });
    const verdicts = await judged(tuneFolder({ "a.mid": slow, "b.mid": walkingMidi("anna") }));
    expect(saidOf(verdicts.get("a.mid"))).toMatch(/^meter or tempo/);
    expect(saidOf(verdicts.get("b.mid"))).toBe("taken");
  });
});

describe("the split", () => {
  const files: Record<string, Uint8Array> = {};
  for (const set of ["schubert", "schumann/op 48", "folk", "a", "b", "c", "d", "e", "f", "g", "h"]) {
    for (let i = 0; i < 4; i++) files[`${set}/${i}.mid`] = walkingMidi(`${set} ${i}`);
  }
  const splits = async (judging: Judging) => {
    const found = new Map<string, Set<string>>();
    for (const verdict of (await judged(tuneFolder(files), judging)).values()) {
      if (verdict.kind !== "taken") throw new Error("left out");
      const set = join(verdict.file, "..");
      found.set(set, (found.get(set) ?? new Set()).add(verdict.entry.split));
    }
    return [...found.values()].map(({ size }) => size);
  };

  test("by folder keeps the tunes of a folder together; by tune does not", async () => {
    expect(Math.max(...(await splits({ splitBy: "folder" })))).toBe(1);
    expect(Math.max(...(await splits({})))).toBeGreaterThan(1);
  });

  test("by folder lets a tune that lies in none stand for itself", async () => {
    const [verdict] = (await judged(tuneFolder({ "anna.mid": walkingMidi("anna") }), { splitBy: "folder" })).values();
    expect(verdict?.kind === "taken" && verdict.entry.split).toBe(splitOf("anna"));
  });
});

test("judging stops between two files when it is told to", async () => {
  const controller = new AbortController();
  const sources = sourcesOf(
    (await findTuneFiles(tuneFolder({ "a.mid": walkingMidi("a"), "b.mid": walkingMidi("b") }))).files,
  );
  const seen: string[] = [];
  const all = async () => {
    for await (const { file } of judge(sources, { signal: controller.signal })) {
      seen.push(file);
      controller.abort(new Error("enough"));
    }
  };
  await expect(all()).rejects.toThrow("enough");
  expect(seen).toEqual(["a.mid"]);
});
