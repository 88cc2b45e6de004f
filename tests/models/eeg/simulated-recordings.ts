import { type ArtefactRates, NO_ARTEFACTS } from "../../../src/engine/eeg/brain-artefacts.ts";
import { DEFAULT_BRAIN, type ListeningEffect, SimulatedBrain } from "../../../src/engine/eeg/simulated-brain.ts";
import { seeded } from "../../../src/engine/random.ts";
import type { EegDataset, EegRecording } from "../../../src/models/eeg/dataset.ts";

export interface SimulatedSet {
  readonly participants: number;
  readonly effect: ListeningEffect;
  readonly seconds?: number;
  readonly sessions?: number;
  readonly artefacts?: ArtefactRates;
  readonly montage?: readonly string[];
  readonly seed?: number;
}

/** Rest, rest, music, music of each simulated participant and session: brains whose listening is known. */
export function simulatedDataset({
  participants,
  effect,
  seconds = 60,
  sessions = 1,
  artefacts = NO_ARTEFACTS,
  montage = ["Fp1", "C3", "P4", "O2"],
  seed = 0,
}: SimulatedSet): EegDataset {
  const rate = DEFAULT_BRAIN.rate;
  const recordings = Array.from({ length: participants * sessions }, (_, visit) => {
    const participant = `p${Math.floor(visit / sessions) + 1}`;
    const session = `${participant}-${(visit % sessions) + 1}`;
    return (["rest", "rest", "music", "music"] as const).map((condition, part): EegRecording => {
      const name = `${session}-${part}`;
      return {
        name,
        participant,
        session,
        condition,
        eyes: condition === "rest" ? "open" : undefined,
        music: condition === "music" ? "song" : "",
        route: "",
        async read() {
          const brain = new SimulatedBrain(
            { ...DEFAULT_BRAIN, montage, effect, artefacts },
            seeded(seed, `${session} ${part}`),
          );
          brain.listening = condition === "music" ? 1 : 0;
          const channels = montage.map(() => new Float32Array(seconds * rate));
          for (let i = 0; i < seconds * rate; i++) {
            const sample = brain.next();
            for (const [channel, values] of channels.entries()) values[i] = sample[channel] as number;
          }
          return channels;
        },
      };
    });
  }).flat();
  return { name: "simulated", montage, rate, mains: 50, recordings };
}
