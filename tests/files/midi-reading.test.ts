import { describe, expect, test } from "vitest";
import { pitchName } from "../../src/engine/music/note.ts";
import { readMidiBytes } from "../../src/files/midi-reading.ts";
import { MidiRefusal } from "../../src/files/midi-refusal.ts";
import { LONGEST, type MidiScore } from "../../src/files/midi-score.ts";
import { chunk, END, midi, quarter, track } from "./midi-by-hand.ts";

const read = (bytes: Uint8Array) => readMidiBytes(bytes, "tune.mid");
const refusal = (bytes: Uint8Array): string => {
  try {
    read(bytes);
  } catch (error) {
    if (error instanceof MidiRefusal) return error.message;
    throw error;
  }
  throw new Error("the file was read");
};
const names = (score: MidiScore) =>
  score.tracks.map(({ notes }) => notes.map(({ pitch }) => pitchName(pitch)).join(" "));
const first = (score: MidiScore) => score.tracks[0]?.notes ?? [];

describe("a sound file", () => {
  test("gives notes, tempo, meter and key in engine ticks", () => {
    const score = read(
      midi([
        track([0, 0xff, 0x51, 3, 0x07, 0xa1, 0x20], [0, 0xff, 0x58, 4, 3, 2, 24, 8], [0, 0xff, 0x59, 2, 0xff, 1]),
        track([0, 0xff, 0x03, 4, 0x54, 0x75, 0x6e, 0x65], quarter(60), quarter(62, 48)),
      ]),
    );
    expect(score).toEqual({
      ppq: 480,
      tracks: [
        { name: "", notes: [] },
        {
          name: "Tune",
          notes: [
            { onset: 0, duration: 480, pitch: 60, velocity: 80, midiChannel: 0 },
            { onset: 720, duration: 480, pitch: 62, velocity: 80, midiChannel: 0 },
          ],
        },
      ],
      tempos: [{ at: 0, tempo: 120 }],
      meters: [{ at: 0, meter: { beats: 3, unit: 4 } }],
      keySignatures: [{ at: 0, fifths: -1, minor: true }],
      warnings: [],
    });
  });

  test("without tempo and meter is 120 and 4/4 from the start, until the file changes them", () => {
    const score = read(midi([track(quarter(60), [0, 0xff, 0x51, 3, 0x0f, 0x42, 0x40])]));
    expect(score.tempos).toEqual([
      { at: 0, tempo: 120 },
      { at: 480, tempo: 60 },
    ]);
    expect(score.meters).toEqual([{ at: 0, meter: { beats: 4, unit: 4 } }]);
  });

  test("keeps its tempo when the division is finer or coarser than ours", () => {
    for (const division of [1, 24, 96, 480, 960, 0x7fff]) {
      const bytes = midi([track([0, 0x90, 60, 80, 0x81, 0x00, 0x80, 60, 0])], { division });
      expect(first(read(bytes))[0]?.duration).toBe(Math.max(1, Math.round((128 * 480) / division)));
    }
  });

  test("with note-on at velocity 0 and running status ends its notes", () => {
    const score = read(midi([track([0, 0x90, 60, 80, 96, 60, 0, 0, 64, 90, 96, 64, 0])]));
    expect(first(score).map(({ onset, duration }) => [onset, duration])).toEqual([
      [0, 480],
      [480, 480],
    ]);
    expect(score.warnings).toEqual([]);
  });

  test("may strike a repeated note before it ends the one before, at the same tick", () => {
    const score = read(midi([track([0, 0x90, 60, 80, 96, 0x90, 60, 70, 0, 0x80, 60, 0, 96, 0x80, 60, 0])]));
    expect(first(score).map(({ onset, duration, velocity }) => [onset, duration, velocity])).toEqual([
      [0, 480, 80],
      [480, 480, 70],
    ]);
  });

  test('ends every note of a channel at "all notes off", and no other channel\'s', () => {
    const score = read(midi([track([0, 0x90, 60, 80, 0, 0x91, 67, 80, 96, 0xb0, 123, 0, 96, 0x81, 67, 0])]));
    expect(first(score).map(({ pitch, duration }) => [pitch, duration])).toEqual([
      [60, 480],
      [67, 960],
    ]);
  });

  test("may count time in film frames: 25 frames of 40 ticks are a second, two beats at 120", () => {
    const score = read(midi([track([0, 0x90, 60, 80, 0x87, 0x68, 0x80, 60, 0])], { division: 0xe728 }));
    expect(first(score)[0]?.duration).toBe(960);
    expect(score.tempos).toEqual([{ at: 0, tempo: 120 }]);
    expect(score.warnings[0]).toMatch(/^tune\.mid: byte 12: time is counted in film frames/);
  });

  test("of format 2 takes tempo and meter from its first piece", () => {
    const slow = [0, 0xff, 0x51, 3, 0x0f, 0x42, 0x40];
    const score = read(midi([track(slow, quarter(60)), track([0, 0xff, 0x51, 3, 7, 0xa1, 0x20])], { format: 2 }));
    expect(score.tempos).toEqual([{ at: 0, tempo: 60 }]);
  });

  test("may lie in a RIFF wrapper", () => {
    const inner = midi([track(quarter(60))]);
    const wrapped = Uint8Array.from([...chunk("RIFF", []), ...chunk("RMID", []), ...inner]);
    expect(names(read(wrapped))).toEqual(["C4"]);
  });
});

describe("a damaged file is read as far as it goes", () => {
  const warned = (bytes: Uint8Array) => {
    const score = read(bytes);
    return { notes: names(score), warnings: score.warnings.join("\n") };
  };

  test("a track length that is too short, too long or past the end", () => {
    const body = [...quarter(60), ...quarter(62), ...END];
    for (const length of [0, 3, body.length - 1, body.length + 1, 900, 0xffffffff]) {
      const { notes, warnings } = warned(midi([chunk("MTrk", body, length), track(quarter(64))]));
      expect(notes).toEqual(["C4 D4", "E4"]);
      expect(warnings).toMatch(new RegExp(`byte 14: the track header says ${length} bytes`));
    }
  });

  test("a length that swallows the next track whole", () => {
    const body = [...quarter(60), ...END];
    const next = track(quarter(64));
    const { notes, warnings } = warned(midi([chunk("MTrk", body, body.length + next.length), next]));
    expect(notes).toEqual(["C4", "E4"]);
    expect(warnings).toMatch(/byte 34: a track was found inside the length that the one before claims/);
  });

  test("unknown chunks and junk before, between and after the tracks", () => {
    const junk = [0x00, 0x13, 0x37];
    const { notes, warnings } = warned(
      midi([junk, track(quarter(60)), chunk("XFIH", [1, 2, 3]), track(quarter(64)), junk], { count: 2 }),
    );
    expect(notes).toEqual(["C4", "E4"]);
    expect(warnings).toMatch(/byte 14: 3 bytes that belong to no track/);
    expect(warnings).toMatch(/unknown kind \("XFIH"\)/);
  });

  test("a missing end of track", () => {
    const { notes, warnings } = warned(midi([chunk("MTrk", quarter(60))]));
    expect(notes).toEqual(["C4"]);
    expect(warnings).toBe("tune.mid: byte 30: the track has no end-of-track event.");
  });

  test.each([0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf8, 0xf9, 0xfa, 0xfb, 0xfc, 0xfd, 0xfe])(
    "a stray message %i with its data bytes",
    (status) => {
      const data = status === 0xf2 ? [5, 6] : status === 0xf1 || status === 0xf3 ? [5] : [];
      const { notes, warnings } = warned(midi([track(quarter(60), [0, status, ...data], quarter(64))]));
      expect(notes).toEqual(["C4 E4"]);
      expect(warnings).toContain(`byte 31: the message ${status.toString(16).toUpperCase()} has no place in a file`);
    },
  );

  test("running status across a meta and a system event", () => {
    const { notes, warnings } = warned(
      midi([track([0, 0x90, 60, 80, 96, 60, 0, 0, 0xff, 1, 0, 0, 62, 80, 0, 0xf0, 1, 0xf7, 96, 62, 0])]),
    );
    expect(notes).toEqual(["C4 D4"]);
    expect(warnings.split("\n")).toHaveLength(2);
  });

  test("a value over 127 costs its own event only", () => {
    const { notes, warnings } = warned(midi([track(quarter(60), [0, 0x90, 0xbc, 80], quarter(64), quarter(65))]));
    expect(notes).toEqual(["C4 E4 F4"]);
    expect(warnings).toMatch(/byte 32: a message with a value over 127/);
  });

  test("data before any message, and a waiting time without an end", () => {
    expect(warned(midi([track([0, 60, 80], quarter(64))])).notes).toEqual(["E4"]);
    expect(warned(midi([track([0xff, 0xff, 0xff, 0xff, 0xff], quarter(64))])).notes).toEqual(["E4"]);
  });

  test("a wait of more than a day is left out and the notes after it are not lost", () => {
    const score = read(midi([track(quarter(60), [0xff, 0xff, 0xff, 0x7f, 0x90, 62, 80, 96, 0x80, 62, 0])]));
    expect(first(score).map(({ onset }) => onset)).toEqual([0, 480]);
    expect(score.warnings[0]).toMatch(/a waiting time of more than a day/);
    expect(first(score).every(({ onset }) => onset <= LONGEST)).toBe(true);
  });

  test("notes that never end, ends without a note, notes without length", () => {
    const score = read(
      midi([track([0, 0x90, 60, 80], [0, 0x80, 61, 0], [0, 0x90, 62, 80, 0, 0x80, 62, 0, 96, 0xc0, 1])]),
    );
    expect(first(score).map(({ pitch, duration }) => [pitch, duration])).toEqual([
      [60, 480],
      [62, 1],
    ]);
    expect(score.warnings.join("\n")).toMatch(/1 notes of this track never end/);
    expect(score.warnings.join("\n")).toMatch(/1 note-offs of this track end no note/);
  });

  test("tempo, meter and key that cannot be", () => {
    const score = read(
      midi([
        track([0, 0xff, 0x51, 3, 0, 0, 0], [0, 0xff, 0x58, 4, 0, 2, 24, 8], [0, 0xff, 0x58, 4, 4, 9, 24, 8]),
        track([0, 0xff, 0x59, 2, 8, 0], quarter(60)),
      ]),
    );
    expect(score.tempos).toEqual([{ at: 0, tempo: 120 }]);
    expect(score.meters).toEqual([{ at: 0, meter: { beats: 4, unit: 4 } }]);
    expect(score.keySignatures).toEqual([]);
    expect(score.warnings).toHaveLength(4);
  });

  test("a thousand faults give twenty sentences and a count", () => {
    const { warnings } = read(midi([track(...Array.from({ length: 1000 }, () => [0, 0xf4]), quarter(60))]));
    expect(warnings).toHaveLength(21);
    expect(warnings.at(-1)).toBe("tune.mid: and 980 more places like these.");
  });
});

describe("what cannot be read gets one sentence that names file, byte and what to do", () => {
  const whole = midi([track(quarter(60))]);
  test.each([
    ["nothing", new Uint8Array(), "tune.mid: byte 0: the file is empty."],
    [
      "a text",
      new TextEncoder().encode("X:1\nT:Not MIDI\nK:C\n"),
      'byte 0: this is not a MIDI file: it does not begin with "MThd"',
    ],
    ["half a header", whole.slice(0, 11), "tune.mid: byte 11: the file ends inside its header."],
    ["no track", whole.slice(0, 14), "tune.mid: byte 14: there is no track after the header."],
    ["a track of noise", midi([chunk("MTrk", [1, 2, 3, 4, 5])]), "byte 14: nothing in its tracks can be read."],
    [
      "division 0",
      midi([track(quarter(60))], { division: 0 }),
      "byte 12: the header says that a quarter note has 0 ticks.",
    ],
    [
      "film frames that do not exist",
      midi([track()], { division: 0x8101 }),
      "but 127 frames a second of 1 ticks do not exist.",
    ],
    ["more than 1 MiB", new Uint8Array(1_500_000), "tune.mid: the file has 1.4 MiB; at most 1 MiB is read."],
    [
      "more than 200,000 events",
      midi([track([0, 0x90, 60, 80], Array.from({ length: 200_001 }, () => [0, 60, 80]).flat())]),
      "there are more than 200,000 events. Choose a shorter file.",
    ],
  ])("%s", (_, bytes, sentence) => {
    const message = refusal(bytes);
    expect(message).toContain(sentence);
    expect(message).toMatch(/^tune\.mid: .+\. (Export|Choose) [^.]+(\.mid file)?[^.]*\.$/);
    expect(message).not.toContain("\n");
  });
});
