const SECONDS = 8;

/** Pink noise with an effective value of 1, in both channels, to be looped: the same each time. */
export function pinkNoise(context: BaseAudioContext): AudioBuffer {
  const length = SECONDS * context.sampleRate;
  const buffer = new AudioBuffer({ length, numberOfChannels: 2, sampleRate: context.sampleRate });
  const samples = pinkSamples(length);
  for (let channel = 0; channel < 2; channel++) buffer.copyToChannel(samples, channel);
  return buffer;
}

/** White noise through three poles and zeros that fall by 3 dB an octave from 20 Hz up, within half a decibel (Kellet, "pk3" economy filter). */
export function pinkSamples(length: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(length);
  let state = 1;
  let [slow, middle, fast] = [0, 0, 0];
  let power = 0;
  for (let at = 0; at < length; at++) {
    // A linear congruential generator: no chance is wanted here, and no two measurements shall differ by it.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    const white = state / 2 ** 31;
    slow = 0.99765 * slow + white * 0.099046;
    middle = 0.963 * middle + white * 0.2965164;
    fast = 0.57 * fast + white * 1.0526913;
    const sample = slow + middle + fast + white * 0.1848;
    samples[at] = sample;
    power += sample * sample;
  }
  const gain = 1 / Math.sqrt(power / length);
  return samples.map((sample) => gain * sample);
}
