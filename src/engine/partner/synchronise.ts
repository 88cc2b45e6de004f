import { intervalsBetween, median } from "../listening/interval.ts";
import { nextBeat, steadyBeat } from "../listening/pulse-tracker.ts";
import { unevenness } from "../listening/readouts.ts";
import { thirdOver } from "../music/scale.ts";
import { nearestPitch } from "../music/triad.ts";
import type { Millis, Pitch } from "../time/units.ts";
import { accompany, type Beat, type Style } from "./accompaniment.ts";
import { periodOf } from "./grid.ts";
import { isPitched } from "./harmony.ts";
import { plainLayers, wishOf } from "./manner.ts";
import type { PlannedNote } from "./partner.ts";
import type { Scene, Technique } from "./technique.ts";
import { bassNotes, chordNotes, droneNotes, playsPads, pulseNotes, strike } from "./voices.ts";

/** The child's onsets are foretold only while its intervals are as even as this (practice.md 5). */
const EVEN = 0.25;
/** The finest part of a beat that is played. */
const PARTS = 4;
const DRUM = 63;
/** Its notes are about as short as the child's: in time together, both sound about half of it. */
const SHORTER = 0.8;
const LAST_NOTES = 8;

/** When the child is foretold to play: one time, and how long from stroke to stroke. Undefined where it cannot be told. */
function foretell({ listening }: Scene, at: Millis): { readonly beat: Millis; readonly step: Millis } | undefined {
  const steady = steadyBeat(listening.pulse);
  const interval = median(intervalsBetween(listening.onsets));
  const even = (unevenness(listening) ?? 1) < EVEN && nextBeat(listening.pulse, at) !== undefined;
  if (!steady || !interval || !even) return undefined;
  const ratio = steady.period / interval;
  const step = ratio >= 1 ? steady.period / Math.min(PARTS, Math.round(ratio)) : steady.period * Math.round(1 / ratio);
  return { beat: steady.beat, step };
}

/** Where in this beat the child is foretold to play, as shares of it, on the partner's own grid. */
function foretoldParts({ scene, grid, period }: Beat): readonly number[] | undefined {
  const foretold = foretell(scene, grid.beat);
  if (!foretold) return undefined;
  const early = period / (2 * PARTS);
  const parts = new Set<number>();
  let stroke = foretold.beat + Math.ceil((grid.beat - early - foretold.beat) / foretold.step) * foretold.step;
  for (; stroke < grid.beat + period - early; stroke += foretold.step) {
    parts.add(Math.max(0, Math.round(((stroke - grid.beat) / period) * PARTS) / PARTS));
  }
  return [...parts];
}

/** A third over the child's last note (another pitch class, and one that sounds well with it), or under it at the top of the range. */
function pitchBeside({ scene, harmony }: Beat): Pitch {
  const child = [...scene.listening.memory, ...scene.listening.phrase].filter(isPitched).at(-1);
  const tonic = harmony.key.tonic;
  const pitch = tonic + thirdOver(harmony.scale, (child?.pitch ?? 60) - tonic);
  return nearestPitch(pitch, pitch, scene.range.low, scene.range.high);
}

/** The middle length of the child's last notes. */
function childsLength({ listening }: Scene): Millis {
  return median(listening.memory.slice(-LAST_NOTES).map(({ duration }) => duration ?? 0)) ?? 0;
}

function besideChild(beat: Beat): PlannedNote[] {
  const pads = playsPads(beat.scene);
  const pitch = pads ? DRUM : pitchBeside(beat);
  const parts = foretoldParts(beat) ?? [];
  return parts.flatMap((part, place) => {
    const room = 0.8 * ((parts[place + 1] ?? 1) - part);
    const beats = Math.min(room, (SHORTER * childsLength(beat.scene)) / beat.period);
    return strike(beat, { layer: "line", pitch, part, beats, change: 0, ...(pads ? { voice: "drum" as const } : {}) });
  });
}

const STYLE: Style = {
  says: "Plays together with the child, where its next notes are foretold",
  follow: 1,
  pace: 1,
  wish: (scene, at) => {
    const together = foretell(scene, at + periodOf(scene.partner.sounding.tempo)) !== undefined;
    const plain = plainLayers(scene);
    return {
      ...wishOf(scene),
      layers: together ? { ...plain, pulse: 0, harmony: 0, line: 1 } : { ...plain, line: 0 },
    };
  },
  fill: (beat) => [
    ...bassNotes(beat),
    ...droneNotes(beat),
    ...chordNotes(beat),
    ...pulseNotes(beat),
    ...besideChild(beat),
  ],
};

/**
 * Synchronise: plays on the onsets that the child's pulse foretells, never on the child's own pitch class. While the child is
 * too uneven to be foretold, or rests, it grounds.
 */
export const synchronise: Technique = {
  name: "synchronise",
  label: "Synchronise",
  card: true,
  keepsTime: true,
  react: (scene, cue) => accompany(scene, cue, STYLE),
};
