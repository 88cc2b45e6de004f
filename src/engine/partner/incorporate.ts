import { inKey } from "../music/transcription.ts";
import { nearestPitch } from "../music/triad.ts";
import type { Bpm } from "../time/units.ts";
import { accompany, type Style } from "./accompaniment.ts";
import { BEATS_IN_BAR, periodOf } from "./grid.ts";
import type { Harmony } from "./harmony.ts";
import { plainLayers, wishOf } from "./manner.ts";
import { knownMotif } from "./motif.ts";
import type { PlannedNote } from "./partner.ts";
import type { IncorporateMemory } from "./remembered.ts";
import type { Cue, Reaction, Scene, Technique } from "./technique.ts";
import type { LineNote } from "./upper-line.ts";
import { playLayers } from "./voices.ts";

/** The motif comes so often, in bars: a long one less (practice.md 5). */
const EVERY = { short: 4, long: 8 } as const;
/** It is played on this part of a beat, and lasts two bars at the most. */
const PARTS = 4;
const LONGEST = 2 * BEATS_IN_BAR;

/** A motif on the accompaniment's grid, from beat `from` on, in its scale and in reach. */
function onGrid(
  motif: readonly PlannedNote[],
  { key, scale }: Harmony,
  { range }: Scene,
  from: number,
  tempo: Bpm,
): LineNote[] {
  const period = periodOf(tempo);
  const notes: LineNote[] = [];
  const melody = motif.filter(({ voice }) => voice !== "drum");
  const pitches = inKey(
    key,
    scale,
    melody.map(({ pitch }) => pitch - key.tonic),
  );
  for (const note of motif) {
    const { onset, duration, pitch, voice } = note;
    const beat = Math.round((onset / period) * PARTS) / PARTS;
    const last = notes[notes.length - 1];
    if (beat >= LONGEST || (last && last.beat >= from + beat)) continue;
    const beats = Math.max(1 / PARTS, duration / period);
    if (voice === "drum") notes.push({ beat: from + beat, beats, pitch, voice });
    else {
      const home = key.tonic + (pitches[melody.indexOf(note)] ?? 0);
      notes.push({ beat: from + beat, beats, pitch: nearestPitch(home, home, range.low, range.high) });
    }
  }
  return notes;
}

function styleFor(motif: readonly PlannedNote[] | null): Style {
  return {
    says: "Weaves the child's motif into its own music",
    follow: 1,
    pace: 1,
    rest: 1,
    weave: (scene, harmony, from, tempo) => {
      if (!motif) return undefined;
      const notes = onGrid(motif, harmony, scene, from, tempo);
      const long = notes.some(({ beat }) => beat >= from + BEATS_IN_BAR);
      // Melody comes in every other bar: in some of them it is the motif.
      const turn = Math.floor(from / (2 * BEATS_IN_BAR));
      return turn % ((long ? EVERY.long : EVERY.short) / 2) === 0 ? notes : undefined;
    },
    wish: (scene) => ({ ...wishOf(scene), layers: { ...plainLayers(scene), line: 1 } }),
    fill: playLayers,
  };
}

const sameNotes = (one: readonly PlannedNote[] | null, other: readonly PlannedNote[]) =>
  one?.length === other.length && other.every(({ pitch }, i) => pitch === one[i]?.pitch);

function react(scene: Scene, cue: Cue): Reaction {
  const { remembered } = scene.partner;
  const before: IncorporateMemory =
    remembered?.kind === "incorporate" ? remembered : { kind: "incorporate", motif: null };
  const motif = cue.kind === "enter" || cue.kind === "phrase" ? (knownMotif(scene) ?? before.motif) : before.motif;
  const reaction = accompany(scene, cue, styleFor(motif));
  const told = { ...reaction, partner: { ...reaction.partner, remembered: { ...before, motif } } };
  if (cue.kind !== "phrase" || !motif || sameNotes(before.motif, motif)) return told;
  return { ...told, decision: `Takes up the child's motif of ${motif.length} notes` };
}

/** Incorporate: the child's last motif comes again and again inside the accompaniment, every four or eight bars, in its scale. */
export const incorporate: Technique = {
  name: "incorporate",
  label: "Incorporate",
  card: true,
  keepsTime: true,
  react,
};
