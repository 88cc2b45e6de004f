import { describe, expect, test } from "vitest";
import type { RecordedSession } from "../../../src/models/fine-tuning/child-phrases.ts";
import { playSession } from "../../../src/models/fine-tuning/planted-playing.ts";
import type { TuningProgress } from "../../../src/models/fine-tuning/tuning-message.ts";
import { tuneInThread } from "../../../src/models/fine-tuning/tuning-thread.ts";
import { inRoot } from "../../../src/server/folders.ts";
import { loadTunes } from "../../../src/server/library.ts";
import { resources } from "../../helpers/stage.ts";
import { habitNamed } from "./children.ts";

const habit = habitNamed("three alike");
const order = (sessions: RecordedSession[]) => ({
  models: inRoot("models"),
  sessions,
  tunes: loadTunes().slice(0, 4),
  seconds: 600,
});

// Real threads: slow on a busy machine, never waited for by the clock.
describe("the tuning thread", { timeout: 180_000 }, () => {
  test("is ended in the middle when it is told to", async () => {
    const controller = new AbortController();
    const seen: TuningProgress[] = [];
    const sessions = [1, 2].map((seed) => playSession(habit, seed, 40, resources()));
    const tuning = tuneInThread(order(sessions), {
      signal: controller.signal,
      progress: (progress) => {
        seen.push(progress);
        controller.abort();
      },
    });
    await expect(tuning).rejects.toThrow("Fine-tuning was cancelled; the networks in use stay as they were.");
    expect(seen[0]).toMatchObject({ network: "pitch", epoch: 1, backend: "wasm" });
  });

  test("does not begin when it was cancelled before", async () => {
    await expect(tuneInThread(order([]), { signal: AbortSignal.abort() })).rejects.toThrow("Fine-tuning was cancelled");
  });

  test("hands on why it refuses", async () => {
    await expect(tuneInThread(order([playSession(habit, 1, 5, resources())]))).rejects.toThrow(
      /^There are 4 phrases that follow on another one, too few to learn from: 60 are needed\./,
    );
  });

  test.each([
    [
      "networks that are not there",
      { models: "/nowhere" },
      /^Fine-tuning failed \(.*model\.json is missing.*\); the networks in use stay as they were\.$/,
    ],
    [
      "a log that is none",
      { sessions: [{ ...playSession(habit, 1, 1, resources()), lines: ["no event"] }] },
      /^Fine-tuning failed \(.*JSON.*\); the networks in use stay as they were\.$/,
    ],
  ])("that fails over %s says so in one sentence", async (_, change, sentence) => {
    await expect(tuneInThread({ ...order([]), ...change })).rejects.toThrow(sentence);
  });
});
