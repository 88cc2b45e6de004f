// Files of EEG, by others' measure.
//   npm run bench -- eeg-files [kills] [a Python that has pyedflib: python3 -m pip install pyedflib==0.1.38]
// 1. A BDF+ file of 16 channels as EDFlib reads it, a strict reader of others: header, every sample, every remark.
// 2. kill -9 of a process that records EEG sealed at 250 Hz, at a drawn time: what was handed over and is not in the export.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Draws, seeded } from "../src/engine/random.ts";
import { createEdf } from "../src/files/edf-file.ts";
import { readEdf } from "../src/files/edf-reading.ts";
import { RecordLine } from "../src/files/edf-record-line.ts";
import { recordingHeader } from "../src/files/eeg-recording.ts";
import { partRecords } from "../src/server/eeg/part-records.ts";
import { unpackPiece } from "../src/server/eeg/recorded-piece.ts";
import { openStore } from "../src/server/store/store.ts";
import { cytonRecording, samplesOf } from "../tests/files/eeg-by-hand.ts";
import { figures } from "./helpers/figures.ts";

const kills = Number(process.argv[2] ?? 20);
const python = process.argv[3] ?? "python3";
const folder = mkdtempSync(join(tmpdir(), "antiphon-eeg-files-"));

const READER = `
import sys, json, pyedflib
f = pyedflib.EdfReader(sys.argv[1])
on, of, text = f.readAnnotations()
print(json.dumps({"labels": f.getSignalLabels(), "physical": [f.getPhysicalMinimum(0), f.getPhysicalMaximum(0)],
  "patient": f.getPatientCode(), "start": str(f.getStartdatetime()), "seconds": f.getFileDuration(),
  "remarks": [[float(a), float(b), str(c)] for a, b, c in zip(on, of, text)],
  "samples": [f.readSignal(i, digital=True).tolist() for i in range(f.signals_in_file)]}))
`;

function heldBesideEdflib(): string {
  const about = cytonRecording(16);
  const samples = samplesOf(about, 5_000, { range: [-8_388_607, 8_388_606] });
  const line = new RecordLine(about);
  line.annotate({ onset: 3.004, text: "Music 1 of 2 begins" });
  const path = join(folder, "sixteen.bdf");
  const file = createEdf(path, recordingHeader(about));
  for (const { index, counts } of samples) for (const record of line.add(index, counts)) file.append(record);
  for (const record of line.finish()) file.append(record);
  file.close();
  const { stdout, status, stderr } = spawnSync(python, ["-c", READER, path], { encoding: "utf8", maxBuffer: 2 ** 28 });
  if (status !== 0) return `cannot be asked: ${stderr.trim().split("\n").at(-1)}`;
  const theirs = JSON.parse(stdout) as { samples: number[][]; [key: string]: unknown };
  const wrong = theirs.samples.flatMap((values, channel) =>
    values.filter((value, i) => value !== samples[i]?.counts[channel]),
  ).length;
  const { samples: _, ...rest } = theirs;
  return `${theirs.samples.length * (theirs.samples[0]?.length ?? 0)} samples, ${wrong} differ; ${JSON.stringify(rest)}`;
}

/** Milliseconds of EEG that were handed over and are lost, and what was acknowledged and is lost. */
async function killOnce(session: string, delay: number): Promise<{ lost: number; acked: number; opened: boolean }> {
  const script = fileURLToPath(new URL("../tests/server/eeg/recording-child.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", script, folder, session, "live"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let [handed, kept, armed] = [0, 0, false];
  for await (const line of createInterface({ input: child.stdout })) {
    [handed = 0, kept = 0] = line.split(" ").map(Number);
    if (kept > 0 && !armed) {
      armed = true;
      setTimeout(() => child.kill("SIGKILL"), delay);
    }
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  const store = await openStore({ folder, floor: 0, onTrouble: ({ text }) => console.log(text) });
  const [part] = store.readEeg(session);
  if (!part) throw new Error("nothing was recorded");
  const { records, header, lost } = partRecords(part, "K-7F3");
  const path = join(folder, `${session}.bdf`);
  const file = createEdf(path, header);
  for (const record of records) file.append(record);
  file.close();
  const onDisk = [...part.pieces].reduce((sum, { seq, piece }) => {
    return sum + (seq === 0 ? 0 : unpackPiece(piece).samples.length);
  }, 0);
  await store.close();
  const opened = lost() === 0 && readEdf(new Uint8Array(readFileSync(path)), path).complete;
  return { lost: 4 * (handed - onDisk), acked: Math.max(0, kept - onDisk), opened };
}

console.log(`BDF+ by EDFlib: ${heldBesideEdflib()}`);
const draws = new Draws(seeded(1, "kills"));
const outcomes: Awaited<ReturnType<typeof killOnce>>[] = [];
for (let kill = 0; kill < kills; kill++) outcomes.push(await killOnce(`k${kill}`, draws.whole(100, 3_000)));
console.log(`EEG lost by kill -9       ${figures(outcomes.map(({ lost }) => lost))}; asked: <= 1000 ms`);
console.log(`acknowledged and lost     ${outcomes.reduce((sum, { acked }) => sum + acked, 0)} samples; asked: 0`);
console.log(`exports that opened       ${outcomes.filter(({ opened }) => opened).length} of ${kills}`);
rmSync(folder, { recursive: true, force: true });
