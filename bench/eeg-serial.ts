// Emulated Cytons through pseudo-terminals and serialport: the start-up dialogue, samples lost or wrong, how far the sample clock is
// from the truth after 30 s, and how late chunks came. Boards hand over every 16 ms, every 470 ms, and with Daisy.
//   npm run bench -- eeg-serial [seconds]
import { SerialPort } from "serialport";
import { DEFAULT_BRAIN, SimulatedBrain } from "../src/engine/eeg/simulated-brain.ts";
import { seeded } from "../src/engine/random.ts";
import { type CytonTurn, converse, openDialogue, startUp } from "../src/hardware/eeg/cyton-dialogue.ts";
import { CytonEmulator } from "../src/hardware/eeg/cyton-emulator.ts";
import { cytonMicrovoltsPerCount } from "../src/hardware/eeg/cyton-format.ts";
import { cyton, cytonAndDaisy } from "../src/hardware/eeg/devices.ts";
import { EegStream } from "../src/hardware/eeg/eeg-stream.ts";
import { openPty } from "../tests/helpers/pty.ts";
import { figures, machineSince, now, stolenSeconds } from "./helpers/figures.ts";

const SIXTEEN = "Fp1 Fp2 C3 C4 P3 P4 O1 O2 F7 F8 F3 F4 T7 T8 P7 P8".split(" ");
const seconds = Number(process.argv[2] ?? 60);
/** A crystal that runs 100 ppm slow: the clock has to find the true rate. */
const PERIOD = 4 * (1 + 100e-6);

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

  const port = new SerialPort({ path: line.path, baudRate: 115_200 });
  const gains = Array.from({ length: channels }, () => 24 as const);
  const stream = new EegStream(boards === "cyton" ? cyton(gains) : cytonAndDaisy(gains));
  const [dialogueBegan, errors, late]: [number, number[], number[]] = [now(), [], []];
  const read: { index: number; counts: Int32Array }[] = [];
  let turn: CytonTurn | undefined;
  const follow = (next: CytonTurn) => {
    turn = next;
    if (next.send !== "") port.write(next.send);
  };
  // Daisy's first pair is dropped, and its sample carries the number of the board's packet, the later of the two.
  const takenAt = (index: number) => begun + PERIOD * (boards === "cyton" ? index : 2 * index + 3);
  let dialogueTook = Number.NaN;
  port.on("data", (bytes: Uint8Array) => {
    const at = now();
    if (turn?.outcome === "going on") follow(converse(turn.dialogue, at, bytes));
    else {
      const { samples } = stream.read(bytes, at);
      read.push(...samples);
      const newest = samples.at(-1)?.index;
      if (newest === undefined) return;
      late.push(at - takenAt(newest));
      if (at - begun > 30_000) errors.push(stream.line.clock.timeOf(newest) - takenAt(newest));
    }
  });
  port.on("open", () => follow(openDialogue(startUp(boards), now())));
  const tick = setInterval(() => {
    if (turn?.outcome === "going on") follow(converse(turn.dialogue, now()));
    if (turn?.outcome === "done" && Number.isNaN(dialogueTook)) dialogueTook = now() - dialogueBegan;
  }, 20);

  await new Promise((resolve) => setTimeout(resolve, (seconds + 4) * 1000));
  clearInterval(pump);
  clearInterval(tick);
  read.push(...stream.finish(now()).samples);
  await new Promise((resolve) => port.close(resolve));
  line.close();

  const scale = cytonMicrovoltsPerCount(24);
  const clip = (count: number) => Math.max(-8388608, Math.min(8388607, Math.round(count)));
  const countOf = (packet: number, channel: number) => clip((sent[packet]?.[channel] ?? Number.NaN) / scale);
  const wrong = read.filter(({ index, counts }) =>
    counts.some((count, channel) => {
      if (boards === "cyton") return count !== countOf(index, channel);
      const packet = 2 * index + (channel < 8 ? 3 : 2);
      return count !== Math.round((countOf(packet, channel) + countOf(packet - 1, channel)) / 2);
    }),
  );
  const due = boards === "cyton" ? sent.length : Math.floor(sent.length / 2) - 1;
  const outcome = typeof turn?.outcome === "object" ? turn.outcome.trouble : (turn?.outcome ?? "nothing heard");
  return [
    `${name}: dialogue ${outcome}${Number.isNaN(dialogueTook) ? "" : ` in ${(dialogueTook / 1000).toFixed(1)} s`}`,
    `  ${read.length} of ${due} samples read, ${wrong.length} wrong, ${stream.line.totals.lost} marked as lost; ${stream.bytes.dropped} bytes dropped`,
    `  clock off after 30 s   ${figures(errors.map(Math.abs))}; rate ${stream.line.clock.rate.toFixed(4)} Hz, true ${((1000 / PERIOD) * (boards === "cyton" ? 1 : 0.5)).toFixed(4)}`,
    `  newest sample came late ${figures(late)}`,
  ].join("\n");
}

const [began, stolen] = [now(), stolenSeconds()];
const runs = [
  run("Cyton, every 16 ms", "cyton", 16),
  run("Cyton, bursts of 470 ms", "cyton", 470),
  run("Cyton with Daisy, every 16 ms", "cyton and daisy", 16),
];
for (const text of await Promise.all(runs)) console.log(text);
console.log(`asked: 0 lost, clock off ≤ 2 ms. ${machineSince(began, stolen)}`);
