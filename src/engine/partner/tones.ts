import type { Home } from "../music/home.ts";
import { keyOf } from "../music/home.ts";
import type { Key } from "../music/key.ts";
import { pitchClass } from "../music/note.ts";
import { type Scale, scaleOf, snap } from "../music/scale.ts";
import { transcribe } from "../music/transcription.ts";
import type { Millis } from "../time/units.ts";
import type { Blend } from "./blend.ts";
import type { Partner, PlannedNote } from "./partner.ts";

/** A scale on its tonic, as something to keep to. */
interface Bounds {
  readonly tonic: number;
  readonly scale: Scale;
}

function boundsOf(key: Key): Bounds | undefined {
  // A mode without a scale leaves room, for either seventh and for what the child does with it.
  return key.scale === undefined ? undefined : { tonic: key.tonic, scale: scaleOf(key, []) };
}

/** The key that everything keeps to: while a scale gives way what both have, then the one that was set; undefined where none is. */
export function keyInForce(blend: Blend | null, home: Home | null): Key | undefined {
  return blend?.key ?? (home ? keyOf(home) : undefined);
}

/** A line of notes, one after another, inside the bounds. */
function lineInside(notes: readonly PlannedNote[], { tonic, scale }: Bounds): PlannedNote[] {
  const pitches = transcribe(
    notes.map(({ pitch }) => pitch - tonic),
    scale,
  );
  return notes.map((note, place) => {
    const pitch = tonic + (pitches[place] ?? 0);
    return pitch === note.pitch ? note : { ...note, pitch };
  });
}

/** The tones of chords inside the bounds: one that would double another of the same time is left out. */
function chordsInside(notes: readonly PlannedNote[], { tonic, scale }: Bounds): PlannedNote[] {
  const inside: PlannedNote[] = [];
  for (const note of notes) {
    const pitch = tonic + snap(scale, note.pitch - tonic);
    const doubled = inside.some((other) => other.pitch === pitch && other.onset === note.onset);
    if (pitch === note.pitch) inside.push(note);
    else if (!doubled) inside.push({ ...note, pitch });
  }
  return inside;
}

function inside(notes: readonly PlannedNote[], bounds: Bounds | undefined): readonly PlannedNote[] {
  const isInside = ({ pitch, voice }: PlannedNote) =>
    !bounds || voice === "drum" || bounds.scale.steps.includes(pitchClass(pitch - bounds.tonic));
  if (!bounds || notes.every(isInside)) return notes;
  const of = (voice: PlannedNote["voice"]) => notes.filter((note) => note.voice === voice);
  return [
    ...of("drum"),
    ...lineInside(of(undefined), bounds),
    ...lineInside(of("melody"), bounds),
    ...lineInside(of("bass"), bounds),
    ...chordsInside(of("chords"), bounds),
  ].sort((a, b) => a.onset - b.onset);
}

/**
 * What is to be played (session time), inside the scale that was set, whatever it was made for: an offer made again, a chord from
 * before the scale changed, a turn that goes on after it. Nearly always it is inside already. While a scale gives way, notes
 * before the new one's bar line keep to what both have. Nothing is altered while the child's key is followed.
 */
export function keepInside(
  { blend, grid }: Pick<Partner, "blend" | "grid">,
  home: Home | null,
  notes: readonly PlannedNote[],
): readonly PlannedNote[] {
  const after = home ? boundsOf(keyOf(home)) : undefined;
  if (!blend) return inside(notes, after);
  // A kept beat is planned beat by beat: its next bar line is not among the notes.
  const until: Millis = grid ? Number.POSITIVE_INFINITY : blend.until;
  return [
    ...inside(
      notes.filter(({ onset }) => onset < until),
      boundsOf(blend.key),
    ),
    ...inside(
      notes.filter(({ onset }) => onset >= until),
      after,
    ),
  ];
}
