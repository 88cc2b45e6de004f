// The way from a device to numbered samples. Emulated Cytons through pseudo-terminals and serialport, as a rig opens them: samples lost
// or wrong, how far the sample clock is from the truth after 30 s, and how late chunks came; boards hand over every 16 ms, every 470
// ms, and with Daisy. Then 20 times unplugged and plugged in again. Then the clock alone, in simulated time, on arrivals as they were
// measured, beside a clock that knows the true rate: what it lacks, no rule can know.
//   npm run bench -- eeg-serial [seconds]
import { SampleClock } from "../src/engine/eeg/sample-clock.ts";
import { DEFAULT_BRAIN, SimulatedBrain } from "../src/engine/eeg/simulated-brain.ts";
import { seeded } from "../src/engine/random.ts";
import { EEG_SECTION, openEeg } from "../src/hardware/drivers.ts";
import { CytonEmulator } from "../src/hardware/eeg/cyton-emulator.ts";
import { cytonMicrovoltsPerCount } from "../src/hardware/eeg/cyton-format.ts";
import type { EegSourceListener } from "../src/hardware/eeg/eeg-source.ts";
import type { EegSample } from "../src/hardware/eeg/eeg-stream.ts";
import { systemClock } from "../src/hardware/system-clock.ts";
import { simulateArrivals, USUAL_LATENESS, WORST_LATENESS } from "../tests/helpers/eeg-arrivals.ts";
import { openEegCable } from "../tests/helpers/eeg-cable.ts";
import { openPty } from "../tests/helpers/pty.ts";
import { figures, machineSince, now, stolenSeconds } from "./helpers/figures.ts";

const SIXTEEN = "Fp1 Fp2 C3 C4 P3 P4 O1 O2 F7 F8 F3 F4 T7 T8 P7 P8".split(" ");
const seconds = Number(process.argv[2] ?? 60);
/** A crystal that runs 100 ppm slow: the clock has to find the true rate. */
const PERIOD = 4 * (1 + 100e-6);

const DEAF: EegSourceListener = { begun: () => {}, block: () => {}, state: () => {}, status: () => {} };

function openCyton(boards: "cyton" | "cyton and daisy", port: string, listener: EegSourceListener) {
  const section = EEG_SECTION.parse({ driver: boards === "cyton" ? "cyton" : "cyton-daisy", port });
  const openRecording = () => Promise.reject(new Error("no recording is asked for"));
  return openEeg(section, { clock: systemClock, listener, seed: 1, openRecording });
}

async function run(name: string, boards: "cyton" | "cyton and daisy", burst: number): Promise<string> {
  const line = await openPty();
  const board = new CytonEmulator(boards);
  const channels = boards === "cyton" ? 8 : 16;
  const brain = new SimulatedBrain({ ...DEFAULT_BRAIN, montage: SIXTEEN.slice(0, channels) }, seeded(1, name));
  const sent: Float64Array[] = [];
  let begun = Number.NaN;
  line.onBytes((bytes) => {
    line.write(board.receive(bytes, now()));
    if (board.streaming && Number.isNaN(begun)) begun = now();
  });
  const pump = setInterval(() => {
    const packets: Uint8Array[] = [];
    while (begun + sent.length * PERIOD <= now() && sent.length * PERIOD < seconds * 1000) {
      const sample = brain.next();
      packets.push(board.packet([...sample], sent.length * PERIOD));
      sent.push(sample);
    }
    if (packets.length > 0) line.write(Buffer.concat(packets));
  }, burst);

  // Daisy's first pair is dropped, and its sample carries the number of the board's packet, the later of the two.
  const takenAt = (index: number) => begun + PERIOD * (boards === "cyton" ? index : 2 * index + 3);
  const scale = cytonMicrovoltsPerCount(24);
  const clip = (count: number) => Math.max(-8388608, Math.min(8388607, Math.round(count)));
  const countOf = (packet: number, channel: number) => clip((sent[packet]?.[channel] ?? Number.NaN) / scale);
  const isWrong = ({ index, counts }: EegSample) =>
    counts.some((count, channel) => {
      if (boards === "cyton") return count !== countOf(index, channel);
      const packet = 2 * index + (channel < 8 ? 3 : 2);
      return count !== Math.round((countOf(packet, channel) + countOf(packet - 1, channel)) / 2);
    });
  const due = () => (boards === "cyton" ? sent.length : Math.floor(sent.length / 2) - 1);
  const [errors, late]: [number[], number[]] = [[], []];
  let [read, wrong, startedIn] = [0, 0, Number.NaN];
  const opened = now();
  const states: string[] = [];
  let heardAt = opened;
  let health: { lost: number; bytesDropped: number; rate: number } | undefined;
  // The last frame is believed when nothing follows it, which is when the source takes the board for lost.
  const ended = new Promise<void>((resolve) => {
    const source = openCyton(boards, line.path, {
      ...DEAF,
      block: ({ at, samples }) => {
        heardAt = at;
        read += samples.length;
        wrong += samples.filter(isWrong).length;
        const newest = samples.at(-1)?.index;
        if (newest === undefined) return;
        late.push(at - takenAt(newest));
        if (at - begun > 30_000) errors.push(source.times.timeOf(newest) - takenAt(newest));
      },
      state: ({ at, state }) => {
        states.push(state);
        if (state === "eeg" && Number.isNaN(startedIn)) startedIn = at - opened;
      },
    });
    // What a busy machine holds back still comes.
    const end = setInterval(() => {
      if (sent.length * PERIOD < seconds * 1000 || now() - heardAt < 1200) return;
      clearInterval(end);
      health = { ...source.health(), rate: source.times.rate };
      void source.close().then(resolve);
    }, 100);
  });
  await ended;
  clearInterval(pump);
  line.close();
  return [
    `${name}: ${states.slice(0, states.lastIndexOf("away")).join(", ")}; streams ${(startedIn / 1000).toFixed(1)} s after it was opened`,
    `  ${read} of ${due()} samples read, ${wrong} wrong, ${health?.lost} marked as lost; ${health?.bytesDropped} bytes dropped`,
    `  clock off after 30 s   ${figures(errors.map(Math.abs))}; rate ${health?.rate.toFixed(4)} Hz, true ${((1000 / PERIOD) * (boards === "cyton" ? 1 : 0.5)).toFixed(4)}`,
    `  newest sample came late ${figures(late)}`,
  ].join("\n");
}

async function replug(times: number): Promise<string> {
  const cable = await openEegCable("cyton");
  let [state, samples] = ["away", 0];
  let look = () => {};
  const until = (isSo: () => boolean) =>
    new Promise<void>((resolve) => {
      look = () => {
        if (isSo()) resolve();
      };
      look();
    });
  const source = openCyton("cyton", cable.path, {
    ...DEAF,
    block: (block) => {
      samples += block.samples.length;
      look();
    },
    state: (change) => {
      state = change.state;
      look();
    },
  });
  const [noticed, back]: [number[], number[]] = [[], []];
  await until(() => samples > 2500);
  for (let i = 0; i < times; i++) {
    const next = await openPty();
    const pulled = now();
    cable.unplug();
    await until(() => state !== "eeg");
    noticed.push(now() - pulled);
    const plugged = now();
    cable.plug(next);
    await until(() => state === "eeg");
    back.push(now() - plugged);
    const { length } = back;
    const before = samples;
    await until(() => samples > before + 250 && back.length === length);
  }
  await source.close();
  cable.close();
  return `unplugged ${times} times, back ${back.length} times\n  noticed after   ${figures(noticed)}\n  samples again   ${figures(back)} after it was plugged in`;
}

function clockAlone(): string[] {
  return (
    [
      ["bursts of 470 ms, read as usual", 470, USUAL_LATENESS],
      ["bursts of 470 ms, on the worst run", 470, WORST_LATENESS],
      ["every 16 ms, read as usual", 16, USUAL_LATENESS],
      ["every 16 ms, on the worst run", 16, WORST_LATENESS],
    ] as const
  ).flatMap(([name, burst, lateness]) =>
    [250, 249.975, 250.4].map((rate) => {
      const [errors, knowing]: [number[], number[]] = [[], []];
      for (let seed = 1; seed <= 40; seed++) {
        const clock = new SampleClock(250);
        let least = Number.POSITIVE_INFINITY;
        for (const { at, newest } of simulateArrivals({ rate, burst, lateness, seconds: 120, seed })) {
          const taken = (1000 * newest) / rate;
          clock.arrive(newest, at);
          least = Math.min(least, at - taken);
          if (at <= 30_000) continue;
          errors.push(Math.abs(clock.timeOf(newest) - taken));
          knowing.push(least);
        }
      }
      return `${name}, ${rate} Hz in truth\n  clock off after 30 s   ${figures(errors)}\n  knowing the rate       ${figures(knowing)}`;
    }),
  );
}

const [began, stolen] = [now(), stolenSeconds()];
const runs = [
  run("Cyton, every 16 ms", "cyton", 16),
  run("Cyton, bursts of 470 ms", "cyton", 470),
  run("Cyton with Daisy, every 16 ms", "cyton and daisy", 16),
];
for (const text of await Promise.all(runs)) console.log(text);
console.log(await replug(20));
console.log(`asked: 0 lost, clock off ≤ 2 ms, noticed ≤ 300 ms, back ≤ 1 s. ${machineSince(began, stolen)}`);
console.log("\nthe clock alone, in simulated time");
for (const text of clockAlone()) console.log(text);
