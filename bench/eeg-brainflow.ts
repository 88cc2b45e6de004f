// Whether an outside driver takes the emulated Cyton for a Cyton: BrainFlow opens it through a pseudo-terminal, starts it and reads for
// some seconds; its samples are held beside those that were sent.
//   npm run bench -- eeg-brainflow [a Python that has brainflow: python3 -m pip install brainflow] [seconds]
import { spawn } from "node:child_process";
import { once } from "node:events";
import { DEFAULT_BRAIN, SimulatedBrain } from "../src/engine/eeg/simulated-brain.ts";
import { seeded } from "../src/engine/random.ts";
import { CytonEmulator } from "../src/hardware/eeg/cyton-emulator.ts";
import { cytonMicrovoltsPerCount } from "../src/hardware/eeg/cyton-format.ts";
import { openPty } from "../tests/helpers/pty.ts";
import { now } from "./helpers/figures.ts";

const python = process.argv[2] ?? "python3";
const seconds = Number(process.argv[3] ?? 10);

const READER = `
import sys, json, time
from brainflow.board_shim import BoardShim, BrainFlowInputParams, BoardIds
BoardShim.disable_board_logger()
which = BoardIds.CYTON_BOARD if sys.argv[2] == "cyton" else BoardIds.CYTON_DAISY_BOARD
params = BrainFlowInputParams(); params.serial_port = sys.argv[1]
board = BoardShim(which, params)
board.prepare_session(); board.start_stream(45000); time.sleep(float(sys.argv[3])); board.stop_stream()
data = board.get_board_data(); board.release_session()
number = BoardShim.get_package_num_channel(which); eeg = BoardShim.get_eeg_channels(which)
print(json.dumps({"numbers": data[number].tolist(), "eeg": [data[row].tolist() for row in eeg]}))
`;

/** The board as BrainFlow sees it: samples as it numbers them, µV by channel. */
async function readByBrainFlow(boards: "cyton" | "cyton and daisy") {
  const line = await openPty();
  const board = new CytonEmulator(boards);
  const brain = new SimulatedBrain(DEFAULT_BRAIN, seeded(1, "brainflow"));
  const sent: Float64Array[] = [];
  const heard: string[] = [];
  let begun = Number.NaN;
  line.onBytes((bytes) => {
    heard.push(String.fromCharCode(...bytes));
    line.write(board.receive(bytes, now()));
    if (board.streaming && Number.isNaN(begun)) begun = now();
  });
  const pump = setInterval(() => {
    for (; board.streaming && begun + 4 * sent.length <= now(); ) {
      const eight = brain.next();
      // The emulated Daisy measures the same brain upside down.
      const sample = Float64Array.from([...eight, ...eight.map((value) => -value)]);
      line.write(board.packet([...sample], 4 * sent.length));
      sent.push(sample);
    }
  }, 8);
  const reader = spawn(python, ["-c", READER, line.path, boards, String(seconds)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [output, complaints]: [string[], string[]] = [[], []];
  reader.stdout.on("data", (text) => output.push(String(text)));
  reader.stderr.on("data", (text) => complaints.push(String(text)));
  await once(reader, "close");
  clearInterval(pump);
  line.close();
  const json = output
    .join("")
    .split("\n")
    .findLast((text) => text.startsWith("{"));
  if (json === undefined) return { trouble: complaints.join("").trim().split("\n").at(-1) ?? "nothing came" };
  return { sent, heard: heard.join(""), read: JSON.parse(json) as { numbers: number[]; eeg: number[][] } };
}

function countOf(value: number): number {
  return Math.max(-8388608, Math.min(8388607, Math.round(value / cytonMicrovoltsPerCount(24))));
}

for (const boards of ["cyton", "cyton and daisy"] as const) {
  const result = await readByBrainFlow(boards);
  if ("trouble" in result) {
    console.log(`${boards}: not compared: ${result.trouble}`);
    continue;
  }
  const { sent, heard, read } = result;
  const scale = cytonMicrovoltsPerCount(24);
  // BrainFlow keeps packet 0 of a Daisy, and numbers a sample by its first packet.
  let apart = 0;
  let compared = 0;
  for (let i = 0; i < read.numbers.length; i++) {
    const packet = boards === "cyton" ? i : 2 * i;
    if (read.numbers[i] !== packet % 256) continue;
    if (boards === "cyton and daisy" && i === 0) continue;
    for (const [channel, row] of read.eeg.entries()) {
      const at = boards === "cyton" ? packet : packet + (channel < 8 ? 1 : 0);
      const now = countOf(sent[at]?.[channel] ?? Number.NaN);
      const before = countOf(sent[at - 1]?.[channel] ?? Number.NaN);
      const expected = boards === "cyton" ? now : Math.round((now + before) / 2);
      apart = Math.max(apart, Math.abs((row[i] ?? Number.NaN) / scale - expected));
    }
    compared += 1;
  }
  console.log(
    `${boards}: BrainFlow said ${JSON.stringify(heard)}, read ${read.numbers.length} samples of ${read.eeg.length} channels; ${compared} in their places, at most ${apart.toFixed(6)} counts from what was sent`,
  );
}
