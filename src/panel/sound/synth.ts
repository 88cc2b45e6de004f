import type { WorkletSynthesizer } from "spessasynth_lib";
import processorUrl from "spessasynth_lib/dist/spessasynth_processor.min.js?url";
import type { Millis, Pitch } from "../../server/protocol.ts";
import type { ExpressionPoint } from "./expression.ts";
import { instrumentsOf, PLAYERS } from "./instruments.ts";

const EXPRESSION = 11;
const LEVEL = 7;
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
  for (const { midiChannel, program, level, drums } of PLAYERS.flatMap(instrumentsOf)) {
    if (drums) synth.midiChannels[midiChannel]?.setDrums(true);
    synth.programChange(midiChannel, program);
    synth.controllerChange(midiChannel, LEVEL, level);
  }
  return synth;
}

/**
 * Unpacks the samples of the child's and the partner's instruments. The output must be mute meanwhile; resolves when the
 * synthesiser is through. Without reverb, whose tail would be heard when the mute opens.
 */
export async function warmUp(synth: WorkletSynthesizer): Promise<void> {
  for (const { midiChannel } of [...instrumentsOf("child"), ...instrumentsOf("partner")]) {
    synth.controllerChange(midiChannel, REVERB, 0);
    for (let pitch: Pitch = WARM_UP.lowest; pitch <= WARM_UP.highest; pitch += WARM_UP.step) {
      synth.noteOn(midiChannel, pitch, WARM_UP.velocity);
      synth.controllerChange(midiChannel, ALL_SOUND_OFF, 0);
    }
    synth.controllerChange(midiChannel, REVERB, REVERB_AMOUNT);
  }
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
