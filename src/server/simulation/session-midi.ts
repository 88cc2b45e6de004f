import type { SessionRecord } from "../../engine/record/session-record.ts";
import type { RecordedNote } from "../../engine/record/sounded-notes.ts";
import type { Millis } from "../../engine/time/units.ts";
import { PERCUSSION } from "../../files/midi-score.ts";
import { type WrittenTrack, writeMidi } from "../../files/midi-writing.ts";

/** At this tempo a tick is a millisecond: 60,000 / (125 × 480). */
const TEMPO = 125;
const PIANO = 0;
const STRINGS = 48;
const BASS = 32;
/** Who has which track; channels count from 0. Pads and drums share General MIDI's percussion channel. */
const TRACKS: readonly {
  readonly name: string;
  readonly player: "child" | "partner" | "therapist";
  readonly midiChannel: number;
  readonly program?: number;
  readonly has: (note: RecordedNote) => boolean;
}[] = [
  { name: "Child, keys", player: "child", midiChannel: 0, program: PIANO, has: ({ pad }) => !pad },
  { name: "Child, pads", player: "child", midiChannel: PERCUSSION, has: ({ pad }) => pad },
  {
    name: "Partner, melody",
    player: "partner",
    midiChannel: 1,
    program: PIANO,
    has: ({ voice }) => voice === "melody",
  },
  { name: "Partner, bass", player: "partner", midiChannel: 2, program: BASS, has: ({ voice }) => voice === "bass" },
  {
    name: "Partner, chords",
    player: "partner",
    midiChannel: 3,
    program: STRINGS,
    has: ({ voice }) => voice === "chords",
  },
  { name: "Partner, drums", player: "partner", midiChannel: PERCUSSION, has: ({ voice }) => voice === "drum" },
  { name: "Therapist, keys", player: "therapist", midiChannel: 4, program: PIANO, has: ({ pad }) => !pad },
  { name: "Therapist, pads", player: "therapist", midiChannel: PERCUSSION, has: ({ pad }) => pad },
];

/** The session as a Standard MIDI File: a track for each player and instrument that played; phases, cards and spaces are markers. */
export function sessionMidi(record: SessionRecord): Uint8Array {
  const { start, end } = record.span;
  const at = (time: Millis) => Math.max(0, time - start);
  const tracks = TRACKS.flatMap(({ has, player, ...track }): WrittenTrack[] => {
    const notes = record[player].filter(has).map(({ onset, duration, pitch, velocity }) => ({
      onset: at(onset),
      duration: duration ?? end - onset,
      pitch,
      velocity,
    }));
    return notes.length === 0 ? [] : [{ ...track, notes }];
  });
  const markers = [
    ...record.phases.map(({ label, span }) => ({ at: at(span.start), text: label })),
    ...record.cards.map((card) => ({ at: at(card.at), text: `card: ${card.technique}` })),
    ...record.spaces.flatMap((space) => [
      { at: at(space.start), text: "space" },
      { at: at(space.end), text: space.answered ? "space answered" : "space over" },
    ]),
    ...record.pauses.map((pause) => ({ at: at(pause.start), text: pause.why })),
  ];
  return writeMidi({ tracks, tempo: TEMPO, meter: { beats: 4, unit: 4 }, markers });
}
