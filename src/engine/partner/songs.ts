import type { Key } from "../music/key.ts";
import type { Bpm } from "../time/units.ts";
import type { WrittenNote } from "./own-figures.ts";

/** A line of a song, and the rest after it that belongs to the child. */
export interface SongLine {
  readonly words: string;
  readonly melody: readonly WrittenNote[];
  /** Degrees of the bass, one a bar of four beats, from the line's beginning through its gap. */
  readonly bass: readonly number[];
  /** Beats that are left to the child after the melody: for the name, or for the last note. */
  readonly gap: number;
}

/** A song that is the same every week: nothing the child plays alters it. Melodies and words are this project's own. */
export interface Song {
  readonly key: Key;
  readonly tempo: Bpm;
  readonly lines: readonly SongLine[];
  /** Whether the last note is the child's, and silence follows. */
  readonly lastNoteIsTheChilds: boolean;
}

/** "Hello to you, …": the name is left open twice, the second time on the home note. */
export const HELLO: Song = {
  key: { tonic: 5, mode: "major" },
  tempo: 88,
  lastNoteIsTheChilds: false,
  lines: [
    {
      words: "Hello, hello, the day is here",
      melody: [
        [0, 1],
        [2, 1],
        [4, 1],
        [2, 1],
        [3, 1],
        [2, 1],
        [1, 2],
      ],
      bass: [0, 4],
      gap: 0,
    },
    {
      words: "Hello to you, …",
      melody: [
        [1, 1],
        [2, 1],
        [3, 1],
        [1, 1],
      ],
      bass: [4, 0],
      gap: 4,
    },
    {
      words: "Hello, hello, and stay a while",
      melody: [
        [0, 1],
        [2, 1],
        [4, 1],
        [5, 1],
        [4, 1],
        [3, 1],
        [2, 2],
      ],
      bass: [0, 3],
      gap: 0,
    },
    {
      words: "We make a song with …",
      melody: [
        [3, 1],
        [1, 1],
        [2, 1],
        [-1, 1],
      ],
      bass: [4, 0],
      gap: 4,
    },
  ],
};

/** "Goodbye, …": it goes down to the home note and stops before it. The last note is the child's. */
export const GOODBYE: Song = {
  key: { tonic: 5, mode: "major" },
  tempo: 76,
  lastNoteIsTheChilds: true,
  lines: [
    {
      words: "Goodbye, goodbye, the song is sung",
      melody: [
        [4, 1.5],
        [2, 0.5],
        [3, 1],
        [1, 1],
        [2, 1],
        [1, 1],
        [0, 2],
      ],
      bass: [0, 0],
      gap: 0,
    },
    {
      words: "Goodbye to you, …",
      melody: [
        [0, 1],
        [1, 1],
        [2, 1],
        [1, 1],
      ],
      bass: [3, 4],
      gap: 4,
    },
    {
      words: "We put the music down to sleep",
      melody: [
        [4, 1.5],
        [2, 0.5],
        [3, 1],
        [1, 1],
        [2, 1],
        [2, 1],
        [3, 2],
      ],
      bass: [0, 3],
      gap: 0,
    },
    {
      words: "And one more note from …",
      melody: [
        [2, 1],
        [2, 1],
        [1, 2],
      ],
      bass: [4],
      gap: 0,
    },
  ],
};
