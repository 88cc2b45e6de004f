import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { physicalOf, readEdf } from "../../../src/files/edf-reading.ts";
import { exportEeg } from "../../../src/server/commands/eeg-export.ts";
import { PieceWriter } from "../../../src/server/eeg/piece-writer.ts";
import { openRecordingFile } from "../../../src/server/eeg/recording-file.ts";
import { freshFolder } from "../store/folders.ts";
import { header } from "../store/headers.ts";
import { opened } from "../store/sessions.ts";
import { countsAt, FORM, sampleAt, TIMES } from "./made-samples.ts";

// Real files and threads: slow on a busy machine, never waited for by the clock.
vi.setConfig({ testTimeout: 120_000 });

/** What is written to the standard output meanwhile. */
async function toldBy(act: () => Promise<void>): Promise<string> {
  const told: string[] = [];
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((text) => told.push(String(text)) > 0);
  try {
    await act();
  } finally {
    spy.mockRestore();
  }
  return told.join("");
}

/** A record with one session whose EEG has `count` samples, 50 of them lost. */
async function recorded(count: number): Promise<string> {
  const folder = freshFolder();
  const { store } = await opened(folder);
  const log = store.beginSession(header("s1"));
  let seq = 0;
  const writer = new PieceWriter(FORM, TIMES, {
    begin: (form) => log.keepEeg(0, 0, form),
    keep: (piece) => log.keepEeg(0, ++seq, piece),
  });
  for (let index = 0; index < count; index++) {
    if (index < 300 || index >= 350) writer.add([sampleAt(index)], { clock: index * 4, wall: 0 });
  }
  writer.end();
  await log.end();
  await store.close();
  vi.stubEnv("ANTIPHON_DATA", folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  return folder;
}

test("a session's EEG is exported as BDF+, as EDF+, and from the one to the other; what is lost is said", async () => {
  const folder = await recorded(1000);
  const [bdf, edf, other] = ["a.bdf", "a.edf", "b.edf"].map((name) => join(folder, name)) as [string, string, string];
  expect(await toldBy(() => exportEeg("s1", bdf))).toBe(
    `${bdf}: 4 s of 16 channels from OpenBCI Cyton, 50 samples lost. It is not sealed: keep it as you keep a file about a child.\n`,
  );
  expect(await toldBy(() => exportEeg("s1", edf))).toMatch(/^EDF\+ holds 16 of the 24 bits; every step/);
  await toldBy(() => exportEeg(bdf, other));
  expect(readFileSync(other)).toEqual(readFileSync(edf));
  const [wide, narrow] = [bdf, edf].map((path) => readEdf(new Uint8Array(readFileSync(path)), path));
  const signal = narrow?.signals[5];
  if (!wide || !narrow || !signal) throw new Error("no signal");
  const values = narrow.samples(5);
  for (const index of [0, 299, 350, 999]) {
    expect(wide.samples(5)[index]).toBe(countsAt(index)[5]);
    expect(physicalOf(signal, values[index] as number)).toBeCloseTo((countsAt(index)[5] as number) * 0.0223517445, 2);
  }
});

test("what cannot be exported is said in a sentence", async () => {
  const folder = await recorded(100);
  await expect(exportEeg("s1", join(folder, "a.txt"))).rejects.toThrow(/wants to end in \.bdf \(24 bits\) or \.edf/);
  await expect(exportEeg("s9", join(folder, "a.bdf"))).rejects.toThrow("There is no session s9 in the record.");
  await toldBy(() => exportEeg("s1", join(folder, "a.bdf")));
  await expect(exportEeg("s1", join(folder, "a.bdf"))).rejects.toThrow("there is such a file already");
});

test("an exported recording is played back with its sites, microvolts and gaps", async () => {
  const folder = await recorded(1000);
  const bdf = join(folder, "a.bdf");
  await toldBy(() => exportEeg("s1", bdf));
  const recording = await openRecordingFile(bdf);
  expect(recording.form).toMatchObject({ device: "OpenBCI_Cyton", rate: 250, montage: FORM.montage });
  const samples = [];
  const gaps = [];
  for (let piece = await recording.read(); piece; piece = await recording.read()) {
    samples.push(...piece.samples);
    gaps.push(...piece.gaps);
  }
  expect(gaps).toEqual([{ from: 300, lost: 50, certain: true }]);
  expect(samples).toHaveLength(950);
  for (const { index, counts, microvolts } of samples) {
    expect(counts).toEqual(countsAt(index));
    expect(microvolts[3]).toBeCloseTo((counts[3] as number) * (FORM.microvoltsPerCount[3] as number), 6);
  }
  await expect(openRecordingFile(join(folder, "none.bdf"))).rejects.toThrow(/cannot be read \(ENOENT\)/);
});
