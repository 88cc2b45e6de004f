import type { PlayedNote } from "../listening/phrase.ts";
import { degreeOf, pitchOfDegree } from "../music/scale.ts";
import { Draws, fork } from "../random.ts";
import type { Millis, Pitch } from "../time/units.ts";
import { copyPhrase } from "./copy.ts";
import { scaleHeard, tempoNow } from "./footing.ts";
import { periodOf } from "./grid.ts";
import { keyNow, takeIn } from "./hearing.ts";
import { breathOf, makeOffer, takeTurns } from "./offer.ts";
import type { PlannedNote } from "./partner.ts";
import { steerOffer } from "./steered.ts";
import type { Reaction, Scene, Technique } from "./technique.ts";

/** An onset is moved by so much of the shorter interval beside it. */
const MOVED = 0.35;
/** Where a note could be moved to, in steps of the scale, the nearest first. */
const STEPS = [-1, 1, -2, 2, -3, 3] as const;
/** How often another place is tried. */
const TRIES = 12;

/** A whole number whose mean is `value`. */
function about(value: number, draws: Draws): number {
  return Math.floor(value) + (draws.unit() < value - Math.floor(value) ? 1 : 0);
}

/** The onsets, all but the share `kept` of their intervals a little longer or shorter; the first and the last stay, and so does their order. */
function moveOnsets(notes: readonly PlannedNote[], kept: number, draws: Draws): PlannedNote[] {
  const onsets = [...new Set(notes.map(({ onset }) => onset))];
  const moved = new Map<Millis, Millis>();
  for (let left = about((1 - kept) * (onsets.length - 1), draws); left > 0 && onsets.length > 2; left--) {
    const place = draws.whole(1, onsets.length - 2);
    const [before = 0, here = 0, after = 0] = onsets.slice(place - 1, place + 2);
    const shift = MOVED * Math.min(here - before, after - here) * (draws.unit() < 0.5 ? -1 : 1);
    if (!moved.has(here) && !moved.has(before) && !moved.has(after)) moved.set(here, here + shift);
  }
  return notes.map((note, i) => {
    const onset = moved.get(note.onset) ?? note.onset;
    const next = notes.slice(i + 1).find((other) => other.onset > note.onset);
    const room = next ? (moved.get(next.onset) ?? next.onset) - onset : note.duration;
    return {
      ...note,
      onset,
      duration: note.voice === "drum" ? note.duration : Math.max(1, Math.min(note.duration, room)),
    };
  });
}

const directions = (pitches: readonly Pitch[]) =>
  pitches.slice(1).map((pitch, i) => Math.sign(pitch - (pitches[i] ?? 0)));

function differences(a: readonly number[], b: readonly number[]): number {
  return a.filter((value, i) => value !== b[i]).length;
}

/** The melody, all but the share of its steps that is to be kept in another direction; all of it in the scale and the range. */
function bendContour(scene: Scene, pitches: readonly Pitch[], draws: Draws): Pitch[] {
  const { tonic } = keyNow(scene);
  const scale = scaleHeard(scene, keyNow(scene));
  const wanted = directions(pitches);
  const bent = [...pitches];
  let left = about((1 - scene.steering.melodyKept) * wanted.length, draws);
  for (let tries = 0; left > 0 && tries < TRIES; tries++) {
    const place = draws.whole(0, bent.length - 1);
    const here = bent[place] ?? 0;
    const before = differences(directions(bent), wanted);
    for (const step of STEPS) {
      const pitch = tonic + pitchOfDegree(scale, degreeOf(scale, here - tonic) + step);
      if (pitch < scene.range.low || pitch > scene.range.high) continue;
      bent[place] = pitch;
      if (differences(directions(bent), wanted) === before + 1) {
        left--;
        break;
      }
      bent[place] = here;
    }
  }
  return bent;
}

function imitatePhrase(scene: Scene, at: Millis, phrase: readonly PlayedNote[]): Reaction {
  const draws = new Draws(fork(scene.random, `imitate ${at}`));
  const copy = moveOnsets(copyPhrase(scene, phrase), scene.steering.rhythmKept, draws);
  const melody = copy.filter(({ voice }) => voice !== "drum");
  const bent = bendContour(
    scene,
    melody.map(({ pitch }) => pitch),
    draws,
  );
  const offer = copy.map((note) => {
    const place = melody.indexOf(note);
    return place < 0 ? note : { ...note, pitch: bent[place] ?? note.pitch };
  });
  const breath = breathOf(scene.steering, periodOf(tempoNow(scene)));
  const partner = { ...takeIn(scene, phrase), offeredAgain: 0 };
  const count = offer.length;
  return {
    ...makeOffer(partner, steerOffer(scene, offer), at + breath),
    decision: `Imitates the last ${count === 1 ? "note" : `${count} notes`}, softer`,
  };
}

/** Imitate: echoes the child's last phrase when it ends, softer, nearly as it was. */
export const imitate: Technique = {
  name: "imitate",
  label: "Imitate",
  card: true,
  keepsTime: false,
  react(scene, cue) {
    return cue.kind === "phrase" ? imitatePhrase(scene, cue.at, cue.phrase) : takeTurns(scene, cue);
  },
};
