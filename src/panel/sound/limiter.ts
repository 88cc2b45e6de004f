/** No sample leaves above this: -3 dBFS (sensory-safety.md 2). */
export const CEILING = 10 ** (-3 / 20);
/** By how much the limiter delays the sound. */
export const LOOK_AHEAD_SECONDS = 0.005;
const RELEASE_SECONDS = 0.2;

/**
 * The last stage: a look-ahead limiter. The sound is delayed by 5 ms; the gain is led down in those 5 ms before a peak, and
 * comes back slowly after it. What is under the ceiling passes unchanged but for the delay.
 */
export class Limiter {
  readonly #delay: Float32Array[];
  readonly #length: number;
  readonly #release: number;
  /** The gain each sample in the delay line asks for, and the same as a running minimum's mean. */
  readonly #wanted: Float32Array;
  readonly #smallest: Float32Array;
  #place = 0;
  #mean: number;
  #held = 1;

  constructor(sampleRate: number, channels: number) {
    this.#length = Math.max(1, Math.round(LOOK_AHEAD_SECONDS * sampleRate));
    this.#release = 1 - Math.exp(-1 / (RELEASE_SECONDS * sampleRate));
    this.#delay = Array.from({ length: channels }, () => new Float32Array(this.#length));
    this.#wanted = new Float32Array(this.#length).fill(1);
    this.#smallest = new Float32Array(this.#length).fill(1);
    this.#mean = this.#length;
  }

  /** Limits a block. Inputs and outputs hold one array per channel, all of one length. */
  process(inputs: readonly Float32Array[], outputs: readonly Float32Array[]): void {
    const samples = outputs[0]?.length ?? 0;
    for (let at = 0; at < samples; at++) {
      const gain = this.#gainFor(inputs, at);
      for (const [channel, output] of outputs.entries()) {
        const line = this.#delay[channel];
        if (!line) continue;
        const sample = (line[this.#place] as number) * gain;
        output[at] = Math.max(-CEILING, Math.min(CEILING, sample));
        line[this.#place] = inputs[channel]?.[at] ?? 0;
      }
      this.#place = (this.#place + 1) % this.#length;
    }
  }

  #gainFor(inputs: readonly Float32Array[], at: number): number {
    let peak = 0;
    for (const input of inputs) peak = Math.max(peak, Math.abs(input[at] ?? 0));
    this.#wanted[this.#place] = peak > CEILING ? CEILING / peak : 1;
    let smallest = 1;
    if (peak > CEILING || this.#held < 1) for (const wanted of this.#wanted) if (wanted < smallest) smallest = wanted;
    this.#held = smallest < this.#held ? smallest : this.#held + (smallest - this.#held) * this.#release;
    if (this.#held > 0.9999) this.#held = 1;
    // The mean over the look-ahead turns the step down into a ramp that is complete when the peak comes out.
    this.#mean += this.#held - (this.#smallest[this.#place] as number);
    this.#smallest[this.#place] = this.#held;
    return this.#mean / this.#length;
  }
}
