// What EEG costs: 16 channels at 250 Hz, every hop from bytes to features. Each part by itself and all together, p50, p99, max,
// and the share of a core; beside it a control of plain arithmetic, and the same spectra by the sum they stand for.
//   npm run bench -- eeg-signal [seconds of EEG]
import { EpochReader } from "../src/engine/eeg/epochs.ts";
import { featuresOf } from "../src/engine/eeg/features.ts";
import { MainsProbe } from "../src/engine/eeg/mains-probe.ts";
import { DEFAULT_LIMITS, faultsOf } from "../src/engine/eeg/quality.ts";
import { fromRest, restBaseline } from "../src/engine/eeg/rest-baseline.ts";
import { SampleLine } from "../src/engine/eeg/sample-line.ts";
import { DEFAULT_BRAIN, SimulatedBrain } from "../src/engine/eeg/simulated-brain.ts";
import { Spectrum, spectraOf } from "../src/engine/eeg/spectrum.ts";
import { seeded } from "../src/engine/random.ts";
import { CytonEmulator } from "../src/hardware/eeg/cyton-emulator.ts";
import { CYTON, cytonMicrovoltsPerCount } from "../src/hardware/eeg/cyton-format.ts";
import { FrameReader } from "../src/hardware/eeg/frame-reader.ts";
import { join } from "../tests/hardware/eeg/streams.ts";
import { figures, machineSince, now, quantile, stolenSeconds } from "./helpers/figures.ts";

const MONTAGE = "Fp1 Fp2 F3 F4 C3 C4 P3 P4 O1 O2 F7 F8 T7 T8 P7 P8".split(" ");
const RATE = 250;
const HOP = RATE / 2;
const WARMING = 60;
const seconds = Number(process.argv[2] ?? 300);
const scale = cytonMicrovoltsPerCount(24);

/** Two boards of 8 channels beside each other: 16 channels at 250 Hz, which one Cyton cannot send. */
const boards = [new CytonEmulator("cyton"), new CytonEmulator("cyton")];
for (const board of boards) board.receive(Uint8Array.of(0x62), 0);
const brain = new SimulatedBrain({ ...DEFAULT_BRAIN, montage: MONTAGE, rate: RATE }, seeded(1, "child"));
const brainTimes: number[] = [];
const hops = Array.from({ length: seconds * 2 }, (_, hop) => {
  const packets: [Uint8Array[], Uint8Array[]] = [[], []];
  const began = now();
  const samples = Array.from({ length: HOP }, () => [...brain.next()]);
  brainTimes.push(now() - began);
  for (const [i, sample] of samples.entries()) {
    for (const [which, board] of boards.entries()) {
      packets[which]?.push(board.packet(sample.slice(8 * which, 8 * which + 8), 4 * (hop * HOP + i)));
    }
  }
  return packets.map(join);
});

const readers = boards.map(() => new FrameReader(CYTON));
const line = new SampleLine(RATE, 256);
const epochs = new EpochReader(MONTAGE.length, RATE);
const spectrum = new Spectrum(epochs.length, RATE);
const mains = new MainsProbe(epochs.length, 50, RATE);
const times: Record<string, number[]> = {
  parsing: [],
  filtering: [],
  spectra: [],
  quality: [],
  features: [],
  all: [],
  control: [],
};
const rest: Float64Array[] = [];
let baseline: ReturnType<typeof restBaseline>;
let scored = 0;

function timed<Result>(part: string, work: () => Result): Result {
  const began = now();
  const result = work();
  times[part]?.push(now() - began);
  return result;
}

/** Arithmetic that takes about as long as a hop and allocates nothing: what the machine makes of any such work. */
function control(): number {
  let value = 1;
  for (let i = 0; i < 150_000; i++) value = value * 0.999 + 1 / (1 + value);
  return value;
}

const [began, stolen] = [now(), stolenSeconds()];
const cpu: number[] = [];
for (const [i, bytes] of hops.entries()) {
  // The first epochs warm the code up, as the rehearsal before a session does.
  if (i === WARMING) for (const values of [...Object.values(times), cpu]) values.length = 0;
  timed("control", control);
  const before = process.cpuUsage();
  timed("all", () => {
    const [first = [], second = []] = timed("parsing", () =>
      readers.map((reader, which) => reader.read(bytes[which] ?? new Uint8Array())),
    );
    const samples = first.map(({ counts }, k) =>
      [...counts, ...(second[k]?.counts ?? [])].map((count) => count * scale),
    );
    const skipped = first.map((packet) => packet.skipped);
    const { indices } = line.place(skipped, (i + 1) * 500);
    const epoch = timed("filtering", () =>
      samples.map((sample, k) => epochs.add(indices[k] ?? 0, sample)).findLast((found) => found !== undefined),
    );
    if (epoch === undefined) return;
    const spectra = timed("spectra", () => spectraOf(epoch.clean, spectrum));
    const { resolution } = spectrum;
    timed("quality", () => faultsOf(epoch, { limits: DEFAULT_LIMITS, spectra, resolution, mains }));
    timed("features", () => {
      const { logBandPowers } = featuresOf(spectra, resolution, MONTAGE);
      if (rest.length < 60) rest.push(logBandPowers);
      if (rest.length === 60) baseline ??= restBaseline(rest);
      if (baseline !== undefined) scored += fromRest(logBandPowers, baseline).length;
    });
  });
  const { user, system } = process.cpuUsage(before);
  cpu.push((user + system) / 1000);
}
const machine = machineSince(began, stolen);

/** The sum that a transform stands for, at the 80 bins up to 40 Hz alone. */
function bySums(samples: Float64Array): number {
  let all = 0;
  for (let k = 0; k < 80; k++) {
    let [re, im] = [0, 0];
    for (let n = 0; n < samples.length; n++) {
      const angle = (2 * Math.PI * k * n) / samples.length;
      re += (samples[n] ?? 0) * Math.cos(angle);
      im += (samples[n] ?? 0) * Math.sin(angle);
    }
    all += re * re + im * im;
  }
  return all;
}

const plain = Array.from({ length: 20 }, () => {
  const start = now();
  bySums(new Float64Array(epochs.length).fill(1));
  return MONTAGE.length * (now() - start);
});
console.log(`${MONTAGE.length} channels at ${RATE} Hz, a hop of 0.5 s, ${hops.length} hops, ${scored} z-scores`);
for (const [part, values] of Object.entries(times)) console.log(`  ${part.padEnd(10)} ${figures(values)}`);
const share = cpu.reduce((sum, value) => sum + value, 0) / (cpu.length * 500);
const over = quantile(times.all ?? [], 0.99) / quantile(times.control ?? [], 0.99);
console.log(`  p99 of all over p99 of the control: ${over.toFixed(2)}`);
console.log(`  asked: p99 ≤ 2 ms a hop; ${(100 * share).toFixed(2)} % of a core, asked ≤ 5 %`);
const slower = quantile(plain, 0.5) / quantile(times.spectra ?? [], 0.5);
console.log(`  the same spectra by plain sums, up to 40 Hz alone: ${slower.toFixed(0)} times the time`);
console.log(`  the simulated brain: ${figures(brainTimes)} a hop`);
console.log(machine);
