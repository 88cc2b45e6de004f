import type { Millis } from "../../server/protocol.ts";
import limiterUrl from "./limiter-worklet.ts?worker&url";
import { NOMINAL_GAIN } from "./loudness.ts";
import { pinkNoise } from "./pink-noise.ts";

const STOP_FADE: Millis = 150;
const RETURN_FADE: Millis = 1000;
/** With the 150 ms in which a silent engine is noticed, and the loudspeaker's own delay, within 300 ms. */
const HOLD_FADE: Millis = 100;
const HOLD_RETURN: Millis = 300;
const VOLUME_FADE: Millis = 400;
const NOISE_END: Millis = 250;
/** Where noise begins, in decibels under full scale: not to be heard in any room. */
const NOISE_START = -70;

/** For a sensitive child what lies above this is softer by so much (sensory-safety.md 2). */
const SHELF = { frequency: 4_000, gain: -6 } as const;
const SHELF_TIME_SECONDS = 0.1;

/** The way from the synthesiser to the loudspeaker: volume of this browser -> shelf -> mute -> hold -> limiter -> meter -> out. */
export class SoundGraph {
  readonly context: AudioContext;
  readonly input: GainNode;
  readonly #shelf: BiquadFilterNode;
  #noise: { readonly source: AudioBufferSourceNode; readonly gain: GainNode } | undefined;
  readonly #mute: GainNode;
  readonly #hold: GainNode;
  readonly #meter: AnalyserNode;
  readonly #samples: Float32Array<ArrayBuffer>;

  private constructor(context: AudioContext, limiter: AudioWorkletNode) {
    this.context = context;
    this.input = new GainNode(context, { gain: 0 });
    this.#shelf = new BiquadFilterNode(context, { type: "highshelf", frequency: SHELF.frequency, gain: 0 });
    this.#mute = new GainNode(context, { gain: 0 });
    this.#hold = new GainNode(context, { gain: 0 });
    this.#meter = new AnalyserNode(context, { fftSize: 4096 });
    this.#samples = new Float32Array(this.#meter.fftSize);
    this.input.connect(this.#shelf).connect(this.#mute).connect(this.#hold).connect(limiter);
    limiter.connect(this.#meter).connect(context.destination);
  }

  /** Builds the graph, mute, in a suspended context. */
  static async open(): Promise<SoundGraph> {
    const context = new AudioContext({ latencyHint: "interactive" });
    await context.suspend();
    await context.audioWorklet.addModule(limiterUrl);
    const limiter = new AudioWorkletNode(context, "antiphon-limiter", {
      outputChannelCount: [2],
      channelCount: 2,
      channelCountMode: "explicit",
    });
    return new SoundGraph(context, limiter);
  }

  /** STOP: down to nothing in 150 ms, whatever the synthesiser does. */
  mute(fade: Millis = STOP_FADE): void {
    this.playNoise(null, 0);
    lead(this.#mute.gain, 0, fade, this.context);
  }

  unmute(): void {
    lead(this.#mute.gain, 1, RETURN_FADE, this.context);
  }

  /** Holds the sound back while the engine is not heard. */
  hold(on: boolean): void {
    lead(this.#hold.gain, on ? 0 : 1, on ? HOLD_FADE : HOLD_RETURN, this.context);
  }

  /** Pink noise, coming up by `rise` decibels a second to `level` under full scale at full volume; null ends it, in a quarter of a second. */
  playNoise(level: number | null, rise: number): void {
    const { context } = this;
    const now = context.currentTime;
    const before = this.#noise;
    this.#noise = undefined;
    if (before) {
      lead(before.gain.gain, 0, NOISE_END, context);
      before.source.stop(now + NOISE_END / 1000);
    }
    if (level === null) return;
    const gain = new GainNode(context, { gain: 0 });
    const source = new AudioBufferSourceNode(context, { buffer: pinkNoise(context), loop: true });
    source.connect(gain).connect(this.input);
    gain.gain.setValueAtTime(amplitudeOf(NOISE_START) / NOMINAL_GAIN, now);
    gain.gain.exponentialRampToValueAtTime(amplitudeOf(level) / NOMINAL_GAIN, now + (level - NOISE_START) / rise);
    source.start();
    this.#noise = { source, gain };
  }

  /** Takes the edge off what is high, for a sensitive child. */
  soften(on: boolean): void {
    this.#shelf.gain.setTargetAtTime(on ? SHELF.gain : 0, this.context.currentTime, SHELF_TIME_SECONDS);
  }

  /** Volume of this browser, 0–1: 1 is the loudness the engine asks for, and nothing is above it. */
  setVolume(volume: number): void {
    lead(this.input.gain, Math.min(1, Math.max(0, volume)) ** 2 * NOMINAL_GAIN, VOLUME_FADE, this.context);
  }

  /** Level of the last 85 ms (effective value), dBFS; -Infinity when silent. */
  level(): number {
    this.#meter.getFloatTimeDomainData(this.#samples);
    const power = this.#samples.reduce((sum, sample) => sum + sample * sample, 0) / this.#samples.length;
    return 10 * Math.log10(power);
  }
}

function amplitudeOf(decibels: number): number {
  return 10 ** (decibels / 20);
}

/** Leads a gain from where it is to `value` in a straight line. A ramp needs its beginning set, or it begins in the past. */
function lead(gain: AudioParam, value: number, fade: Millis, context: AudioContext): void {
  const now = context.currentTime;
  const held = gain.value;
  gain.cancelScheduledValues(now);
  gain.setValueAtTime(held, now);
  gain.linearRampToValueAtTime(value, now + fade / 1000);
}
