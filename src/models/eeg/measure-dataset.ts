import { EpochMeter } from "../../engine/eeg/epoch-meter.ts";
import { EpochReader } from "../../engine/eeg/epochs.ts";
import { DEFAULT_CLEANING } from "../../engine/eeg/filter-design.ts";
import type { EegDataset, MeasuredDataset, MeasuredEpoch } from "./dataset.ts";

/** Two seconds, every second: what is learnt from. */
export const LEARNING_EPOCHS = { window: 2000, hop: 1000 } as const;

/**
 * Measures all recordings as they would be measured live: the same causal filters from each recording's start, epochs, quality and
 * features. `progress` hears of each recording that is done.
 */
export async function measureDataset(dataset: EegDataset, progress: () => void = () => {}): Promise<MeasuredDataset> {
  const { montage, rate, mains } = dataset;
  const cleaning = { ...DEFAULT_CLEANING, mains };
  const length = new EpochReader(montage.length, rate, LEARNING_EPOCHS, cleaning).length;
  const meter = new EpochMeter({ montage, rate, length, mains });
  const recordings = [];
  for (const { read, ...recording } of dataset.recordings) {
    const channels = await read.call(recording);
    const reader = new EpochReader(montage.length, rate, LEARNING_EPOCHS, cleaning);
    const sample = new Float64Array(montage.length);
    const epochs: MeasuredEpoch[] = [];
    for (let i = 0; i < (channels[0]?.length ?? 0); i++) {
      for (const [channel, values] of channels.entries()) sample[channel] = values[i] as number;
      const epoch = reader.add(i, sample);
      if (epoch) epochs.push({ end: ((epoch.from + length) * 1000) / rate, measures: meter.measure(epoch) });
    }
    recordings.push({ ...recording, epochs });
    progress();
  }
  return { ...dataset, recordings };
}
