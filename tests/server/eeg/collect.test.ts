import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { collectEeg } from "../../../src/server/commands/eeg-collect.ts";
import { PieceWriter } from "../../../src/server/eeg/piece-writer.ts";
import { openDataset } from "../../../src/server/eeg-evaluation/read-dataset.ts";
import type { Store } from "../../../src/server/store/store.ts";
import { freshFolder } from "../store/folders.ts";
import { header } from "../store/headers.ts";
import { opened } from "../store/sessions.ts";
import { countsAt, FORM, sampleAt, TIMES } from "./made-samples.ts";

// Real files and threads: slow on a busy machine, never waited for by the clock.
vi.setConfig({ testTimeout: 120_000 });

const { rate } = FORM;
const PER_COUNT = FORM.microvoltsPerCount[0] ?? 0;

/** A session whose recording holds `seconds` of samples, marks at their seconds, and a gap of ten samples. */
async function record(
  store: Store,
  session: { readonly id: string; readonly child: string; readonly startedAt: string },
  seconds: number,
  marks: readonly (readonly [second: number, text: string])[],
  gap?: number,
): Promise<void> {
  const log = store.beginSession({ ...header(session.id), ...session });
  let seq = 0;
  const writer = new PieceWriter(FORM, TIMES, {
    begin: (form) => log.keepEeg(0, 0, form),
    keep: (piece) => log.keepEeg(0, ++seq, piece),
  });
  for (let index = 0; index < seconds * rate; index++) {
    if (gap === undefined || index < gap * rate || index >= gap * rate + 10) {
      writer.add([sampleAt(index)], { clock: index * 4, wall: 0 });
    }
    for (const [second, text] of marks) {
      // A mark comes a little before or after the samples that it stands at.
      const late = text.startsWith("Music") ? 100 : -100;
      if (index === second * rate + late) writer.remark({ index: second * rate, text });
    }
  }
  writer.end();
  await log.end();
}

test("the guided blocks that count become a data set that can be evaluated; children get numbers of their own", async () => {
  const folder = freshFolder();
  const { store } = await opened(folder);
  const blocks = [
    [1, "Rest with eyes open 1 of 4 begins"],
    [13, "Rest with eyes open 1 of 4 ends"],
    [14, "Rest with eyes closed begins"],
    [20, "first smile"],
    [26, "Rest with eyes closed is broken off: Break"],
    [27, "Music 1 of 2, eyes open, begins"],
    [40, "Music 1 of 2, eyes open, ends"],
    [41, "Sham, eyes open, begins"],
    [53, "Sham, eyes open, ends"],
  ] as const;
  await record(store, { id: "s2", child: "K-222", startedAt: "2026-11-02T10:00:00.000Z" }, 60, blocks);
  await record(store, { id: "s1", child: "K-111", startedAt: "2026-11-01T10:00:00.000Z" }, 60, blocks, 29);
  await record(store, { id: "s3", child: "K-111", startedAt: "2026-11-03T10:00:00.000Z" }, 20, blocks);
  await record(store, { id: "s4", child: "practice", startedAt: "2026-11-04T10:00:00.000Z" }, 60, blocks);
  await store.close();
  vi.stubEnv("ANTIPHON_DATA", folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  const out = join(folder, "set");
  const told: string[] = [];
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((text) => told.push(String(text)) > 0);
  await expect(collectEeg({ folder: out, consent: false, mains: 50 })).rejects.toThrow("say so with --consent");
  await collectEeg({ folder: out, consent: true, mains: 50 });
  spy.mockRestore();
  expect(told.join("")).toContain("7 recordings of 2 children");

  const dataset = openDataset(out);
  expect(dataset).toMatchObject({ montage: FORM.montage, rate, mains: 50 });
  const labels = dataset.recordings.map(({ participant, session, condition, eyes }) => [
    participant,
    session,
    condition,
    eyes,
  ]);
  expect(labels).toEqual([
    ["sub-001", "01", "rest", "open"],
    // Ten samples are missing after 29 s: what is left of the block before them is too short.
    ["sub-001", "01", "music", "open"],
    ["sub-001", "01", "sham", "open"],
    ["sub-002", "01", "rest", "open"],
    ["sub-002", "01", "music", "open"],
    ["sub-002", "01", "sham", "open"],
    ["sub-001", "02", "rest", "open"],
  ]);
  const lengths = await Promise.all(dataset.recordings.map(async (one) => (await one.read())[0]?.length));
  expect(lengths).toEqual([12 * rate, 11 * rate - 10, 12 * rate, 12 * rate, 13 * rate, 12 * rate, 12 * rate]);
  // The second one's rest, sample for sample, as far as a step of 0.1 µV can tell and less its offset.
  const [channel] = (await dataset.recordings[3]?.read()) ?? [];
  const from = (countsAt(rate)[0] ?? 0) * PER_COUNT - (channel?.[0] ?? 0);
  for (const index of [0, 1, 777, 12 * rate - 1]) {
    expect((channel?.[index] ?? 0) + from).toBeCloseTo((countsAt(rate + index)[0] ?? 0) * PER_COUNT, 0);
  }
  await expect(collectEeg({ folder: out, consent: true, mains: 50 })).rejects.toThrow("is not empty");
});
