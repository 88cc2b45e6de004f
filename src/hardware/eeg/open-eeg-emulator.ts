import { OPEN_EEG_CENTRE } from "./open-eeg-format.ts";

/** What the firmware tells in P3's slow channel, a letter at a time. */
const ID = "mEEGv1.0\u0000";

/** The board's own counts: 10 bits about the centre. */
function tenBits(steps: number): number {
  return Math.max(0, Math.min(1023, OPEN_EEG_CENTRE + Math.round(steps)));
}

/** A ModularEEG board that speaks P2 or P3. Values are steps of its ADC from the centre: the gain is a matter of the build. */
export class OpenEegEmulator {
  #sent = 0;
  #letters = 0;
  switches = 0;

  /** One sample in P2: six channels, 17 bytes. */
  p2(steps: readonly number[]): Uint8Array {
    const values = Array.from({ length: 6 }, (_, i) => tenBits(steps[i] ?? 0));
    const words = values.flatMap((value) => [value >> 8, value & 0xff]);
    return Uint8Array.from([0xa5, 0x5a, 0x02, this.#sent++ % 256, ...words, this.switches]);
  }

  /** One sample in P3: an even number of channels, 2 to 6; 2 bytes and 3 for each pair. */
  p3(steps: readonly number[]): Uint8Array {
    const counter = this.#sent++ % 64;
    const aux = this.#auxAt(counter & 7);
    const bytes = [(counter << 1) | (aux >> 7), aux & 0x7f];
    for (let i = 0; i + 1 < steps.length; i += 2) {
      const [a, b] = [tenBits(steps[i] ?? 0), tenBits(steps[i + 1] ?? 0)];
      bytes.push(a & 0x7f, b & 0x7f, ((a >> 3) & 0x70) | (b >> 7));
    }
    bytes.push((bytes.pop() ?? 0) | 0x80);
    return Uint8Array.from(bytes);
  }

  #auxAt(channel: number): number {
    if (channel === 4) return this.switches;
    return channel === 0 ? ID.charCodeAt(this.#letters++ % ID.length) : 0;
  }
}
