import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { openDataset } from "../../../src/server/eeg-evaluation/read-dataset.ts";
import { Refusal } from "../../../src/server/refusal.ts";

const folder = mkdtempSync(join(tmpdir(), "antiphon-eeg-"));
afterAll(() => rmSync(folder, { recursive: true }));

const INDEX = {
  fs: 200,
  channels: ["P4", "Cz"],
  unit: "uV",
  scale: 0.02,
  recordings: [
    { file: "s01_ex01_s01.i16", subject: 1, experiment: 1, session: 1, samples: 3 },
    { file: "s01_ex08.i16", subject: 1, experiment: 8, session: 0, samples: 3 },
    { file: "own.i16", subject: "ada", samples: 2, condition: "sham", eyes: "closed", session: 2, music: "rain" },
  ],
};

function lay(name: string, index: unknown, values: readonly number[] = [1, -2, 3, -4, 500, 32767]): string {
  const place = join(folder, name);
  mkdirSync(place);
  writeFileSync(join(place, "index.json"), typeof index === "string" ? index : JSON.stringify(index));
  const bytes = new Uint8Array(Int16Array.from(values).buffer);
  for (const { file } of INDEX.recordings) writeFileSync(join(place, file), bytes);
  return place;
}

describe("a folder of recordings", () => {
  test("is read channel by channel, in microvolts, with what is known of each recording", async () => {
    const dataset = openDataset(lay("good", INDEX));
    expect(dataset).toMatchObject({ name: "good", montage: ["P4", "Cz"], rate: 200, mains: 50 });
    const [rest, song, own] = dataset.recordings;
    expect(rest).toMatchObject({ name: "s01_ex01_s01", participant: "1", condition: "rest", eyes: "open", music: "" });
    // The set's sessions number rests alone: they say nothing of what belongs together.
    expect(rest?.session).toBeUndefined();
    expect(song).toMatchObject({ condition: "music", music: "native song", route: "bone conduction", eyes: undefined });
    expect(own).toMatchObject({ participant: "ada", condition: "sham", eyes: "closed", session: "2", music: "rain" });
    const channels = await rest?.read();
    expect(channels?.map((samples) => [...samples].map((value) => Math.round(value * 100) / 100))).toEqual([
      [0.02, 0.06, 10],
      [-0.04, -0.08, 655.34],
    ]);
  });

  test("that is not as its index says is refused, by the file's name", async () => {
    const short = openDataset(lay("short", INDEX, [1, 2]));
    await expect(short.recordings[0]?.read()).rejects.toThrow(/s01_ex01_s01\.i16 holds 4 bytes and not the 12/);
    const gone = openDataset(lay("gone", { ...INDEX, recordings: [{ ...INDEX.recordings[0], file: "none.i16" }] }));
    await expect(gone.recordings[0]?.read()).rejects.toThrow(Refusal);
  });

  test.each([
    ["without an index", undefined, /holds no index\.json/],
    ["with an index that is no JSON", "{", /cannot be read/],
    ["without channels", { ...INDEX, channels: [] }, /does not fit/],
    ["in another unit", { ...INDEX, unit: "V" }, /does not fit/],
    [
      "that points out of itself",
      { ...INDEX, recordings: [{ ...INDEX.recordings[0], file: "../x.i16" }] },
      /does not fit/,
    ],
    [
      "with an experiment nobody knows",
      { ...INDEX, recordings: [{ ...INDEX.recordings[0], experiment: 99 }] },
      /condition/,
    ],
  ])("%s is refused", (name, index, reason) => {
    const place = index === undefined ? join(folder, "nowhere") : lay(name.replaceAll(" ", "-"), index);
    expect(() => openDataset(place)).toThrow(reason);
    expect(() => openDataset(place)).toThrow(Refusal);
  });
});
