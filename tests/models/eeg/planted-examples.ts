import { BANDS, type Band } from "../../../src/engine/eeg/bands.ts";
import { Draws, seeded } from "../../../src/engine/random.ts";
import type { EegExample } from "../../../src/models/eeg/learner.ts";
import type { EegWindow } from "../../../src/models/eeg/window.ts";

const TANGENT = 5;

export interface Planted {
  readonly participants: number;
  /** How much louder the first channel is in class 1, in deviations a window. */
  readonly effect: number;
  readonly name?: string;
  readonly each?: number;
  readonly channels?: number;
}

/** Participants whose first channel is louder when they listen: sequences of eight windows whose truth is known. */
export function plantedExamples({
  participants,
  effect,
  name = "planted",
  each = 24,
  channels = 4,
}: Planted): EegExample[] {
  const draws = new Draws(seeded(8, name));
  const perChannel: readonly Band[] = BANDS;
  const windowOf = (label: 0 | 1): EegWindow => {
    const good = new Uint8Array(channels).fill(1);
    if (draws.unit() < 0.1) good[channels - 1] = 0;
    const z = Float64Array.from({ length: channels * perChannel.length }, (_, k) => {
      const channel = Math.floor(k / perChannel.length);
      return good[channel] === 0 ? 0 : draws.normal(channel === 0 ? label * effect : 0);
    });
    const tangent = Float64Array.from({ length: (TANGENT * channels * (channels + 1)) / 2 }, (_, k) =>
      draws.normal(k === 0 ? label * effect : 0),
    );
    return { z, good, tangent, alpha: z[2] as number };
  };
  return Array.from({ length: participants }, (_, person) =>
    Array.from({ length: each }, (_, i): EegExample => {
      const label = i % 2 === 0 ? 0 : 1;
      return {
        participant: `${name}${person}`,
        session: `${name}${person}`,
        recording: `${name}${person}-${label}`,
        label,
        from: 0,
        to: 9000,
        windows: Array.from({ length: 8 }, () => windowOf(label)),
      };
    }),
  ).flat();
}
