import { describe, expect, test } from "vitest";
import { SimulatedClock } from "../../../src/engine/time/clock.ts";
import { EEG_SECTION, openEeg } from "../../../src/hardware/drivers.ts";
import type { EegForm } from "../../../src/hardware/eeg/eeg-source.ts";
import { isWhole, recordingOf, writeDown } from "./listening.ts";

function open(section: unknown, openRecording = () => Promise.reject(new Error("not asked for"))) {
  const clock = new SimulatedClock(5000);
  const { heard, listener, until } = writeDown();
  const source = openEeg(EEG_SECTION.parse(section), { clock, listener, seed: 7, openRecording });
  return { clock, heard, source, until };
}

describe("the simulated brain", () => {
  test("gives numbered samples at its rate, with exact times", () => {
    const { clock, heard, source } = open({ driver: "simulated-brain" });
    clock.advance(10_000);
    expect(heard.forms.map(({ device, rate, montage }) => [device, rate, montage.length])).toEqual([
      ["simulated brain", 250, 8],
    ]);
    expect(heard.samples.length).toBe(2501);
    expect(isWhole(heard)).toBe(true);
    expect(heard.gaps).toEqual([]);
    expect(source.times.timeOf(1000)).toBeCloseTo(9000, 6);
    expect(source.times.indexAt(9002)).toBeCloseTo(1000.5, 6);
    expect(heard.states).toEqual(["eeg"]);
    expect(heard.statuses.at(-1)?.text).toBe("EEG is a simulated brain: it measures nobody.");
  });

  test("gives the same samples for the same seed, and answers to music", () => {
    const run = (music: boolean) => {
      const { clock, heard, source } = open({ driver: "simulated-brain", artefacts: false, effect: 3 });
      source.hear(music);
      clock.advance(30_000);
      return heard.samples;
    };
    const [quiet, again, music] = [run(false), run(false), run(true)];
    expect(again.map(({ counts }) => counts.join())).toEqual(quiet.map(({ counts }) => counts.join()));
    const swing = (samples: typeof quiet) => {
      const steps = samples
        .slice(2500)
        .map(({ microvolts }, i) => (microvolts[6] ?? 0) - (samples[2490 + i]?.microvolts[6] ?? 0));
      return steps.reduce((sum, step) => sum + step * step, 0);
    };
    expect(swing(music)).toBeGreaterThan(2 * swing(quiet));
  });

  test("a machine that slept has missed samples; it does not make them up", () => {
    const clock = new SimulatedClock();
    const { heard, listener } = writeDown();
    let slept = 0;
    const sleepy = {
      now: () => clock.now() + slept,
      at: (due: number, task: (due: number) => void) => clock.at(due - slept, task),
    };
    openEeg(EEG_SECTION.parse({ driver: "simulated-brain" }), {
      clock: sleepy,
      listener,
      seed: 1,
      openRecording: () => Promise.reject(new Error("not asked for")),
    });
    clock.advance(1000);
    slept = 60_000;
    clock.advance(1000);
    expect(heard.gaps).toHaveLength(1);
    expect(heard.gaps[0]?.lost).toBeGreaterThan(13_000);
    expect(isWhole(heard)).toBe(true);
  });

  test("says that it has no impedances, and closes", async () => {
    const { clock, heard, source } = open({ driver: "simulated-brain", name: "Brain" });
    clock.advance(100);
    source.measureImpedance(true);
    expect(heard.statuses.at(-1)?.text).toContain("no impedances");
    await source.close();
    const { length } = heard.samples;
    clock.advance(1000);
    expect(heard.samples).toHaveLength(length);
    expect(heard.states.at(-1)).toBe("away");
    expect(heard.statuses.at(-1)).toEqual({ device: "Brain", status: "closed", text: "Brain is closed." });
  });
});

describe("playback", () => {
  const form: EegForm = {
    device: "OpenBCI Cyton",
    rate: 100,
    montage: ["C3", "C4"],
    microvoltsPerCount: [0.5, 0.5],
    counts: { lowest: -32768, highest: 32767 },
    prefilter: "",
    measuresImpedance: true,
  };
  const sample = (index: number) => ({
    index,
    counts: Int32Array.of(index, -index),
    microvolts: Float64Array.of(index / 2, -index / 2),
  });
  const second = (from: number) => ({ samples: Array.from({ length: 100 }, (_, i) => sample(from + i)), gaps: [] });
  /** Promises of the recording are kept between the clock's steps. */
  const run = async (clock: SimulatedClock, millis: number) => {
    for (let i = 0; i < millis; i += 20) {
      clock.advance(20);
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    }
  };

  test("hands a recording over at its own pace, gaps at their places, and ends", async () => {
    const recording = recordingOf(form, [
      second(0),
      { samples: [], gaps: [{ from: 100, lost: 50, certain: true }] },
      second(150),
    ]);
    const { clock, heard, source } = open(
      { driver: "playback", file: "a.bdf" },
      () => Promise.resolve(recording) as never,
    );
    await run(clock, 1000);
    expect(heard.forms).toEqual([form]);
    expect(heard.samples.length).toBeGreaterThan(90);
    expect(heard.samples.length).toBeLessThanOrEqual(101);
    await run(clock, 600);
    expect(heard.gaps).toEqual([{ from: 100, lost: 50, certain: true }]);
    const at = source.times.timeOf(200) - source.times.timeOf(0);
    expect(at).toBeCloseTo(2000, 6);
    await run(clock, 1200);
    expect(heard.samples.map(({ index }) => index)).toEqual(
      [...second(0).samples, ...second(150).samples].map(({ index }) => index),
    );
    expect(heard.statuses.at(-1)?.text).toBe("EEG: the recording has ended.");
    expect(heard.states).toEqual(["eeg", "away"]);
    await source.close();
    expect(recording.closed).toBe(true);
  });

  test("a recording that cannot be read is told in its own words", async () => {
    const { clock, heard } = open({ driver: "playback", file: "a.bdf" }, () =>
      Promise.reject(new Error("a.bdf is no recording.")),
    );
    await run(clock, 100);
    expect(heard.statuses).toEqual([{ device: "EEG", status: "failed", text: "EEG: a.bdf is no recording." }]);
    expect(heard.states).toEqual([]);
  });
});

test.each([
  [{ driver: "simulated-brain", montage: ["C3", "c3"] }, "names a site twice"],
  [{ driver: "simulated-brain", mains: 55 }, "Invalid input"],
  [{ driver: "simulated-brain", colour: "red" }, "Unrecognized key"],
])("a section that is not right is refused: %j", (section, reason) => {
  const parsed = EEG_SECTION.safeParse(section);
  expect(parsed.error?.issues[0]?.message).toContain(reason);
});
