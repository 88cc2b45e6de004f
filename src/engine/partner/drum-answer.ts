import { onsetsOf } from "../listening/onsets.ts";
import type { PlayedNote } from "../listening/phrase.ts";
import { TWELFTHS } from "../listening/pulse-pattern.ts";
import { levelOf, velocityOf } from "../music/level.ts";
import { Draws, fork } from "../random.ts";
import type { Bpm, Decibels, Millis, Pitch } from "../time/units.ts";
import { STROKE } from "./copy.ts";
import { periodOf } from "./grid.ts";
import { drumsOf } from "./hand-drums.ts";
import { phraseLength } from "./material.ts";
import type { PlannedNote } from "./partner.ts";
import { answerRhythm, rhythmOf, strokesOf } from "./rhythm.ts";
import type { Scene } from "./technique.ts";

/** What is not on the beat is this much softer. */
const OFF_BEAT: Decibels = -2;
/** Low and high conga. */
const LOW: Pitch = 64;
const HIGH: Pitch = 63;
/** A stroke cut short still sounds. */
const SHORTEST: Millis = 30;

/** The pad of the child's that an answer's stroke stands for: what stood at this place, else what stood there in another beat. */
function padAt(struck: ReadonlyMap<number, Pitch>, stroke: number, draws: Draws): Pitch {
  const there = struck.get(stroke);
  if (there !== undefined && draws.unit() < 0.8) return there;
  const alike = [...struck].filter(([place]) => place % TWELFTHS === stroke % TWELFTHS).map(([, pad]) => pad);
  return draws.pick(alike.length > 0 ? alike : [...struck.values()]);
}

/**
 * Drums that answer strokes on pads (one at least): the child's rhythm gone on with, on soft hand drums, low ones for low pads;
 * `most` strokes at the most, no longer than the phrase, softer as set. Onsets from 0.
 */
export function answerOnDrums(
  scene: Scene,
  pads: readonly PlayedNote[],
  tempo: Bpm,
  at: Millis,
  most: number,
): PlannedNote[] {
  const draws = new Draws(fork(scene.random, `drums ${at}`));
  const phrase = rhythmOf(scene, pads, tempo);
  const answer = answerRhythm(scene, phrase, most, draws);
  const first = onsetsOf(pads)[0] ?? 0;
  const begins = strokesOf(phrase)[0] ?? 0;
  const unit = periodOf(tempo) / TWELFTHS;
  const struck = new Map<number, Pitch>();
  for (const { onset, pitch } of pads) struck.set(begins + Math.round((onset - first) / unit), pitch);
  const drumOf = drumsOf(scene, pads);
  const level = pads.reduce((sum, { velocity }) => sum + levelOf(velocity), 0) / pads.length + scene.steering.softer;
  const strokes = strokesOf(answer);
  const length = phraseLength(pads);
  const notes = strokes.map((stroke): PlannedNote => {
    const onset = (stroke - (strokes[0] ?? 0)) * unit;
    const change = stroke % TWELFTHS === 0 ? 0 : OFF_BEAT;
    return {
      onset,
      duration: Math.max(SHORTEST, Math.min(STROKE, length - onset)),
      pitch: drumOf(padAt(struck, stroke, draws)),
      velocity: Math.max(1, Math.floor(velocityOf(level + change))),
      voice: "drum",
    };
  });
  return answer === phrase ? onOtherDrum(notes, drumOf, pads) : notes;
}

/** Where the rhythm must stay as it was, the last stroke falls on another drum. */
function onOtherDrum(
  notes: readonly PlannedNote[],
  drumOf: (pad: Pitch) => Pitch,
  pads: readonly PlayedNote[],
): PlannedNote[] {
  const last = notes[notes.length - 1];
  const played = drumOf(pads[pads.length - 1]?.pitch ?? 0);
  return notes.map((note) => (note === last ? { ...note, pitch: played === LOW ? HIGH : LOW } : note));
}
