import { type ArtefactRates, USUAL_ARTEFACTS } from "../../engine/eeg/brain-artefacts.ts";
import { DEFAULT_BRAIN, type ListeningEffect, SimulatedBrain } from "../../engine/eeg/simulated-brain.ts";
import { Draws, fork, type Random } from "../../engine/random.ts";
import type { EegDataset, EegRecording } from "./dataset.ts";

/** People whose listening is known, since it was made. */
export interface SimulatedPeople {
  readonly participants: number;
  readonly sessions: number;
  /** What listening does to a person's rhythms; people may differ. */
  readonly effectOf: (draws: Draws) => ListeningEffect;
  readonly artefacts?: ArtefactRates;
  /** Seconds of the rest before all else, and of each block after it. */
  readonly restSeconds?: number;
  readonly blockSeconds?: number;
}

/** Own rest; then rest and music by turns, in one order or the other. */
const BLOCKS = [
  ["rest", "rest", "music", "rest", "music"],
  ["rest", "music", "rest", "music", "rest"],
] as const;

/** Makes the blocks of one visit by one brain, which goes on from block to block. */
function visit(brain: SimulatedBrain, montage: readonly string[], rate: number) {
  return (condition: "rest" | "music", seconds: number): Float32Array[] => {
    brain.listening = condition === "music" ? 1 : 0;
    const channels = montage.map(() => new Float32Array(Math.round(seconds * rate)));
    for (let i = 0; i < (channels[0]?.length ?? 0); i++) {
      const sample = brain.next();
      for (const [channel, values] of channels.entries()) values[i] = sample[channel] as number;
    }
    return channels;
  };
}

/**
 * A data set of simulated brains, with the default brain's channels. Its recordings must be read in their order, since a brain goes on
 * from one to the next. Seeded: the same randomness gives the same samples.
 */
export function simulatedPeople(
  {
    participants,
    sessions,
    effectOf,
    artefacts = USUAL_ARTEFACTS,
    restSeconds = 126,
    blockSeconds = 60,
  }: SimulatedPeople,
  random: Random,
): EegDataset {
  const { montage, rate, mains } = DEFAULT_BRAIN;
  const recordings: EegRecording[] = [];
  for (let person = 0; person < participants; person++) {
    const participant = `simulated ${person + 1}`;
    const own = fork(random, participant);
    const effect = effectOf(new Draws(fork(own, "effect")));
    for (let one = 0; one < sessions; one++) {
      const session = `${participant}, visit ${one + 1}`;
      const make = visit(
        new SimulatedBrain({ ...DEFAULT_BRAIN, effect, artefacts }, fork(own, session)),
        montage,
        rate,
      );
      const blocks = BLOCKS[(person + one) % 2] as (typeof BLOCKS)[number];
      for (const [place, condition] of blocks.entries()) {
        recordings.push({
          name: `${session}, block ${place + 1}`,
          participant,
          session,
          condition,
          eyes: "open",
          music: condition === "music" ? "music" : "",
          route: "",
          read: async () => make(condition, place === 0 ? restSeconds : blockSeconds),
        });
      }
    }
  }
  return { name: "simulated brains", montage, rate, mains: mains.frequency, recordings };
}
