import { describe, expect, test } from "vitest";
import { NO_ARTEFACTS } from "../../../src/engine/eeg/brain-artefacts.ts";
import type { EegBlock } from "../../../src/engine/eeg/command.ts";
import type { EegReading } from "../../../src/engine/eeg/reading.ts";
import { DEFAULT_BRAIN, SimulatedBrain } from "../../../src/engine/eeg/simulated-brain.ts";
import { seeded } from "../../../src/engine/random.ts";
import type { EegForm, EegTimes } from "../../../src/hardware/eeg/eeg-source.ts";
import type { OwnRest } from "../../../src/models/eeg/own-rest.ts";
import type { Scorer } from "../../../src/models/eeg/scorer.ts";
import { ReadingLine } from "../../../src/server/eeg/reading-line.ts";

const FORM: EegForm = {
  device: "simulated brain",
  rate: 250,
  montage: DEFAULT_BRAIN.montage,
  microvoltsPerCount: DEFAULT_BRAIN.montage.map(() => 0.0223517445),
  counts: { lowest: -8_388_608, highest: 8_388_607 },
  prefilter: "",
  measuresImpedance: true,
};
const TIMES: EegTimes = { timeOf: (index) => 4 * index, indexAt: (at) => at / 4, rate: 250 };

/** The simplest rule there is: alpha at the back of the head, as a probability. */
const ALPHA: Scorer = {
  name: "alpha",
  montage: FORM.montage,
  readsTangent: false,
  score: (sequence) => {
    const mean = sequence.reduce((sum, { alpha }) => sum + alpha, 0) / sequence.length;
    return { kind: "probability", probability: 1 / (1 + Math.exp(-mean)), uncertainty: 0.1 };
  },
};

/** A line that is fed by a clean simulated brain; times in seconds. */
function opened({ scorer = ALPHA, rest }: { scorer?: Scorer | null; rest?: OwnRest } = {}) {
  const readings: EegReading[] = [];
  const rests: OwnRest[] = [];
  const line = new ReadingLine({
    form: FORM,
    times: TIMES,
    mains: 50,
    scorer: scorer ?? undefined,
    rest,
    tell: (reading) => readings.push(reading),
    tellRest: (known) => rests.push(known),
  });
  const brain = new SimulatedBrain({ ...DEFAULT_BRAIN, artefacts: NO_ARTEFACTS }, seeded(6, "brain"));
  let next = 0;
  return {
    line,
    rests,
    brain,
    /** Plays so many seconds; `alter` changes a sample, undefined loses it. The readings of that time. */
    play(seconds: number, alter: (sample: Float64Array, second: number) => Float64Array | undefined = (one) => one) {
      const before = readings.length;
      for (const last = next + 250 * seconds; next < last; next++) {
        const microvolts = alter(brain.next(), next / 250);
        if (microvolts) line.add([{ index: next, counts: new Int32Array(8), microvolts }], undefined);
      }
      return readings.slice(before);
    },
    block(block: EegBlock, baseline: boolean, kept = true) {
      line.block({ kind: "eegBlock", at: next * 4, block, baseline, kept, text: block });
    },
  };
}

/** Why there is no score, or "score", reading by reading; what repeats is told once. */
function reasons(readings: readonly EegReading[]): string[] {
  const all = readings.map(({ outcome }) => (outcome.kind === "none" ? outcome.reason : "score"));
  return all.filter((one, i) => one !== all[i - 1]);
}

describe("readings", () => {
  test("come twice a second from the first sample on, at the times of their last samples", () => {
    const readings = opened().play(20);
    expect(readings.length).toBeGreaterThanOrEqual(39);
    for (const [i, { at }] of readings.entries()) expect(at - (readings[i - 1]?.at ?? 0)).toBeLessThanOrEqual(500);
  });

  test("say why there is no score: first the filters settle, then the own rest is wanted, then there is a score", () => {
    const line = opened();
    expect(reasons(line.play(10))).toEqual(["settling", "noBaseline"]);
    line.block("restOpen", true);
    expect(reasons(line.play(60))).toEqual(["settling", "noBaseline"]);
    line.block("music", false);
    expect(reasons(line.play(20))).toEqual(["settling", "score"]);
    expect(line.rests).toHaveLength(1);
    expect(line.rests[0]?.baseline.epochs).toBeGreaterThan(25);
  });

  test("rise while the brain listens", () => {
    const line = opened();
    line.block("restOpen", true);
    line.play(120);
    line.block("none", false);
    const mean = (readings: readonly EegReading[]) => {
      const scores = readings.flatMap(({ outcome }) => (outcome.kind === "probability" ? [outcome.probability] : []));
      return scores.reduce((sum, one) => sum + one, 0) / scores.length;
    };
    line.play(10);
    const rest = mean(line.play(60));
    line.brain.listening = 1;
    line.play(15);
    expect(mean(line.play(60))).toBeGreaterThan(rest + 0.15);
  });

  test("a block that was broken off leaves no rest behind", () => {
    const line = opened();
    line.block("restOpen", true);
    line.play(60);
    line.block("none", false, false);
    expect(reasons(line.play(10))).toEqual(["settling", "noBaseline"]);
    expect(line.rests).toEqual([]);
  });

  test("without a model, and with one for other sites, there is no score", () => {
    expect(reasons(opened({ scorer: null }).play(10))).toEqual(["settling", "noModel"]);
    const other = { ...ALPHA, montage: ["Cz"] };
    expect(reasons(opened({ scorer: other }).play(10))).toEqual(["settling", "noModel"]);
  });
});

describe("with own rest", () => {
  function rested() {
    const line = opened();
    line.block("restOpen", true);
    line.play(60);
    line.block("none", false);
    line.play(15);
    return line;
  }

  test("a lost sample costs the windows that held it, and the time in which the filters settle", () => {
    const line = rested();
    let lost = 0;
    const readings = line.play(20, (sample) => (lost++ === 1250 ? undefined : sample));
    expect(reasons(readings)).toEqual(["score", "gap", "settling", "score"]);
  });

  test("electrodes that hang in the air are no contact; a child that moves is an artefact", () => {
    const line = rested();
    const railed = (sample: Float64Array) => sample.map((value, channel) => (channel < 4 ? -187_500 : value));
    expect(reasons(line.play(10, railed)).at(-1)).toBe("noContact");
    expect(line.play(2, railed).at(-1)?.faults[0]).toContain("railed");
    line.play(20);
    const moving = (sample: Float64Array, second: number) =>
      sample.map((value) => value + 400 * Math.sin(2 * Math.PI * 2 * second));
    expect(reasons(line.play(10, moving)).at(-1)).toBe("artefact");
    expect(reasons(line.play(30)).at(-1)).toBe("score");
  });

  test("nothing is scored while impedances are measured, and they are told", () => {
    const line = rested();
    line.line.impedance(true);
    const amplitude = Math.SQRT2 * 51.7602;
    const driven = line.play(5, (sample, second) =>
      sample.map((value) => value + amplitude * Math.sin(2 * Math.PI * 31.2 * second)),
    );
    expect(reasons(driven)).toEqual(["impedance"]);
    const ohms = driven.at(-1)?.ohms ?? [];
    expect(ohms).toHaveLength(8);
    for (const one of ohms) expect(Math.abs(one - 10_000)).toBeLessThan(3_000);
    line.line.impedance(false);
    expect(reasons(line.play(20))).toEqual(["settling", "score"]);
  });

  test("what was known of the rest serves another line, for the same sites", () => {
    const [rest] = rested().rests;
    if (!rest) throw new Error("no rest");
    expect(reasons(opened({ rest }).play(20))).toEqual(["settling", "score"]);
    expect(reasons(opened({ rest: { ...rest, montage: ["Cz"] } }).play(20))).toEqual(["settling", "noBaseline"]);
  });
});

test("how much each channel moves is told in µV: more where it is made to", () => {
  const { play } = opened({ scorer: null });
  const quiet = play(6).at(-1)?.noise ?? [];
  expect(quiet).toHaveLength(FORM.montage.length);
  for (const microvolts of quiet) expect(microvolts).toBeGreaterThan(1);
  const shaken =
    play(6, (sample, second) => sample.with(2, 200 * Math.sin(2 * Math.PI * 9 * second))).at(-1)?.noise ?? [];
  expect(shaken[2]).toBeGreaterThan(100);
  expect(shaken[0]).toBeLessThan(2 * (quiet[0] ?? 0));
});
