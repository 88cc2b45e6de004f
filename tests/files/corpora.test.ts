import { expect, test } from "vitest";
import { readMidiBytes } from "../../src/files/midi-reading.ts";
import { MidiRefusal } from "../../src/files/midi-refusal.ts";
import { melodyFromScore } from "../../src/files/tune-from-score.ts";
import { sharedFiles } from "./shared-data.ts";

// The corpora lie in ../shared/data, which a clone alone does not have.
test.skipIf(sharedFiles("open-hymnal-melodies").length === 0).each([
  ["openscore-lieder-melodies", 1422, 210_591],
  ["open-hymnal-melodies", 273, 14_665],
])("every tune of %s is read, whole, without a warning", { timeout: 60_000 }, (corpus, files, notes) => {
  const refused: string[] = [];
  const warned: string[] = [];
  let read = 0;
  let count = 0;
  for (const { file, bytes } of sharedFiles(corpus)) {
    try {
      const score = readMidiBytes(bytes, file);
      warned.push(...score.warnings);
      count += melodyFromScore(score, file).notes.length;
      read++;
    } catch (error) {
      if (!(error instanceof MidiRefusal)) throw error;
      refused.push(error.message);
    }
  }
  expect({ refused, warned, read, count }).toEqual({ refused: [], warned: [], read: files, count: notes });
});
