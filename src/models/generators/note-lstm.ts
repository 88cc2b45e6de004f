import { barTicks } from "../../engine/music/meter.ts";
import { noteEnd } from "../../engine/music/note.ts";
import { sample, softmax } from "../../engine/music/sampling.ts";
import type { Recurrent } from "../../engine/ports.ts";
import { Draws, seeded } from "../../engine/random.ts";
import { decodeSteps, encodeSteps, NO_EVENT, NOTE_OFF, STEP, STEP_EVENTS } from "../melody-steps.ts";
import type { Generator } from "./generator.ts";
import { placeSegments, sourceSegments, wantedTicks } from "./source-line.ts";

/** Bars of the source that the network hears first. */
const PRIMER_BARS = 8;

/** One-hot inputs, made once: a step allocates nothing. */
const INPUTS: readonly Float32Array[] = Array.from({ length: STEP_EVENTS }, (_, event) =>
  Float32Array.from({ length: STEP_EVENTS }, (_, other) => (other === event ? 1 : 0)),
);

function inputOf(event: number): Float32Array {
  const input = INPUTS[event];
  if (!input) throw new RangeError(`there is no event ${event}`);
  return input;
}

/**
 * A single LSTM of MusicRNN's shape (2 × 128), one event a sixteenth, trained on the same tunes as the project's own networks
 * (models/rival). It hears the source's first 8 bars, moved to the common key, and goes on by itself at temperature 1.0
 * (Magenta's default), its state kept from step to step. The new music begins after the primer, in the source's key, at its
 * tempo. Where Magenta would end the melody, after a bar of silence, it may not stay silent: the next event must be a note.
 * Of the library it uses nothing but what it was trained on. Throws RangeError when the network has another shape.
 */
export function noteLstm(network: Recurrent): Generator {
  if (network.inputs !== STEP_EVENTS || network.outputs !== STEP_EVENTS) {
    throw new RangeError(`the note-by-note network has ${network.inputs} inputs, not ${STEP_EVENTS}`);
  }
  return {
    name: "note-lstm",
    title: "LSTM 2 × 128, note by note",
    generate({ source, duration, seed }) {
      const { anchor, segments } = sourceSegments(source);
      const line = placeSegments(segments);
      const bar = barTicks(source.meter);
      const heard = line.notes
        .filter(({ onset }) => onset < PRIMER_BARS * bar)
        .map((note) => ({ ...note, pitch: note.pitch + anchor }));
      // The key's octave is that of the whole tune, though only its beginning is heard.
      const whole = line.notes.map((note) => ({ ...note, pitch: note.pitch + anchor }));
      const { shift } = encodeSteps({ ...source, notes: whole });
      const primer = encodeSteps({ ...source, notes: heard }, shift).events;
      const velocity = Math.round(heard.reduce((sum, note) => sum + note.velocity, 0) / heard.length);

      const draws = new Draws(seeded(seed, `note-lstm ${source.id}`));
      let stepped = network.blank();
      let memory = network.initial();
      const step = (event: number) => {
        stepped = network.step(memory, inputOf(event), stepped);
        memory = stepped.memory;
      };
      for (const event of primer) step(event);

      const silentAtMost = Math.max(1, Math.round(bar / STEP));
      const wanted = wantedTicks({ source, duration });
      const events: number[] = [];
      let sounding = noteEnd(heard[heard.length - 1] as (typeof heard)[number]) > 0;
      let silent = 0;
      while (events.length * STEP < wanted) {
        const chances = softmax(stepped.output, 0, STEP_EVENTS);
        const mayRest = silent < silentAtMost && events.length > 0;
        const allow = (event: number) => event > NOTE_OFF || (event === NO_EVENT ? sounding || mayRest : sounding);
        const event = sample(chances, { temperature: 1, topP: 1 }, draws, allow) ?? NO_EVENT;
        events.push(event);
        if (event !== NO_EVENT) sounding = event > NOTE_OFF;
        silent = sounding ? 0 : silent + 1;
        step(event);
      }
      return { notes: decodeSteps(events, shift, velocity), joins: [] };
    },
  };
}
