import type { CountedFrame } from "./counted-frames.ts";
import { CYTON_CHANNELS, type CytonPacket } from "./cyton-format.ts";

/** A sample of a Cyton with Daisy: 16 channels, 125 a second, numbered 0–127 by pairs of packets. */
export interface DaisySample extends CountedFrame {
  /** Counts of channels 1–8 (the board) and 9–16 (Daisy, one packet or 4 ms earlier). */
  readonly counts: Int32Array;
}

/** Pairs of packets before the number comes round. */
export const DAISY_PAIRS = 128;

/**
 * Joins the packets of a Cyton with Daisy to samples: Daisy's packet with an even number, then the board's with the next. A
 * half whose other half is missing is dropped, and counts as a lost sample by the next one's `skipped`. The first pair after
 * the start (0, 1) is dropped as well: packet 0 should be the mean of two samples and there was only one.
 */
export class DaisyPairing {
  #daisy: CytonPacket | undefined;
  #previous: number | undefined;
  #atStart = true;

  /** The sample that this packet completes, if it does. */
  join(packet: CytonPacket): DaisySample | undefined {
    const daisy = this.#daisy;
    this.#daisy = undefined;
    const first = this.#atStart && packet.counter === 0;
    this.#atStart = false;
    if (packet.counter % 2 === 0) {
      if (!first) this.#daisy = packet;
      return undefined;
    }
    if (daisy === undefined || packet.skipped !== 0 || packet.counter !== daisy.counter + 1) return undefined;
    const counter = daisy.counter / 2;
    const previous = this.#previous ?? counter - 1;
    this.#previous = counter;
    const counts = new Int32Array(2 * CYTON_CHANNELS);
    counts.set(packet.counts, 0);
    counts.set(daisy.counts, CYTON_CHANNELS);
    return { counter, skipped: (counter - previous - 1 + 2 * DAISY_PAIRS) % DAISY_PAIRS, counts };
  }
}
