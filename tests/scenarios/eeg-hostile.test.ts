import { describe, expect, test } from "vitest";
import { LOOP_CONDITIONS, LOOP_DIMENSIONS } from "../../src/engine/eeg/loop-settings.ts";
import type { Fault } from "../../src/engine/eeg/quality.ts";
import { type EegReading, NO_SCORE_REASONS } from "../../src/engine/eeg/reading.ts";
import { Draws, seeded } from "../../src/engine/random.ts";
import type { Untimed } from "../../src/engine/run/conductor.ts";
import { replay } from "../../src/engine/run/replay.ts";
import { steeringNow } from "../../src/engine/session/eeg-state.ts";
import type { SessionEvent } from "../../src/engine/session/event.ts";
import { EEG } from "../helpers/brain-on-stage.ts";
import { breachesOf } from "../helpers/limit-checker.ts";
import { resources, Stage } from "../helpers/stage.ts";

const FAULTS: readonly Fault[] = ["railed", "flat", "amplitude", "step", "mains", "muscle"];

/** A reading as a broken device or model might make it. */
function anyReading(draws: Draws, at: number, level: number): EegReading {
  const faults = EEG.montage.map(() => (draws.unit() < 0.1 ? [draws.pick(FAULTS)] : []));
  const number = (usual: number) => (draws.unit() < 0.02 ? draws.pick([Number.NaN, -1, 2, 1e300]) : usual);
  const outcome: EegReading["outcome"] =
    draws.unit() < 0.05
      ? { kind: "none", reason: draws.pick(NO_SCORE_REASONS) }
      : { kind: "probability", probability: number(level), uncertainty: number(0.1) };
  return { at, faults, bands: [], outcome };
}

/** Whatever can be tapped while an EEG is on, well or badly. */
function anyTap(draws: Draws): Untimed<SessionEvent> {
  const yes = draws.unit() < 0.5;
  return draws.pick<() => Untimed<SessionEvent>>([
    () => ({
      kind: "eeg",
      cue: { kind: "protocol", options: { block: draws.between(0, 40_000), rounds: draws.whole(0, 9) } },
    }),
    () => ({ kind: "eeg", cue: { kind: "block", tap: draws.pick(["next", "next", "skip", "stop"] as const) } }),
    () => ({ kind: "eeg", cue: { kind: "block", tap: "next" } }),
    () => ({
      kind: "eeg",
      cue: {
        kind: "loop",
        change: {
          on: draws.unit() < 0.8,
          condition: draws.pick(LOOP_CONDITIONS),
          dimensions: LOOP_DIMENSIONS.filter(() => draws.unit() < 0.7),
          dwell: draws.pick([0, 8_000, Number.NaN]),
          trajectory: [{ after: draws.between(0, 60_000), dimension: draws.pick(LOOP_DIMENSIONS), by: 1 }],
        },
      },
    }),
    () => ({ kind: "eeg", cue: { kind: "impedance", on: yes } }),
    () => ({ kind: "eeg", cue: { kind: "record", on: yes } }),
    () => ({ kind: "eeg", cue: { kind: "marker", text: "x".repeat(draws.whole(0, 300)) } }),
    () => ({
      kind: "steer",
      change: draws.pick([{ loudness: 12 }, { busy: 5 }, { tempo: 140 }, { tempo: null }, { register: 2 }]),
    }),
    () => ({ kind: "technique", technique: draws.pick(["ground", "hold", "answer", "silence"]) }),
    () => ({ kind: "break", on: yes }),
    () => ({ kind: "quiet", on: yes }),
    () => ({ kind: "stop" }),
    () => ({ kind: "windDown" }),
  ])();
}

describe("an EEG that says anything, and a therapist who taps everything", () => {
  test.each([1, 2, 3, 4])(
    "seed %i: silence where it is wanted, the limits held, the same when folded again",
    (seed) => {
      const draws = new Draws(seeded(seed, "hostile eeg"));
      const stage = new Stage({ seed, technique: "ground", eeg: EEG }).start();
      const until = 300_000;
      let level = 0.5;
      for (let at = 500; at < until; at += 500) {
        if (draws.unit() < 0.02) level = draws.unit();
        const heard = anyReading(draws, draws.unit() < 0.02 ? at - 5_000 : at, level);
        stage.clock.at(at, () => stage.conductor.dispatch({ kind: "eeg", cue: { kind: "reading", reading: heard } }));
      }
      for (let at = 1_000; at < until; at += draws.between(100, 12_000)) {
        const tap = anyTap(draws);
        stage.clock.at(at, () => (tap.kind === "stop" ? stage.conductor.stop() : stage.conductor.dispatch(tap)));
        stage.clock.at(at + draws.between(100, 3_000), () => {
          stage.conductor.dispatch({ kind: "continue" });
          stage.conductor.dispatch({ kind: "break", on: false });
          stage.conductor.dispatch({ kind: "quiet", on: false });
        });
      }
      const silences: { from: number; to: number }[] = [];
      const wrong: string[] = [];
      for (let at = 50; at <= until; at += 50) {
        stage.wait(50);
        const { session } = stage.conductor;
        const set = session.steering;
        const now = steeringNow(session);
        if (Math.abs(now.loudness - set.loudness) > 4.5) wrong.push(`loudness at ${at}`);
        if (Math.abs(now.busy - set.busy) > 1 || now.busy > 5) wrong.push(`busy at ${at}`);
        if (Math.abs(now.register - set.register) > 1 || Math.abs(now.register) > 2) wrong.push(`register at ${at}`);
        if ((now.tempo === null) !== (set.tempo === null)) wrong.push(`tempo at ${at}`);
        if (now.tempo && set.tempo && Math.abs(now.tempo / set.tempo - 1) > 0.0901) wrong.push(`tempo at ${at}`);
        if (!stage.view.eeg?.protocol?.silent) continue;
        const last = silences.at(-1);
        if (last && last.to === at - 50) last.to = at;
        else silences.push({ from: at, to: at });
      }
      expect(wrong).toEqual([]);
      expect(silences.length).toBeGreaterThan(0);
      for (const { onset } of stage.partnerNotes) {
        expect(silences.some(({ from, to }) => onset > from && onset < to)).toBe(false);
      }
      stage.conductor.dispatch({ kind: "finish" });
      stage.wait(2_000);
      expect(stage.conductor.session.eeg).toMatchObject({ recording: false });
      expect(
        breachesOf(
          stage.log.flatMap((entry) => entry.commands),
          stage.settings.profile,
        ),
      ).toEqual([]);
      expect(replay(stage.settings, stage.lines, resources()).difference).toBeNull();
    },
  );
});
