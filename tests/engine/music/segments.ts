import { noteEnd, pitchOf } from "../../../src/engine/music/note.ts";
import { type Segment, segmentOf } from "../../../src/engine/music/segment.ts";
import { PPQ } from "../../../src/engine/time/units.ts";
import { melodyOf } from "../../helpers/notes.ts";

const ANCHOR = pitchOf("C4");

/** A segment in note names (as in {@link melodyOf}), its pitches counted from C4, as long as its notes. */
export function segmentIn(words: string, index = 0, source = "tune"): Segment {
  const notes = melodyOf(words).map((note) => ({ ...note, pitch: note.pitch - ANCHOR }));
  const last = notes[notes.length - 1];
  return segmentOf(notes, last ? noteEnd(last) : PPQ, source, index);
}

/** Segments by their letters: `segmentsIn("A B A", { A: "C4 1 D4 1", B: "E4 2" })`. */
export function segmentsIn(form: string, words: Readonly<Record<string, string>>): Segment[] {
  return form.split(" ").map((letter, i) => {
    const notes = words[letter];
    if (notes === undefined) throw new RangeError(`no segment is called ${letter}`);
    return segmentIn(notes, i);
  });
}
