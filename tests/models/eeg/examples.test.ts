import { expect, test } from "vitest";
import { USUAL_EFFECT } from "../../../src/engine/eeg/simulated-brain.ts";
import type { EegDataset } from "../../../src/models/eeg/dataset.ts";
import { restedRecordings } from "../../../src/models/eeg/examples.ts";
import { measureDataset } from "../../../src/models/eeg/measure-dataset.ts";
import { simulatedDataset } from "./simulated-recordings.ts";

const simulated = simulatedDataset({ participants: 1, effect: USUAL_EFFECT, seconds: 30 });

/** The simulated session with these eyes in rest, rest, music, music. */
function withEyes(...eyes: readonly ("open" | "closed" | undefined)[]): EegDataset {
  return { ...simulated, recordings: simulated.recordings.map((one, place) => ({ ...one, eyes: eyes[place] })) };
}

/** The recordings that are judged: the rest that is the baseline is not. */
async function judged(dataset: EegDataset): Promise<string[]> {
  return restedRecordings(await measureDataset(dataset), "causal").map(({ name }) => name);
}

test("own rest has the eyes of the music, as it is taken live: closed where all of it was heard so", async () => {
  expect(await judged(withEyes("open", "closed", "closed", "closed"))).toEqual(["p1-1-0", "p1-1-2", "p1-1-3"]);
  expect(await judged(withEyes("closed", "open", "open", "open"))).toEqual(["p1-1-0", "p1-1-2", "p1-1-3"]);
});

test("where nobody noted the eyes of the music, or they differ, it is the open ones; where there is no such rest, the first", async () => {
  expect(await judged(withEyes("closed", "open", undefined, undefined))).toEqual(["p1-1-0", "p1-1-2", "p1-1-3"]);
  expect(await judged(withEyes("closed", "open", "closed", "open"))).toEqual(["p1-1-0", "p1-1-2", "p1-1-3"]);
  expect(await judged(withEyes("closed", "closed", "open", "open"))).toEqual(["p1-1-1", "p1-1-2", "p1-1-3"]);
});
