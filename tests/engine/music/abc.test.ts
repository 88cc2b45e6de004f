import { describe, expect, test } from "vitest";
import { parseAbc } from "../../../src/engine/music/abc.ts";
import { AbcError } from "../../../src/engine/music/abc-error.ts";
import { readAbcKey } from "../../../src/engine/music/abc-key.ts";
import { pitchName } from "../../../src/engine/music/note.ts";

/** A tune of one line of music; `fields` replace or join those of its head. */
function tune(music: string, fields: Record<string, string> = {}): string {
  const { K: key = "C", ...others } = fields;
  const head = { X: "1", T: "Test", M: "4/4", L: "1/4", ...others, K: key };
  return [...Object.entries(head).map(([name, text]) => `${name}:${text}`), music].join("\n");
}

/** The notes as "C4 1", pitch and length in quarters; a gap before a note is "- 1". */
function heard(music: string, fields: Record<string, string> = {}): string {
  const words: string[] = [];
  let end = 0;
  for (const { onset, duration, pitch } of parseAbc(tune(music, fields), "test").melody.notes) {
    if (onset > end) words.push(`- ${Number(((onset - end) / 480).toFixed(3))}`);
    words.push(`${pitchName(pitch)} ${Number((duration / 480).toFixed(3))}`);
    end = onset + duration;
  }
  return words.join(", ");
}

describe("the notes of ABC", () => {
  test.each<[string, string, Record<string, string>, string]>([
    ["octaves", "C c C, c' |]", {}, "C4 1, C5 1, C3 1, C6 1"],
    ["stacked octave marks", "C,, c'' B,' z |]", {}, "C2 1, C7 1, B4 1"],
    ["lengths", "C2 C/ C/2 C3/2 C//C1/4 |]", { M: "5/4" }, "C4 2, C4 0.5, C4 0.5, C4 1.5, C4 0.25, C4 0.25"],
    ["rests", "C z/ D/ z E |]", {}, "C4 1, - 0.5, D4 0.5, - 1, E4 1"],
    ["a key signature", "F B f b |]", { K: "D" }, "F#4 1, B4 1, F#5 1, B5 1"],
    ["flats", "B E A D |]", { K: "Eb" }, "A#4 1, D#4 1, G#4 1, D4 1"],
    ["a mode's own signature", "F B C G |]", { K: "Ddor" }, "F4 1, B4 1, C4 1, G4 1"],
    ["an accidental in the key", "F G B C |]", { K: "Am ^G" }, "F4 1, G#4 1, B4 1, C4 1"],
    ["accidentals", "^C _D =E ^^F |]", {}, "C#4 1, C#4 1, E4 1, G4 1"],
    ["an accidental until the bar line", "^F F f =F | F4 |]", { K: "C" }, "F#4 1, F#4 1, F#5 1, F4 1, F4 4"],
    ["a natural against the key", "=F F2 z | F4 |]", { K: "G" }, "F4 1, F4 2, - 1, F#4 4"],
    ["triplets", "(3CDE (3F2G2A2 |]", { M: "6/4" }, "C4 0.667, D4 0.667, E4 0.667, F4 1.333, G4 1.333, A4 1.333"],
    ["broken rhythm", "C>D E<F |]", {}, "C4 1.5, D4 0.5, E4 0.5, F4 1.5"],
    ["doubly broken rhythm", "C>>D E<<F |]", {}, "C4 1.75, D4 0.25, E4 0.25, F4 1.75"],
    ["broken rhythm with a rest", "C>z D2 |]", {}, "C4 1.5, - 0.5, D4 2"],
    ["a tie over the bar line", "C3 D- | D E3 |]", {}, "C4 3, D4 2, E4 3"],
    ["a tie keeps its accidental", "C3 ^F- | F F3 |]", {}, "C4 3, F#4 2, F4 3"],
    ["a tie says nothing of its neighbour", "C3 ^F- | F E3 |]", {}, "C4 3, F#4 2, E4 3"],
    ["ties over several notes", "C4- | C4- | C4 |]", {}, "C4 12"],
    ["slurs, chord names, beams and comments", '(C"Am"D) `E`F | G4 |] % the end', {}, "C4 1, D4 1, E4 1, F4 1, G4 4"],
  ])("%s", (_, music, fields, expected) => {
    expect(heard(music, fields)).toBe(expected);
  });

  test("fields may be commented, words are passed over, lines may be continued", () => {
    const text =
      "X:1 % first\r\nT:Words\r\nM:2/4\r\nL:1/8\r\nK:G % one sharp\r\nG2A2 \\\r\nw:two notes\r\n| F4 |]\r\nW:more words\r\n";
    const { melody } = parseAbc(text, "words");
    expect(melody.notes.map(({ pitch }) => pitchName(pitch))).toEqual(["G4", "A4", "F#4"]);
  });
});

describe("repeats", () => {
  test.each<[string, string, string]>([
    ["from the beginning", "C4 | D4 :| E4 |]", "C D C D E"],
    ["between signs", "C4 |: D4 :| E4 |]", "C D D E"],
    ["back to back", "|: C4 :: D4 :|", "C C D D"],
    ["one after the other", "|: C4 :|\n|: D4 :|", "C C D D"],
    ["without a second beginning", "C4 :| D4 :|", "C C D D"],
    ["two endings", "|: C4 |1 D4 :|2 E4 |]", "C D C E"],
    ["two endings in brackets", "|: C4 | [1 D4 :| [2 E4 || F4 |]", "C D C E F"],
    ["endings, then a new repeat", "|: C4 |1 D4 :|2 E4 |: F4 :|", "C D C E F F"],
    ["two repeats with endings", "|: C4 |1 D4 :|2 E4 |: F4 |1 G4 :|2 A4 |]", "C D C E F G F A"],
  ])("%s", (_, music, expected) => {
    const { notes } = parseAbc(tune(music), "repeat").melody;
    expect(notes.map(({ pitch }) => pitchName(pitch).slice(0, -1)).join(" ")).toBe(expected);
    notes.forEach(({ onset }, index) => {
      expect(onset).toBe(index * 1920);
    });
  });
});

describe("bars", () => {
  test.each<[string, string, Record<string, string>, number]>([
    ["none", "C4 | D4 |]", {}, 0],
    ["a quarter", "G, | C4 | D3 |]", {}, 480],
    ["two eighths in 6/8", "CD | E3 F3 | G4 |]", { M: "6/8", L: "1/8" }, 480],
    ["before a full last bar", "G, | C4 | D4 |]", {}, 480],
    ["inside a repeat", "|: G, | C4 | D3 :| E | F4 | G3 |]", {}, 480],
  ])("the pickup: %s", (_, music, fields, pickup) => {
    expect(parseAbc(tune(music, fields), "pickup").melody.pickup).toBe(pickup);
  });

  test("the first beat of a bar is louder than the others", () => {
    const { notes } = parseAbc(tune("G | C D E F | C2 z |]"), "loud").melody;
    expect(notes.map(({ velocity }) => velocity)).toEqual([72, 80, 72, 72, 72, 80]);
  });
});

describe("the head of a tune", () => {
  const head =
    "X:7\nT:First title\nT:Second title\nC:trad.\nO:Wales\nR:jig\nG:goodbye\nM:6/8\nL:1/8\nQ:3/8=60\nK:Em\nE6 |]";

  test("says what a library shows", () => {
    const { melody, ...rest } = parseAbc(head, "all");
    expect(rest).toEqual({ use: "goodbye", composer: "trad.", origin: "Wales" });
    expect(melody).toMatchObject({ id: "all", title: "First title", tempo: 90, meter: { beats: 6, unit: 8 } });
    expect(melody.key).toEqual({ tonic: 4, mode: "minor" });
  });

  test("falls back to what ABC says, and to a calm tempo", () => {
    const { melody, use } = parseAbc("X:1\nT:Bare\nM:2/4\nK:C\nC4 D4 |]", "bare");
    expect(melody.notes.map(({ duration }) => duration)).toEqual([480, 480]);
    expect([melody.tempo, use]).toEqual([90, "play"]);
    expect(parseAbc("X:1\nT:Bare\nM:6/8\nK:C\nC6 |]", "bare").melody).toMatchObject({ tempo: 135 });
  });

  test.each([
    ["C", 0, "major", ""],
    ["G major", 7, "major", "F#"],
    ["F#m", 6, "minor", "F# C# G#"],
    ["Bb", 10, "major", "Bb Eb"],
    ["A mix", 9, "major", "F# C#"],
    ["D Dorian", 2, "minor", ""],
    ["Gdor", 7, "minor", "Bb"],
    ["Flyd", 5, "major", ""],
    ["Ephr", 4, "minor", ""],
    ["Cb", 11, "major", "Bb Eb Ab Db Gb Cb Fb"],
    ["C#", 1, "major", "F# C# G# D# A# E# B#"],
  ])("key %s", (text, tonic, mode, accidentals) => {
    const read = readAbcKey(text);
    expect(read?.key).toEqual({ tonic, mode });
    const order = accidentals.includes("#") ? "FCGDAEB" : "BEADGCF";
    const signs = [...order].filter((letter) => read?.signature[letter] !== 0);
    expect(signs.map((letter) => letter + (read?.signature[letter] === 1 ? "#" : "b")).join(" ")).toBe(accidentals);
  });

  test.each(["", "H", "G#", "Cxyz", "HP", "none", "GM"])("no key: %j", (text) => {
    expect(readAbcKey(text)).toBeUndefined();
  });
});

describe("what cannot be read gets one sentence", () => {
  test.each<[string, string]>([
    [tune("C D E |]"), "line 6: a bar holds 3/4 where 4/4 are due"],
    [tune("C4 |\nC D E | C4 |]"), "line 7: a bar holds 3/4 where 4/4 are due"],
    [tune("C D E F G | C4 |]"), "line 6: a bar holds 5/4 where 4/4 are due"],
    [tune("G | C4 | D2 |]"), "line 6: a bar holds 2/4 where 4/4 are due"],
    [tune("[CEG]4 |]"), 'line 6: "[" at column 1 is not read here (chords and fields inside a line)'],
    [tune("C {d}E2 |]"), 'line 6: "{" at column 3 is not read here (grace notes)'],
    [tune("C !f!E2 |]"), 'line 6: "!" at column 3 is not read here (decorations)'],
    [tune("(5CDEFG |]"), 'line 6: "(" at column 1 is not read here (groups other than triplets, (3)'],
    [tune("C H |]"), 'line 6: "H" at column 3 is not read here'],
    [tune("C/0 |]"), 'line 6: "C/0" has no length'],
    [tune("C0 |]"), 'line 6: "C0" has no length'],
    [tune("C/7 |]"), "line 6: the length of a note is no whole number of ticks"],
    [tune("(3CD | E4 |]"), "line 6: a triplet has fewer than three notes before the bar line"],
    [tune("C4 > | D4 |]"), "line 6: > and < stand between two notes"],
    [tune("C4- | D4 |]"), "line 6: a tie (-) leads to another pitch or a rest"],
    [tune("C4- |]"), "line 6: the last tie (-) leads nowhere"],
    [tune("|: C4 | D4 |]"), "line 6: this repeat (|:) is never closed (:|)"],
    [tune("|: C4 |: D4 :|"), "line 6: a repeat (|:) begins before the last one has ended (:|)"],
    [tune("|: C4 |1 D4 :| E4 |]"), "line 6: the first ending is not followed by :|2, the second one"],
    [tune("C4 |2 D4 |]"), "line 6: this second ending has no first one (|1 … :|2)"],
    [tune("c''''''' z3 |]"), "line 6: a note lies outside the range of MIDI"],
    [tune("z4 |]"), "line 6: the tune has no notes"],
    [tune("C4 |\nK:G\nG4 |]"), "line 7: the field K: cannot change inside a tune"],
    [tune("C4 |]\nX:2"), "line 7: a second tune begins here; give each tune a file of its own"],
    [tune("C4 |]", { M: "4/3" }), 'line 3: "4/3" is not a meter (like M:4/4 or M:6/8)'],
    [tune("C4 |]", { M: "0/4" }), 'line 3: "0/4" is not a meter (like M:4/4 or M:6/8)'],
    [tune("C4 |]", { L: "1/3" }), 'line 4: "1/3" is not a note length (like L:1/8)'],
    [tune("C4 |]", { Q: "120" }), 'line 5: "120" is not a tempo of 20 to 400 quarters a minute (like Q:1/4=100)'],
    [
      tune("C4 |]", { Q: "1/4=9000" }),
      'line 5: "1/4=9000" is not a tempo of 20 to 400 quarters a minute (like Q:1/4=100)',
    ],
    [tune("C4 |]", { G: "march" }), 'line 5: G: is one of hello, goodbye, play, not "march"'],
    [tune("C4 |]", { V: "2" }), "line 5: the field V: is not read"],
    [tune("C4 |]", { K: "H" }), 'line 5: "H" is not a key (like K:G, K:Am or K:D dorian)'],
    [tune("C4 |]", { T: "" }), "line 2: the title (T:) is missing"],
    ["X:1\nT:No meter\nK:C\nC4 |]", "line 4: the meter (M:) is missing"],
    ["X:1\nT:No key\nM:4/4\nC4 |]", "line 4: music begins before the key (K:), which ends the head of a tune"],
    ["T:No number\nM:4/4\nK:C\nC4 |]", "line 1: a tune begins with its number (X:1)"],
    ["X:1\nM:4/4\nM:3/4\nK:C\nC4 |]", "line 3: the field M: is given twice"],
    ["", "line 1: the key (K:) is missing"],
    ["just words", "line 1: music begins before the key (K:), which ends the head of a tune"],
  ])("%j", (text, sentence) => {
    const line = Number(/^line (\d+)/.exec(sentence)?.[1]);
    const what = sentence.replace(/^line \d+: /, "");
    const read = () => parseAbc(text, "broken");
    expect(read).toThrow(AbcError);
    expect(read).toThrow(new AbcError("broken", line, what));
  });
});
