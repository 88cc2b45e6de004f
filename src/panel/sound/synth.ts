import type { WorkletSynthesizer } from "spessasynth_lib";
import processorUrl from "spessasynth_lib/dist/spessasynth_processor.min.js?url";
import type { Millis, Pitch } from "../../server/protocol.ts";
import type { ExpressionPoint } from "./expression.ts";
import { instrumentOf, instrumentsOf, PLAYERS, TRIAL_CHANNEL } from "./instruments.ts";
import { levelOfProgram, PROGRAMS } from "./loudness.ts";

const EXPRESSION = 11;
const LEVEL = 7;
const DRUM_LEVEL = 119;
const REVERB = 91;
const REVERB_AMOUNT = 40;
const ALL_SOUND_OFF = 120;
const PATIENCE: Millis = 3000;

/** Pitches struck inaudibly at the start, so that their samples are unpacked before the first child's note. */
const WARM_UP = { lowest: 36, highest: 96, step: 2, velocity: 64 } as const;

/** The synthesiser's library: more than half of the code, so it comes when sound is prepared and not before. */
export function loadSynth() {
  return import("./synth-library.ts");
}

/**
 * Opens the synthesiser in a *suspended* context and connects it to `output`: its clock starts when it is built, so only
 * then does it agree with the context's (in a running context it lags by the time it took to connect).
 */
export async function openSynth(
  context: AudioContext,
  soundFont: ArrayBuffer,
  output: AudioNode,
): Promise<WorkletSynthesizer> {
  const [{ WorkletSynthesizer }] = await Promise.all([loadSynth(), context.audioWorklet.addModule(processorUrl)]);
  const synth = new WorkletSynthesizer(context, { eventsEnabled: false });
  synth.connect(output);
  await within(PATIENCE, synth.isReady);
  await context.resume();
  await synth.soundBankManager.addSoundBank(soundFont, "main");
  await synth.isReady;
  for (const { midiChannel, second, program, drums } of PLAYERS.flatMap(instrumentsOf)) {
    if (drums) {
      synth.midiChannels[midiChannel]?.setDrums(true);
      synth.controllerChange(midiChannel, LEVEL, DRUM_LEVEL);
      continue;
    }
    setProgram(synth, midiChannel, program);
    if (second !== undefined) setProgram(synth, second, program);
  }
  return synth;
}

/** Gives a channel a program, and the level at which that is as loud as the others. What is held there keeps its sound. */
export function setProgram(synth: WorkletSynthesizer, midiChannel: number, program: number): void {
  synth.programChange(midiChannel, program);
  synth.controllerChange(midiChannel, LEVEL, levelOfProgram(program));
}

/**
 * Unpacks the samples of all sounds that can be chosen. The output must be mute meanwhile; resolves when the
 * synthesiser is through. Without reverb, whose tail would be heard when the mute opens.
 */
export async function warmUp(synth: WorkletSynthesizer): Promise<void> {
  synth.controllerChange(TRIAL_CHANNEL, REVERB, 0);
  for (const program of PROGRAMS) {
    synth.programChange(TRIAL_CHANNEL, program);
    for (let pitch: Pitch = WARM_UP.lowest; pitch <= WARM_UP.highest; pitch += WARM_UP.step) {
      synth.noteOn(TRIAL_CHANNEL, pitch, WARM_UP.velocity);
      synth.controllerChange(TRIAL_CHANNEL, ALL_SOUND_OFF, 0);
    }
  }
  // The drums are the same for everybody.
  const drums = instrumentOf("child", "drum").midiChannel;
  synth.controllerChange(drums, REVERB, 0);
  for (let pitch: Pitch = WARM_UP.lowest; pitch <= WARM_UP.highest; pitch += WARM_UP.step) {
    synth.noteOn(drums, pitch, WARM_UP.velocity);
    synth.controllerChange(drums, ALL_SOUND_OFF, 0);
  }
  synth.controllerChange(drums, REVERB, REVERB_AMOUNT);
  synth.controllerChange(TRIAL_CHANNEL, REVERB, REVERB_AMOUNT);
  // Messages are answered in order: the answer to this one says that those above are done.
  await synth.getSnapshot();
}

/** Sets a channel's expression, `time` in seconds of the context. */
export function playPoint(synth: WorkletSynthesizer, { midiChannel, value, end }: ExpressionPoint, time: number): void {
  synth.controllerChange(midiChannel, EXPRESSION, value, { time });
  if (end) synth.controllerChange(midiChannel, ALL_SOUND_OFF, 0, { time });
}

function within<T>(patience: Millis, promise: Promise<T>): Promise<T | undefined> {
  return Promise.race([promise, new Promise<undefined>((resolve) => setTimeout(resolve, patience))]);
}
