import { SpessaSynthProcessor } from "spessasynth_core";
import type { Note } from "../../engine/music/note.ts";
import { noteEnd } from "../../engine/music/note.ts";
import type { Bpm, Millis } from "../../engine/time/units.ts";
import { ticksToMillis } from "../../engine/time/units.ts";
import { openSoundFont } from "./sound-font.ts";

/** Hertz of a rendered excerpt: enough for a piano, and half the size of a record's. */
export const SAMPLE_RATE = 22_050;

/** Highest sample of a rendered excerpt, of 1: −3 dB. */
const PEAK = Math.SQRT1_2;
/** Silence before the first note and sound after the last one ended. */
const LEAD: Millis = 50;
const TAIL: Millis = 1_000;
/** Samples rendered in one go; also how finely envelopes move. */
const CHUNK = 128;

const PIANO = 0;
const REVERB = 91;
/** As loud a room as in the panel. */
const REVERB_AMOUNT = 40;

/** Sound of one channel, −32,768…32,767. */
export interface Sound {
  readonly samples: Int16Array;
  readonly sampleRate: number;
  /** Where each note was struck, in milliseconds from the start, in order. */
  readonly onsets: readonly Millis[];
}

/** Plays notes into memory. */
export interface Renderer {
  /** The notes at a steady tempo, the first at once; as loud as −3 dB at the loudest. Throws RangeError without a note. */
  render(notes: readonly Note[], tempo: Bpm): Sound;
}

interface Stroke {
  readonly at: number;
  readonly pitch: number;
  /** 0 ends the note. */
  readonly velocity: number;
}

/** Strokes in samples from the start; at one time the ends come first, so that a repeated pitch sounds again. */
function strokesOf(notes: readonly Note[], tempo: Bpm): Stroke[] {
  const first = notes[0]?.onset ?? 0;
  const sampleAt = (ticks: number) => Math.round(((LEAD + ticksToMillis(ticks - first, tempo)) * SAMPLE_RATE) / 1_000);
  const strokes = notes.flatMap((note) => [
    { at: sampleAt(note.onset), pitch: note.pitch, velocity: note.velocity },
    { at: sampleAt(noteEnd(note)), pitch: note.pitch, velocity: 0 },
  ]);
  return strokes.sort((a, b) => a.at - b.at || a.velocity - b.velocity);
}

/** Scales to the peak and rounds: nothing can clip. */
function toWhole(left: Float32Array, right: Float32Array): Int16Array {
  const middle = left.map((value, i) => (value + (right[i] ?? 0)) / 2);
  const loudest = middle.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const gain = loudest > 0 ? (PEAK * 32_767) / loudest : 0;
  return Int16Array.from(middle, (value) => Math.round(gain * value));
}

function openSynth(): SpessaSynthProcessor {
  return new SpessaSynthProcessor(SAMPLE_RATE, { maxBufferSize: CHUNK, eventsEnabled: false });
}

/** Loads the synthesiser with FluidR3Mono, the panel's sound font, once; every rendering has a synthesiser of its own. */
export async function openRenderer(): Promise<Renderer> {
  const bank = await openSoundFont();
  return {
    render(notes, tempo) {
      const strokes = strokesOf(notes, tempo);
      const last = strokes.at(-1);
      if (!last) throw new RangeError("there is no note to render");
      const synth = openSynth();
      synth.soundBankManager.addSoundBank(bank, "main");
      synth.programChange(0, PIANO);
      synth.controllerChange(0, REVERB, REVERB_AMOUNT);
      const length = last.at + Math.round((TAIL * SAMPLE_RATE) / 1_000);
      const left = new Float32Array(length);
      const right = new Float32Array(length);
      let at = 0;
      const renderTo = (end: number): void => {
        for (; at < end; at += Math.min(CHUNK, end - at)) synth.process(left, right, at, Math.min(CHUNK, end - at));
      };
      for (const stroke of strokes) {
        renderTo(stroke.at);
        if (stroke.velocity > 0) synth.noteOn(0, stroke.pitch, stroke.velocity);
        else synth.noteOff(0, stroke.pitch);
      }
      renderTo(length);
      const onsets = strokes.filter(({ velocity }) => velocity > 0).map((stroke) => (stroke.at * 1_000) / SAMPLE_RATE);
      return { samples: toWhole(left, right), sampleRate: SAMPLE_RATE, onsets };
    },
  };
}
