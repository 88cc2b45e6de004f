import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { createEdf, mendEdf } from "../../src/files/edf-file.ts";
import { readEdf } from "../../src/files/edf-reading.ts";
import { recordingHeader } from "../../src/files/eeg-recording.ts";
import { freshFolder } from "./edf-bytes.ts";
import { cytonRecording, recordsOf, samplesOf } from "./eeg-by-hand.ts";

const CHILD = fileURLToPath(new URL("./edf-writer-child.ts", import.meta.url));

describe("a writer that is killed", () => {
  test("loses less than a second, and the file opens", async () => {
    const folder = freshFolder();
    for (const [round, after] of [1, 3, 7].entries()) {
      const path = join(folder, `${round}.bdf`);
      const child = spawn(process.execPath, ["--import", "tsx", CHILD, path], { stdio: ["ignore", "pipe", "inherit"] });
      let [handed, written] = [0, 0];
      for await (const line of createInterface({ input: child.stdout })) {
        [handed = 0, written = 0] = line.split(" ").map(Number);
        // Not before it said that so many records are in the file; whatever it is doing then.
        if (written === after) child.kill("SIGKILL");
      }
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
      expect(child.signalCode).toBe("SIGKILL");
      const before = readEdf(new Uint8Array(readFileSync(path)), path);
      expect(before).toMatchObject({ complete: false, header: { records: -1 } });
      expect(before.records).toBeGreaterThanOrEqual(written);
      expect(handed - 250 * before.records).toBeLessThan(250);

      expect(mendEdf(path)).toBe(before.records);
      const mended = readEdf(new Uint8Array(readFileSync(path)), path);
      expect(mended).toMatchObject({ complete: true, records: before.records });
      const all = recordsOf(
        cytonRecording(),
        samplesOf(cytonRecording(), 250 * before.records, { range: [-9000, 9000] }),
      );
      for (const [signal] of mended.signals.entries()) {
        expect([...mended.samples(signal)]).toEqual(all.flatMap(({ samples }) => [...(samples[signal] as Int32Array)]));
      }
      expect(mendEdf(path)).toBeUndefined();
    }
  });
});

describe("a file", () => {
  const about = cytonRecording(1, 25);

  test("that is there already is not written over", () => {
    const path = join(freshFolder(), "x.bdf");
    writeFileSync(path, "mine");
    expect(() => createEdf(path, recordingHeader(about))).toThrow("there is such a file already. Choose another name.");
    expect(readFileSync(path, "utf8")).toBe("mine");
  });

  test("says while it is written that it is, and is for this user alone", () => {
    const path = join(freshFolder(), "x.bdf");
    const file = createEdf(path, recordingHeader(about));
    const [record] = recordsOf(about, samplesOf(about, 25, { range: [0, 9] }));
    if (record) file.append(record);
    const records = () => readEdf(new Uint8Array(readFileSync(path)), path).header.records;
    expect(records()).toBe(-1);
    file.close();
    expect(records()).toBe(1);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test("that is none is not mended", () => {
    const path = join(freshFolder(), "x.bdf");
    writeFileSync(path, "something else altogether");
    expect(() => mendEdf(path)).toThrow(`${path}: this is no EDF or BDF file. Choose another.`);
    expect(readFileSync(path, "utf8")).toBe("something else altogether");
  });
});
