import { describe, expect, test } from "vitest";
import { isSameTune } from "../../../src/engine/partner/kept-tune.ts";
import { replay } from "../../../src/engine/run/replay.ts";
import { resources, Stage } from "../../helpers/stage.ts";

/** A tune with a rhythm of its own, as [onset, duration, pitch]; and other notes between. */
const TUNE = [
  [0, 200, 60],
  [420, 200, 67],
  [640, 500, 64],
  [1_480, 200, 71],
  [1_700, 300, 62],
] as const;
const OTHERS = [
  [3_000, 200, 65],
  [3_310, 200, 57],
  [3_900, 200, 69],
] as const;

function sings(stage: Stage, times: number): Stage {
  for (let time = 0; time < times; time++) {
    stage
      .play([...TUNE, ...OTHERS.map(([onset, duration, pitch]) => [onset, duration, pitch + time] as const)])
      .wait(1_500);
  }
  return stage;
}

const KEPT = { name: "Train", pitches: [60, 67, 64, 71, 62], rhythm: [1, 0.5, 2, 0.5], pace: 420, pad: false } as const;

describe("our tunes", () => {
  test("one that was caught is kept once, under its name, and can be let go", () => {
    const stage = sings(new Stage({ technique: "silence" }).start(), 4);
    expect(stage.view.tune).toMatchObject({ kept: false });
    stage.conductor.dispatch({ kind: "tune", cue: { kind: "keep", name: "Train" } });
    stage.conductor.dispatch({ kind: "tune", cue: { kind: "keep", name: "again" } });
    expect(stage.view.tunes.kept.map(({ name }) => name)).toEqual(["Train"]);
    expect(stage.view.tune).toMatchObject({ kept: true });
    const [tune] = stage.conductor.session.tunes.kept;
    expect(tune?.rhythm).toHaveLength((tune?.pitches.length ?? 0) - 1);
    stage.conductor.dispatch({ kind: "tune", cue: { kind: "drop", tune: 0 } });
    expect(stage.view.tunes.kept).toEqual([]);
  });

  test("one of an earlier session is woven in before the child has played a note, and a replay is exact", () => {
    const stage = new Stage({ technique: "ground", tunes: [KEPT] }).start().wait(4_000);
    stage.conductor.dispatch({ kind: "tune", cue: { kind: "weave", tune: 0 } });
    stage.wait(30_000);
    expect(stage.view).toMatchObject({ technique: "incorporate", tunes: { chosen: 0 } });
    // In the scale of the accompaniment and in reach: its ups and downs are the tune's.
    const melody = stage.partnerNotes.filter(({ voice }) => voice === "melody").map(({ pitch }) => pitch);
    const steps = (pitches: readonly number[]) =>
      pitches.slice(1).map((pitch, i) => Math.sign(pitch - (pitches[i] ?? 0)));
    const wanted = steps(KEPT.pitches).join();
    const found = melody.some((_, at) => steps(melody.slice(at, at + KEPT.pitches.length)).join() === wanted);
    expect(found).toBe(true);
    expect(replay(stage.settings, stage.lines, resources()).difference).toBeNull();
  });

  test("nothing is kept where nothing was caught, and no tune is woven in that is none", () => {
    const stage = new Stage({ technique: "ground" }).start();
    const before = stage.conductor.session.tunes;
    stage.conductor.dispatch({ kind: "tune", cue: { kind: "keep", name: "x" } });
    stage.conductor.dispatch({ kind: "tune", cue: { kind: "weave", tune: 3 } });
    stage.conductor.dispatch({ kind: "tune", cue: { kind: "drop", tune: -1 } });
    expect(stage.conductor.session).toMatchObject({ technique: "ground", tunes: before });
  });
});

test("a tune is the same on whatever pitch it begins; on pads it is its pads", () => {
  const tune = { pitches: [60, 62, 64], pad: false };
  expect(isSameTune(tune, { pitches: [65, 67, 69], pad: false })).toBe(true);
  expect(isSameTune(tune, { pitches: [60, 62, 65], pad: false })).toBe(false);
  expect(isSameTune({ pitches: [36, 38], pad: true }, { pitches: [38, 40], pad: true })).toBe(false);
});
