import type { Worker } from "node:worker_threads";
import { expect, onTestFinished, test } from "vitest";
import type { EegReading } from "../../../src/engine/eeg/reading.ts";
import type { DeviceStatus } from "../../../src/engine/session/event.ts";
import { EEG_SECTION } from "../../../src/hardware/drivers.ts";
import { systemClock } from "../../../src/hardware/system-clock.ts";
import { startWorker } from "../../../src/runtime/worker.ts";
import { EegThread } from "../../../src/server/eeg/eeg-thread.ts";
import { unpackForm } from "../../../src/server/eeg/recorded-piece.ts";

/** A real thread with a simulated brain, and what it told; the threads can be ended by hand. */
function opened() {
  const workers: Worker[] = [];
  const told: { readings: EegReading[]; statuses: DeviceStatus[]; parts: number[]; pieces: number } = {
    readings: [],
    statuses: [],
    parts: [],
    pieces: 0,
  };
  let changed = () => {};
  const thread = new EegThread({
    data: {
      section: EEG_SECTION.parse({ driver: "simulated-brain", name: "Brain" }),
      seed: 1,
      origin: systemClock.now(),
      model: undefined,
      rest: undefined,
    },
    listener: {
      reading: (reading) => {
        told.readings.push(reading);
        changed();
      },
      status: (status) => {
        told.statuses.push(status);
        changed();
      },
    },
    keeper: {
      beginPart: (form) => {
        told.parts.push(unpackForm(form).first);
        changed();
      },
      keep: () => {
        told.pieces += 1;
        changed();
      },
    },
    start: (data) => {
      const base = new URL("../../../src/server/eeg/eeg-thread.ts", import.meta.url).href;
      const worker = startWorker("eeg-worker", base, { workerData: data });
      workers.push(worker);
      return worker;
    },
  });
  onTestFinished(() => thread.close());
  return {
    thread,
    workers,
    told,
    /** Resolves when something that was told makes it so. */
    async until(isSo: () => boolean): Promise<void> {
      while (!isSo()) await new Promise<void>((resolve) => (changed = resolve));
    },
  };
}

test("the thread tells readings, and hands over all that was recorded before it closes", async () => {
  const { thread, told, until } = opened();
  await until(() => told.readings.length > 0);
  thread.perform({ kind: "eegRecord", at: systemClock.now(), on: true });
  await until(() => told.pieces > 1);
  const before = told.pieces;
  thread.perform({ kind: "eegMarker", at: systemClock.now(), text: "the end" });
  await thread.close();
  expect(told.parts).toHaveLength(1);
  expect(told.pieces).toBeGreaterThan(before);
  expect(told.statuses.map(({ status }) => status)).toEqual(["ready", "closed"]);
});

test("a thread that dies is begun anew once, with what it was told; after that the session goes on without it", async () => {
  const { thread, workers, told, until } = opened();
  thread.perform({ kind: "eegRecord", at: systemClock.now(), on: true });
  await until(() => told.pieces > 0);
  await workers[0]?.terminate();
  await until(() => told.parts.length === 2);
  expect(told.statuses.find(({ status }) => status === "lost")?.text).toBe(
    "Brain had an error (its thread ended) and begins anew.",
  );
  const readings = told.readings.length;
  await until(() => told.readings.length > readings);
  await workers[1]?.terminate();
  await until(() => told.statuses.at(-1)?.status === "failed");
  expect(told.statuses.at(-1)?.text).toBe(
    "Brain has stopped for good (its thread ended). The session goes on without it; restart Antiphon after it.",
  );
  expect(workers).toHaveLength(2);
  // Nobody is there to answer, and nobody is waited for.
  thread.perform({ kind: "eegMarker", at: systemClock.now(), text: "unheard" });
  await thread.close();
});
