import { Limiter } from "./limiter.ts";

/** What the AudioWorklet's scope offers; TypeScript's DOM library does not describe it. */
declare const sampleRate: number;
declare class AudioWorkletProcessor {}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

class LimiterProcessor extends AudioWorkletProcessor {
  readonly #limiter = new Limiter(sampleRate, 2);

  process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    this.#limiter.process(inputs[0] ?? [], outputs[0] ?? []);
    return true;
  }
}

registerProcessor("antiphon-limiter", LimiterProcessor);
