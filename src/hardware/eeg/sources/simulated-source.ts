import { SampleClock } from "../../../engine/eeg/sample-clock.ts";
import { type BrainSettings, SimulatedBrain } from "../../../engine/eeg/simulated-brain.ts";
import type { Random } from "../../../engine/random.ts";
import type { Cancel, Clock } from "../../../engine/time/clock.ts";
import type { Millis } from "../../../engine/time/units.ts";
import { CYTON_FULL_SCALE, cytonMicrovoltsPerCount } from "../cyton-format.ts";
import type { EegForm, EegSource, EegSourceListener } from "../eeg-source.ts";
import type { EegSample } from "../eeg-stream.ts";
import { HandOver } from "./hand-over.ts";

/** Samples are handed over so often. */
const HOP: Millis = 40;
/** As fine as an OpenBCI Cyton at its usual gain. */
const SCALE = cytonMicrovoltsPerCount(24);
/** After the machine has slept, no more than so much is caught up with; the rest was never measured. */
const MOST_BEHIND: Millis = 5000;

/** Opens a simulated brain. `random`: the same gives the same samples. */
export function openSimulatedBrain(
  settings: { readonly name: string; readonly brain: BrainSettings; readonly random: Random },
  clock: Clock,
  listener: EegSourceListener,
): EegSource {
  const { name, brain, random } = settings;
  const { rate, montage } = brain;
  const simulated = new SimulatedBrain(brain, random);
  const handOver = new HandOver(name, clock, listener);
  const form: EegForm = {
    device: "simulated brain",
    rate,
    montage,
    microvoltsPerCount: montage.map(() => SCALE),
    counts: { lowest: -CYTON_FULL_SCALE - 1, highest: CYTON_FULL_SCALE },
    prefilter: "",
    measuresImpedance: false,
  };
  const times = new SampleClock(rate);
  let [next, start] = [0, clock.now()];
  let cancel: Cancel = () => {};

  const hop = () => {
    const now = clock.now();
    const due = Math.floor(((now - start) * rate) / 1000) + 1;
    const behind = due - next - Math.round((MOST_BEHIND * rate) / 1000);
    const gaps = behind > 0 ? [{ from: next, lost: behind, certain: true }] : [];
    next += Math.max(0, behind);
    const samples: EegSample[] = [];
    for (; next < due; next++) samples.push(sampleOf(next, simulated.next()));
    times.arrive(next - 1, start + (1000 * (next - 1)) / rate);
    handOver.deliver({ samples, gaps }, now);
    cancel = clock.at(now + HOP, hop);
  };
  cancel = clock.at(start, () => {
    start = clock.now();
    handOver.begin(form, times);
    handOver.become("eeg");
    handOver.tell("ready", `${name} is a simulated brain: it measures nobody.`);
    hop();
  });

  return {
    name,
    times: handOver.times,
    health: () => ({ ...handOver.health(), bytesDropped: 0, burst: HOP, advice: undefined }),
    measureImpedance: (on) => {
      if (on) handOver.tell("ready", `${name} is a simulated brain: it has no impedances.`);
    },
    hear: (music) => {
      simulated.listening = music ? 1 : 0;
    },
    close: async () => {
      cancel();
      handOver.become("away");
      handOver.tell("closed", `${name} is closed.`);
    },
  };
}

/** A sample as an amplifier with steps of its own would give it. */
function sampleOf(index: number, measured: Float64Array): EegSample {
  const counts = Int32Array.from(measured, (value) =>
    Math.max(-CYTON_FULL_SCALE - 1, Math.min(CYTON_FULL_SCALE, Math.round(value / SCALE))),
  );
  return { index, counts, microvolts: Float64Array.from(counts, (count) => count * SCALE) };
}
