import type { Melody } from "../../engine/music/melody.ts";
import { barTicks } from "../../engine/music/meter.ts";
import type { Note } from "../../engine/music/note.ts";
import { noteEnd } from "../../engine/music/note.ts";
import { sample, softmax } from "../../engine/music/sampling.ts";
import type { Recurrent } from "../../engine/ports.ts";
import { Draws, seeded } from "../../engine/random.ts";
import type { Semitones } from "../../engine/time/units.ts";
import {
  decodeSteps,
  encodeSteps,
  NO_EVENT,
  NOTE_OFF,
  pitchOfEvent,
  STEP,
  STEP_EVENTS,
  shiftToCommonKey,
} from "../melody-steps.ts";
import type { Generator } from "./generator.ts";
import { sourceLine, tonesOf, wantedTicks } from "./source-line.ts";

/** Bars of the source that the network hears first. */
const PRIMER_BARS = 8;
/** Semitones it may go beyond the source's range, as the project's own generator may. */
const BEYOND: Semitones = 2;

/** One-hot inputs, made once: a step allocates nothing. */
const INPUTS: readonly Float32Array[] = Array.from({ length: STEP_EVENTS }, (_, event) =>
  Float32Array.from({ length: STEP_EVENTS }, (_, other) => (other === event ? 1 : 0)),
);

function inputOf(event: number): Float32Array {
  const input = INPUTS[event];
  if (!input) throw new RangeError(`there is no event ${event}`);
  return input;
}

/** The source's first bars as events, up to their very end: what sounds beyond is cut, what is missing is rest. */
function primerOf(line: readonly Note[], source: Melody, shift: Semitones): number[] {
  const bar = barTicks(source.meter);
  const heard = line.filter(({ onset }) => onset < PRIMER_BARS * bar);
  const end = heard.reduce((latest, note) => Math.max(latest, noteEnd(note)), 0);
  const length = Math.round((Math.min(PRIMER_BARS, Math.ceil(end / bar)) * bar) / STEP);
  const events = [...encodeSteps({ ...source, notes: heard }, shift).events].slice(0, length);
  while (events.length < length) events.push(events.length === Math.round(end / STEP) ? NOTE_OFF : NO_EVENT);
  return events;
}

/**
 * A single LSTM of MusicRNN's shape (2 × 128), one event a sixteenth, trained on the same tunes as the project's own networks
 * (models/rival). It hears the source's first 8 bars, moved to the common key, and goes on by itself at temperature 1.0
 * (Magenta's default), its state kept from step to step. The new music begins with a note where the primer ends; it is in the
 * source's key and tempo, and within the source's range and two semitones more. Where Magenta would end the melody, after a bar
 * of silence, the next event must be a note. Of the library it uses nothing but what it was trained on.
 * Throws RangeError when the network has another shape.
 */
export function noteLstm(network: Recurrent): Generator {
  if (network.inputs !== STEP_EVENTS || network.outputs !== STEP_EVENTS) {
    throw new RangeError(`the note-by-note network has ${network.inputs} inputs, not ${STEP_EVENTS}`);
  }
  return {
    name: "note-lstm",
    title: "LSTM 2 × 128, note by note",
    generate({ source, duration, seed }) {
      const { anchor, notes } = sourceLine(source);
      const line = notes.map((note) => ({ ...note, pitch: note.pitch + anchor }));
      const tones = tonesOf({ notes: line });
      const velocity = Math.round(line.reduce((sum, note) => sum + note.velocity, 0) / line.length);
      const shift = shiftToCommonKey({ key: source.key, notes: line });
      const low = Math.max(0, (tones[0] ?? 0) - BEYOND) + shift;
      const high = Math.min(127, (tones.at(-1) ?? 127) + BEYOND) + shift;
      const draws = new Draws(seeded(seed, `note-lstm ${source.id}`));

      const stepped = network.blank();
      let memory = network.initial();
      const hear = (event: number) => {
        memory = network.step(memory, inputOf(event), stepped).memory;
      };
      for (const event of primerOf(line, source, shift)) hear(event);

      const longestRest = Math.max(1, Math.round(barTicks(source.meter) / STEP));
      const wanted = wantedTicks({ source, duration });
      const events: number[] = [];
      let sounding = false;
      let silent = longestRest;
      const allow = (event: number) => {
        const pitch = pitchOfEvent(event);
        if (pitch !== undefined) return pitch >= low && pitch <= high;
        return sounding || (event === NO_EVENT && silent < longestRest);
      };
      while (events.length * STEP < wanted) {
        const chances = softmax(stepped.output, 0, STEP_EVENTS);
        const event = sample(chances, { temperature: 1, topP: 1 }, draws, allow);
        if (event === undefined) throw new RangeError(`${source.id} lies where the network knows no note`);
        events.push(event);
        if (event !== NO_EVENT) sounding = event !== NOTE_OFF;
        silent = sounding ? 0 : silent + 1;
        hear(event);
      }
      return { notes: decodeSteps(events, shift, velocity), joins: [] };
    },
  };
}
