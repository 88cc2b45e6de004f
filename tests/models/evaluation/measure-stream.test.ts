import { describe, expect, it } from "vitest";
import { heldOutMedley, heldOutTune } from "../../../src/models/evaluation/held-out-music.ts";
import { measureStream, wideJoinShare } from "../../../src/models/evaluation/measure-stream.ts";
import { prepareReferences } from "../../../src/models/evaluation/references.ts";
import { StreamReport } from "../../../src/models/evaluation/stream-report.ts";
import type { TracedMusic } from "../../../src/models/generators/traced-music.ts";
import { melodyOf } from "../../helpers/notes.ts";
import { walkingTune } from "../walking-tune.ts";
import { ownTunes, smallPlan } from "./small-plan.ts";

const { tunes, known } = smallPlan();
const held = tunes.map(({ melody }) => melody);
const references = prepareReferences(held, known);
const source = held[0] ?? walkingTune("missing");
const task = { source, library: [], duration: 120_000, seed: 1 };

const alone = (music: TracedMusic) => ({ music, longer: music });

describe("the measures of a stream", () => {
  const report = measureStream(
    { generator: heldOutTune.name, seed: 1, source, ...alone(heldOutTune.generate(task)) },
    references,
  );

  it("knows a tune for itself", () => {
    expect(report.figures.found).toBe(1);
    expect(report.figures.rangeDistance).toBe(0);
    expect(report.figures.intervalDistance).toBe(0);
    expect(report.figures.mutationsOverSource).toBe(0);
    expect(report.copy).toEqual({ length: source.notes.length - 1, tune: source.id });
  });

  it("has one value a window in every figure, and none of a stream that is too short", () => {
    expect(report.distances).toHaveLength(1);
    for (const values of Object.values(report.windows)) expect(values).toHaveLength(1);
    expect(report.growth).toEqual([null, null, null, null]);
  });

  it("gives shares that sum to 1", () => {
    for (const shares of [report.intervals, report.ranges, report.lengths]) {
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    }
  });

  it("survives JSON, where there is no NaN", () => {
    expect(StreamReport.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  });

  it("sees a loop: everything repeated, at 300 notes as at 1,200", () => {
    const notes = Array.from({ length: 30 }, (_, round) =>
      source.notes.map((note) => ({ ...note, onset: note.onset + round * 500_000 })),
    ).flat();
    const loop = measureStream({ generator: "loop", seed: 1, source, ...alone({ notes, joins: [] }) }, references);
    expect(loop.growth[0]).toBeGreaterThan(0.6);
    expect(loop.growth[2]).toBeGreaterThan(0.9);
    expect(loop.growth[3]).toBeNull();
    expect(loop.figures.found).toBe(1);
  });

  it("does not take one tune for the other", () => {
    const other = held[1] ?? source;
    const music = heldOutTune.generate({ ...task, source: other });
    const mistaken = measureStream({ generator: "mistaken", seed: 1, source, ...alone(music) }, references);
    expect(mistaken.figures.found).toBe(0);
    expect(mistaken.figures.intervalDistance).toBeGreaterThan(0);
    expect(mistaken.copy.tune).toBe(other.id);
  });

  it("refuses music of no note", () => {
    expect(() =>
      measureStream({ generator: "silent", seed: 1, source, ...alone({ notes: [], joins: [] }) }, references),
    ).toThrow(RangeError);
  });
});

describe("wide joins", () => {
  const notes = melodyOf("C4 1 D4 1 C5 1 B4 1 r 2 C4 1 D4 1");

  it("are joins over 7 semitones: D4 to C5 is one, C5 to B4 none", () => {
    expect(wideJoinShare(notes, [0, 960])).toBe(1);
    expect(wideJoinShare(notes, [0, 960, 1_440])).toBe(0.5);
  });

  it("are found where the next segment begins with a rest", () => {
    expect(wideJoinShare(notes, [0, 1_920])).toBe(1);
  });

  it("are not counted where nothing is joined", () => {
    expect(wideJoinShare(notes, [])).toBeNaN();
    expect(wideJoinShare(notes, [0])).toBeNaN();
  });
});

describe("real tunes joined", () => {
  it("begin with the tune itself and go on for as long as is wanted, no tune twice", () => {
    const all = ownTunes();
    const { notes } = heldOutMedley(all).generate({ ...task, duration: 600_000 });
    expect(notes.slice(0, source.notes.length).map(({ pitch }) => pitch)).toEqual(
      source.notes.map(({ pitch }) => pitch),
    );
    expect(notes.length).toBeGreaterThan(500);
    for (const [i, note] of notes.entries()) {
      const before = notes[i - 1];
      if (before) expect(note.onset).toBeGreaterThanOrEqual(before.onset + before.duration - 1);
    }
    expect(heldOutMedley(all).generate({ ...task, duration: 600_000 }).notes).toEqual(notes);
  });

  it("end when there are no more", () => {
    const { notes } = heldOutMedley(held).generate({ ...task, duration: 6_000_000 });
    expect(notes).toHaveLength(held.reduce((sum, tune) => sum + tune.notes.length, 0));
  });
});
