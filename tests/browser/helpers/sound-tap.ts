import type { Page } from "playwright-core";

/** Put by the test, not by the page: whatever is connected to a loudspeaker is connected to an analyser as well. */
export function tapSound(): void {
  const tap: { analyser?: AnalyserNode } = {};
  Object.assign(window, { soundTap: tap });
  const connect = AudioNode.prototype.connect as (this: AudioNode, ...to: unknown[]) => unknown;
  AudioNode.prototype.connect = function (this: AudioNode, ...to: unknown[]) {
    if (to[0] instanceof AudioDestinationNode) {
      tap.analyser = new AnalyserNode(this.context, { fftSize: 32768 });
      connect.call(this, tap.analyser);
    }
    return connect.apply(this, to);
  } as typeof AudioNode.prototype.connect;
}

const AUDIBLE = 10 ** (-60 / 20);

interface Heard {
  /** The largest sample of the last 0.7 s, 0–1. */
  readonly peak: number;
  /** Context times, seconds, of the first and the last sample above -60 dBFS in the last 0.7 s. */
  readonly span: { readonly first: number; readonly last: number } | undefined;
}

async function listen(page: Page): Promise<Heard | undefined> {
  return page.evaluate((audible) => {
    const { analyser } = (window as unknown as { soundTap: { analyser?: AnalyserNode } }).soundTap;
    if (!analyser) return undefined;
    const samples = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(samples);
    const { currentTime, sampleRate } = analyser.context;
    const began = currentTime - samples.length / sampleRate;
    const first = samples.findIndex((sample) => Math.abs(sample) > audible);
    const last = samples.findLastIndex((sample) => Math.abs(sample) > audible);
    const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    return {
      peak,
      span: first < 0 ? undefined : { first: began + first / sampleRate, last: began + last / sampleRate },
    };
  }, AUDIBLE);
}

/** The loudest sample of the last 0.7 s, dBFS. */
export async function peakLevel(page: Page): Promise<number> {
  return 20 * Math.log10((await listen(page))?.peak ?? 0);
}

/** When something was audible in the last 0.7 s. */
export async function audibleSpan(page: Page): Promise<Heard["span"]> {
  return (await listen(page))?.span;
}

/** Context time (seconds) at which something due at the engine's time `at` should leave the loudspeaker. */
export async function engineToContext(page: Page, engine: { now(): number }, at: number): Promise<number> {
  let shortest = Number.POSITIVE_INFINITY;
  let context = Number.NaN;
  for (let round = 0; round < 8; round++) {
    const before = engine.now();
    const { local, heard } = await page.evaluate(() => {
      const { analyser } = (window as unknown as { soundTap: { analyser: AnalyserNode } }).soundTap;
      const { contextTime = 0, performanceTime = 0 } = (analyser.context as AudioContext).getOutputTimestamp();
      return { local: performance.now(), heard: contextTime * 1000 - performanceTime };
    });
    const after = engine.now();
    if (after - before > shortest) continue;
    shortest = after - before;
    context = (local + (at - (before + after) / 2) + heard) / 1000;
  }
  return context;
}
