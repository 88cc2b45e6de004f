import { SpessaSynthProcessor } from "spessasynth_core";
import type { Pitch } from "../../engine/time/units.ts";
import { openSoundFont } from "../reports/sound-font.ts";
import { integratedLoudness } from "./integrated-loudness.ts";

const SAMPLE_RATE = 44_100;
/** Samples rendered in one go. */
const CHUNK = 128;
const VOLUME = 7;
const REVERB = 91;
/** As loud a room as in the panel. */
const REVERB_AMOUNT = 40;
const VELOCITY = 64;
const NOTE_SECONDS = 0.5;
const TAIL_SECONDS = 0.5;

/** The middle register of what is played alone and of chords, and that of a bass. */
const PITCHES: Readonly<Record<"middle" | "low", readonly Pitch[]>> = {
  middle: [60, 64, 67, 72, 69, 65, 62, 60],
  low: [36, 40, 43, 48, 45, 41, 38, 36],
};

/** How loud programs are. */
export interface SoundMeter {
  /** Integrated loudness in LUFS of eight notes, half a second each, of velocity 64, with the channel's volume (CC 7) at `level`. */
  measure(program: number, register: "middle" | "low", level: number): number;
}

/** Loads the panel's synthesiser and sound font, to render with it. */
export async function openSoundMeter(): Promise<SoundMeter> {
  const bank = await openSoundFont();
  return {
    measure(program, register, level) {
      const synth = new SpessaSynthProcessor(SAMPLE_RATE, { maxBufferSize: CHUNK, eventsEnabled: false });
      synth.soundBankManager.addSoundBank(bank, "main");
      synth.programChange(0, program);
      synth.controllerChange(0, VOLUME, level);
      synth.controllerChange(0, REVERB, REVERB_AMOUNT);
      const pitches = PITCHES[register];
      const note = Math.round(NOTE_SECONDS * SAMPLE_RATE);
      const length = pitches.length * note + Math.round(TAIL_SECONDS * SAMPLE_RATE);
      const [left, right] = [new Float32Array(length), new Float32Array(length)];
      let at = 0;
      const renderTo = (end: number): void => {
        for (; at < end; at += Math.min(CHUNK, end - at)) synth.process(left, right, at, Math.min(CHUNK, end - at));
      };
      for (const [place, pitch] of pitches.entries()) {
        renderTo(place * note);
        const before = pitches[place - 1];
        if (before !== undefined) synth.noteOff(0, before);
        synth.noteOn(0, pitch, VELOCITY);
      }
      renderTo(pitches.length * note);
      synth.noteOff(0, pitches.at(-1) as Pitch);
      renderTo(length);
      return integratedLoudness([left, right], SAMPLE_RATE);
    },
  };
}
