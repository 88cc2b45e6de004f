import { describe, expect, test } from "vitest";
import type { Melody } from "../../src/engine/music/melody.ts";
import { pitchName, pitchOf } from "../../src/engine/music/note.ts";
import { MidiRefusal } from "../../src/files/midi-refusal.ts";
import type { MidiNote, MidiScore } from "../../src/files/midi-score.ts";
import { melodyFromScore } from "../../src/files/tune-from-score.ts";

const Q = 480;

/** Quarter notes in a row from `from`; "-" is a rest, "C4+E4+G4" a chord. */
function line(names: string, { from = 0, midiChannel = 0, duration = Q } = {}): MidiNote[] {
  return names
    .split(" ")
    .flatMap((together, i) =>
      together === "-"
        ? []
        : together
            .split("+")
            .map((name) => ({ onset: from + i * Q, duration, pitch: pitchOf(name), velocity: 80, midiChannel })),
    );
}

function score(tracks: Record<string, MidiNote[]>, more: Partial<MidiScore> = {}): MidiScore {
  return {
    ppq: 480,
    tracks: Object.entries(tracks).map(([name, notes]) => ({ name, notes })),
    tempos: [{ at: 0, tempo: 120 }],
    meters: [{ at: 0, meter: { beats: 4, unit: 4 } }],
    keySignatures: [],
    warnings: [],
    ...more,
  };
}

const sung = ({ notes }: Melody) => notes.map(({ pitch }) => pitchName(pitch)).join(" ");
const FRERE = "C4 D4 E4 C4 C4 D4 E4 C4 E4 F4 G4 - E4 F4 G4";

describe("the tune of a score", () => {
  test("is its melody with key, meter and tempo", () => {
    const melody = melodyFromScore(score({ "Frère Jacques": line(FRERE) }), "frere-jacques");
    expect(sung(melody)).toBe(FRERE.replace(" -", ""));
    expect(melody).toMatchObject({
      id: "frere-jacques",
      title: "Frère Jacques",
      key: { tonic: 0, mode: "major" },
      meter: { beats: 4, unit: 4 },
      tempo: 120,
      pickup: 0,
    });
    expect(melody.notes[0]).toEqual({ onset: 0, duration: Q, pitch: 60, velocity: 80 });
  });

  test("lies in the high single line, not in chords, bass or drums", () => {
    const tune = line("E5 D5 C5 D5 E5 E5 E5 - D5 D5 D5 - E5 G5 G5");
    const chords = line("C6+E6+G6 C6+E6+G6 C6+E6+G6 C6+E6+G6 C6+E6+G6 C6+E6+G6 C6+E6+G6 C6+E6+G6", { midiChannel: 1 });
    const bass = line("C2 G2 C2 G2 C2 G2 C2 G2 C2 G2 C2 G2", { midiChannel: 2 });
    const drums = line("G9 G9 G9 G9 G9 G9 G9 G9 G9 G9 G9 G9", { midiChannel: 9 });
    const together = [...drums, ...bass, ...chords, ...tune];
    expect(sung(melodyFromScore(score({ all: together }), "mary"))).toBe("E5 D5 C5 D5 E5 E5 E5 D5 D5 D5 E5 G5 G5");
  });

  test("is not a short flourish above it", () => {
    const flourish = line("C7 D7 E7 F7 G7 A7 B7 C8", { from: 40 * Q, midiChannel: 3 });
    const tune = line(`${FRERE} ${FRERE} ${FRERE} ${FRERE}`);
    expect(melodyFromScore(score({ tune, flourish }), "x").title).toBe("tune");
  });

  test("is the voice that says so, though another is a little higher", () => {
    const high = line("A4 A4 A4 A4 A4 A4 A4 A4 A4", { midiChannel: 1 });
    expect(melodyFromScore(score({ Violin: high, Vocals: line(FRERE) }), "x").title).toBe("Vocals");
  });

  test("is the top of the chords where there is one voice only, and no note sounds into the next", () => {
    const melody = melodyFromScore(
      score({ piano: line("C4+E4 F4+A4 G4 C4+G4 A4 G4+B3 F4 E4", { duration: 700 }) }),
      "x",
    );
    expect(sung(melody)).toBe("E4 A4 G4 G4 A4 G4 F4 E4");
    expect(melody.notes.map(({ duration }) => duration)).toEqual([Q, Q, Q, Q, Q, Q, Q, 700]);
  });

  test("is not cut by the accompaniment under a long note", () => {
    const held = line("C5 - - - D5 - - -", { duration: 4 * Q });
    const under = line("E3 G3 E3 G3 F3 A3 F3 A3");
    const rest = line("E5 F5 G5 A5 B5 C6", { from: 8 * Q });
    const melody = melodyFromScore(score({ piano: [...held, ...under, ...rest] }), "x");
    expect(sung(melody)).toBe("C5 D5 E5 F5 G5 A5 B5 C6");
    expect(melody.notes[0]?.duration).toBe(4 * Q);
  });

  test("takes a chord that is played a little apart as one", () => {
    const apart = line("C4 D4 E4 F4 G4 F4 E4 D4").flatMap((note) => [
      { ...note, pitch: note.pitch - 12 },
      { ...note, onset: note.onset + 20, duration: 440 },
    ]);
    expect(sung(melodyFromScore(score({ piano: apart }), "x"))).toBe("C4 D4 E4 F4 G4 F4 E4 D4");
  });
});

test("a tune that stands one tick beside its bar lines, as abc2midi writes it, is put on them", () => {
  const late = line(FRERE).map((note) => ({ ...note, onset: note.onset + 1, duration: Q - 1 }));
  expect(melodyFromScore(score({ late }), "x").notes).toEqual(melodyFromScore(score({ tune: line(FRERE) }), "x").notes);
});

test("timing of a human hand is left as it is", () => {
  const played = line(FRERE).map((note, i) => ({ ...note, onset: note.onset + 3 + (i % 4), duration: 400 - 2 }));
  const { notes } = melodyFromScore(score({ played }), "x");
  expect(notes.map(({ onset }) => onset)).toEqual(played.map(({ onset }) => onset));
});

describe("tempo and bars", () => {
  test("the tempo is the one in the middle of the playing time", () => {
    const tempos = [
      { at: 0, tempo: 60 },
      { at: 2 * Q, tempo: 120 },
      { at: 12 * Q, tempo: 200 },
    ];
    expect(melodyFromScore(score({ tune: line(FRERE) }, { tempos }), "x").tempo).toBe(120);
  });

  test("a short first bar is an upbeat", () => {
    const meters = [
      { at: 0, meter: { beats: 1, unit: 4 } },
      { at: Q, meter: { beats: 3, unit: 4 } },
    ];
    const melody = melodyFromScore(score({ tune: line("G4 C5 C5 C5 E5 C5 C5 E5 G5") }, { meters }), "x");
    expect(melody).toMatchObject({ meter: { beats: 3, unit: 4 }, pickup: Q });
    expect(melody.notes[0]?.onset).toBe(0);
  });

  test("so is a first note in the second half of a bar; rests before it are left out", () => {
    const melody = melodyFromScore(score({ tune: line("G4 C5 C5 C5 E5 C5 C5 E5 G5", { from: 7 * Q }) }), "x");
    expect(melody).toMatchObject({ pickup: Q });
    expect(melody.notes[1]?.onset).toBe(Q);
  });

  test("an upbeat that the file counts as the first beat shows at the end: upbeat and last bar make a bar", () => {
    const body = line("G4 C5 C5 C5 D5 E5 E5 E5 D5", { from: 0 });
    const ending = (onset: number, duration: number): MidiNote => ({ ...line("C5")[0], onset, duration }) as MidiNote;
    const upbeat = melodyFromScore(score({ tune: [...body, ending(9 * Q, 3 * Q)] }), "x");
    expect(upbeat).toMatchObject({ pickup: Q });
    const none = melodyFromScore(score({ tune: [...body, ending(10 * Q, 2 * Q)] }), "x");
    expect(none).toMatchObject({ pickup: 0 });
  });

  test("a rest on the first beat stays a rest", () => {
    const melody = melodyFromScore(score({ tune: line("C5 C5 C5 E5 C5 C5 E5 G5", { from: 9 * Q }) }), "x");
    expect(melody.pickup).toBe(0);
    expect(melody.notes[0]?.onset).toBe(Q);
  });

  test("the key signature decides between keys that share the notes", () => {
    const keySignatures = [{ at: 0, fifths: 1, minor: false }];
    const tune = line("G4 A4 B4 D5 B4 A4 G4 D4 G4 G4");
    expect(melodyFromScore(score({ tune }, { keySignatures }), "x").key).toEqual({ tonic: 7, mode: "major" });
  });
});

describe("what has no tune is refused in a sentence", () => {
  test.each([
    [
      "seven notes",
      score({ tune: line("C4 D4 E4 F4 G4 A4 B4") }),
      /^hum: the fullest voice has 7 notes; a tune needs at least 8\./,
    ],
    ["no notes", score({}), /^hum: the fullest voice has 0 notes;/],
    ["drums", score({ drums: line(FRERE, { midiChannel: 9 }) }), /^hum: there is only percussion \(MIDI channel 10\);/],
    ["three chords", score({ organ: line("C4+E4+G4 C4+F4+A4 B3+D4+G4") }), /^hum: the fullest voice has 3 notes;/],
  ])("%s", (_, poor, sentence) => {
    expect(() => melodyFromScore(poor, "hum")).toThrow(MidiRefusal);
    expect(() => melodyFromScore(poor, "hum")).toThrow(sentence);
  });
});
