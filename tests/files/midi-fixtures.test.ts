import { expect, test } from "vitest";
import { readMidiBytes } from "../../src/files/midi-reading.ts";
import { sharedFiles } from "./shared-data.ts";

type Row = readonly [file: string, notes: readonly number[] | "refused", ...sentences: RegExp[]];

/** File, notes of each track, and what is said about it; "refused" where it cannot be read. */
const TABLE: readonly Row[] = [
  ["test-2-tracks-type-1", [8, 8]],
  ["test-all-gm-percussion", [183]],
  ["test-all-gm2-sounds", [1060]],
  ["test-all-microsoft-gs-wavetable-synth-sounds", [904]],
  ["test-c-major-scale", [8]],
  ["test-control-40-damper", [8]],
  ["test-control-54-portamento-control", [1]],
  ["test-control-7d-omni-mode-on", [0]],
  ["test-control-7f-poly-mode-on", [0]],
  [
    "test-corrupt-file-missing-byte",
    [8],
    /byte 14: the track header says 246 bytes but the file ends after 245\.$/,
    /byte 266: the end-of-track event is cut off\.$/,
  ],
  ["test-empty", [0]],
  ["test-gm2-doggy-79-01-7b", [3]],
  ["test-illegal-message-all", [8], ...[1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14].map(stray)],
  ["test-illegal-message-f2-xx-xx", [8], stray(2)],
  ["test-illegal-message-f4", [8], stray(4)],
  ["test-illegal-message-f6", [8], stray(6)],
  ["test-illegal-message-f9", [8], stray(9)],
  ["test-illegal-message-fb", [8], stray(11)],
  ["test-illegal-message-fd", [8], stray(13)],
  ["test-karaoke-kar", [0, 0, 29]],
  ["test-multichannel-chords-1", [8, 8, 8]],
  ["test-multichannel-chords-3", [8, 8, 8]],
  [
    "test-not-a-midi-file",
    "refused",
    /byte 0: this is not a MIDI file: it does not begin with "MThd"\. Choose a \.mid file\.$/,
  ],
  ["test-rpn-00-00-pitch-bend-range", [5]],
  ["test-rpn-00-02-coarse-tuning", [8]],
  ["test-running-status-metaevent", [8], /byte 234: a message left out its first byte after a meta or system event/],
  ["test-silence-all-notes-off", [0]],
  ["test-silence-text-metaevent", [0]],
  ["test-sysex-7e-06-01-id-request", [0]],
  ["test-sysex-7e-09-02-gm-disable", [0]],
  ["test-sysex-7f-04-03-master-fine-tuning", [5]],
  ["test-sysex-7x-08-0x-scale-tuning", [65]],
  ["test-sysex-gs-40-1x-4x-scale-tuning", [3]],
  ["test-track-length", [1]],
  ["test-vlq-3-byte", [8]],
  ["test-xg-doggy-40-00-30", [3]],
];

function stray(low: number): RegExp {
  return new RegExp(
    `byte \\d+: the message F${low.toString(16).toUpperCase()} has no place in a file and was skipped\\.$`,
  );
}

const fixtures = new Map(sharedFiles("midi-fixtures").map(({ file, bytes }) => [file, bytes]));

// The fixtures lie in ../shared/data, which a clone alone does not have.
test.skipIf(fixtures.size === 0)("the table names every fixture", () => {
  expect(TABLE.map(([file]) => `${file}.mid`).sort()).toEqual([...fixtures.keys()].sort());
});

test.skipIf(fixtures.size === 0).each(TABLE.map((row) => ({ file: row[0], row })))("$file", ({ row }) => {
  const [file, notes, ...sentences] = row;
  const name = `${file}.mid`;
  const bytes = fixtures.get(name) ?? new Uint8Array();
  if (notes === "refused") {
    expect(() => readMidiBytes(bytes, name)).toThrow(sentences[0]);
    return;
  }
  const score = readMidiBytes(bytes, name);
  expect(score.tracks.map((track) => track.notes.length)).toEqual(notes);
  expect(score.warnings).toHaveLength(sentences.length);
  sentences.forEach((sentence, i) => {
    expect(score.warnings[i]).toMatch(sentence);
    expect(score.warnings[i]?.startsWith(`${name}: byte `)).toBe(true);
  });
});
