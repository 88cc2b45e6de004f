// When the shipped score says nothing: simulated brains with many artefacts, each beside its twin without any, whose rest is the same to
// the sample. What an artefact did is therefore known: by how much it moved what the score sees.
//   npm run bench -- eeg-abstention [brains] [minutes]

import { BANDS } from "../src/engine/eeg/bands.ts";
import { type ArtefactRates, NO_ARTEFACTS, USUAL_ARTEFACTS } from "../src/engine/eeg/brain-artefacts.ts";
import { type EpochMeasures, EpochMeter } from "../src/engine/eeg/epoch-meter.ts";
import { DEFAULT_EPOCHS, EpochReader } from "../src/engine/eeg/epochs.ts";
import { DEFAULT_BRAIN, SimulatedBrain } from "../src/engine/eeg/simulated-brain.ts";
import { seeded } from "../src/engine/random.ts";
import { readEegModel } from "../src/models/eeg/model-artefact.ts";
import { LEAST_GOOD, ownRest } from "../src/models/eeg/own-rest.ts";
import { openScorer } from "../src/models/eeg/scorer.ts";
import { SEQUENCES } from "../src/models/eeg/sequences.ts";
import type { EegWindow } from "../src/models/eeg/window.ts";
import { windowsFrom } from "../src/models/eeg/windows.ts";
import { inRoot } from "../src/server/folders.ts";
import { machineSince, now, stolenSeconds } from "./helpers/figures.ts";

const brains = Number(process.argv[2] ?? 8);
const minutes = Number(process.argv[3] ?? 4);
const REST_SECONDS = 126;
const BLOCK_SECONDS = 30;
/** Log10: a band's power is ten times what it is without the artefact, or about three times; and as good as the same. */
const [STRONG, CLEAR, UNTOUCHED] = [1, 0.5, 0.05];
const MANY: ArtefactRates = { blinks: 20, muscle: 12, pops: 6, losses: 3 };

const { montage, rate } = DEFAULT_BRAIN;
const scorer = openScorer(readEegModel(inRoot("models", "eeg"), montage));
const HOPS = Math.round(1000 / DEFAULT_EPOCHS.hop);

/** One epoch of a brain, and what became of it. */
interface Hop {
  /** By channel: the most that a band was moved, log10. */
  readonly moved: readonly number[];
  readonly said: string;
  readonly right: boolean | undefined;
  /** Channels that the newest window uses. */
  readonly used: readonly boolean[];
}

/** Windows a second apart, the newest last; "settling" until there are enough. */
function sequenceOf(line: readonly (EegWindow | undefined)[]): EegWindow[] {
  const sequence: EegWindow[] = [];
  for (let back = 0; back <= (SEQUENCES.longest / 1000) * HOPS && sequence.length < SEQUENCES.length; ) {
    const window = line.at(-1 - back);
    if (window) sequence.unshift(window);
    back += window ? HOPS : 1;
  }
  return sequence;
}

function follow(seed: number, artefacts: ArtefactRates): Hop[] {
  const random = seeded(seed, "abstention");
  const [twin, troubled] = [NO_ARTEFACTS, artefacts].map(
    (rates) => new SimulatedBrain({ ...DEFAULT_BRAIN, artefacts: rates }, random),
  ) as [SimulatedBrain, SimulatedBrain];
  const readers = [new EpochReader(montage.length, rate), new EpochReader(montage.length, rate)] as const;
  const meter = new EpochMeter({ montage, rate, length: readers[0].length, mains: DEFAULT_BRAIN.mains.frequency });
  const rests: EpochMeasures[] = [];
  let rest: ReturnType<typeof ownRest>;
  let see: ReturnType<typeof windowsFrom> | undefined;
  const line: (EegWindow | undefined)[] = [];
  const hops: Hop[] = [];
  const restSamples = REST_SECONDS * rate;
  for (let i = 0; i < restSamples + minutes * 60 * rate; i++) {
    const listens = i >= restSamples && Math.floor((i - restSamples) / rate / BLOCK_SECONDS) % 2;
    const intoBlock = ((i - restSamples) / rate) % BLOCK_SECONDS;
    twin.listening = troubled.listening = listens ? 1 : 0;
    const plain = readers[0].add(i, twin.next());
    const epoch = readers[1].add(i, troubled.next());
    if (!plain || !epoch) continue;
    if (i < restSamples) {
      rests.push(meter.measure(epoch));
      continue;
    }
    // Epochs of the rest that do not overlap.
    rest ??= ownRest(
      rests.filter((_, hop) => hop % (2 * HOPS) === 0),
      montage,
    );
    if (rest === undefined) throw new Error("the rest of a simulated brain is no baseline");
    see ??= windowsFrom(rest);
    const [wanted, measures] = [meter.measure(plain), meter.measure(epoch, rest.muscle)];
    const window = see(measures);
    line.push(window);
    const sequence = sequenceOf(line);
    const enough = sequence.length === SEQUENCES.length;
    const outcome = window === undefined ? undefined : enough ? scorer.score(sequence) : undefined;
    const said =
      outcome === undefined ? (window ? "settling" : "artefact") : outcome.kind === "none" ? outcome.reason : "score";
    // The first seconds of a block hold both states.
    const told = outcome?.kind === "probability" && intoBlock > 12;
    hops.push({
      moved: montage.map((_, channel) =>
        Math.max(
          ...BANDS.map((_, band) => {
            const place = channel * BANDS.length + band;
            return Math.abs((measures.features[place] as number) - (wanted.features[place] as number));
          }),
        ),
      ),
      said,
      right: told ? outcome.probability > 0.5 === Boolean(listens) : undefined,
      used: montage.map((_, channel) => window?.good[channel] === 1),
    });
  }
  return hops.slice(SEQUENCES.length * HOPS);
}

function share(hops: readonly Hop[], is: (hop: Hop) => boolean): string {
  return hops.length === 0 ? "–" : `${((100 * hops.filter(is).length) / hops.length).toFixed(1)} %`;
}

const silent = ({ said }: Hop) => said !== "score";
const most = (hop: Hop, threshold: number) =>
  hop.moved.filter((by) => by > threshold).length > (1 - LEAST_GOOD) * montage.length;

const [began, stolen] = [now(), stolenSeconds()];
for (const [name, artefacts] of [
  ["none", NO_ARTEFACTS],
  ["usual", USUAL_ARTEFACTS],
  ["many", MANY],
] as const) {
  const hops = Array.from({ length: brains }, (_, i) => follow(1000 + i, artefacts)).flat();
  const strong = hops.filter((hop) => most(hop, STRONG));
  const clear = hops.filter((hop) => most(hop, CLEAR));
  const untouched = hops.filter(({ moved }) => moved.every((by) => by < UNTOUCHED));
  const some = hops.filter((hop) => hop.moved.some((by) => by > STRONG));
  const judged = hops.filter(({ right }) => right !== undefined);
  console.log(`artefacts: ${name}; ${hops.length} epochs, no score in ${share(hops, silent)}`);
  const reasons = [...new Set(hops.filter(silent).map(({ said }) => said))];
  console.log(
    `  why: ${reasons.map((reason) => `${reason} ${share(hops, ({ said }) => said === reason)}`).join(", ") || "–"}`,
  );
  console.log(
    `  more than 40 % of the channels tenfold in some band: no score in ${share(strong, silent)} of ${strong.length}`,
  );
  console.log(`  more than 40 % of the channels threefold: no score in ${share(clear, silent)} of ${clear.length}`);
  console.log(`  no channel moved: no score in ${share(untouched, silent)} of ${untouched.length}`);
  const avoids = (hop: Hop) => silent(hop) || hop.moved.every((by, channel) => by <= STRONG || !hop.used[channel]);
  console.log(
    `  some channel tenfold: no score, or one without that channel, in ${share(some, avoids)} of ${some.length}`,
  );
  console.log(`  right where it says something: ${share(judged, ({ right }) => right === true)} of ${judged.length}`);
}
console.log(`asked: no score in ≥ 95 % of the time in artefact, ≤ 5 % in clean data. ${machineSince(began, stolen)}`);
