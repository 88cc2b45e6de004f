import { describe, expect, test } from "vitest";
import { levelOf } from "../../src/engine/music/level.ts";
import { onsetsABeat } from "../../src/engine/partner/busy.ts";
import type { Partner } from "../../src/engine/partner/partner.ts";
import { fastestChange, onEachBeat, playBeat, watchBeats } from "../helpers/beats.ts";
import { Stage } from "../helpers/stage.ts";

/** What a ramp did: the beat at which each step was decided, and where the partner was just before the step. */
function watchSteps(stage: Stage) {
  const steps: { at: number; aim: { tempo: number; busy: number; level: number; register: number } }[] = [];
  let before: unknown;
  onEachBeat(stage, ({ remembered }: Partner) => {
    if (remembered?.kind !== "iso" || !remembered.aim || remembered.aim === before) return;
    before = remembered.aim;
    steps.push({ at: stage.clock.now(), aim: remembered.aim });
  });
  return steps;
}

/** A child at a steady tempo that follows nobody; and the ramp beside it. */
function ramp(card: "calm" | "lift", tempo: number, span: number, play: number = span) {
  const stage = new Stage({ technique: card });
  const steps = watchSteps(stage);
  const beats = watchBeats(stage);
  stage.start();
  playBeat(stage, { tempo, jitter: 0.03, seed: 2, length: Math.floor((play * tempo) / 60_000) });
  stage.wait(span);
  return { stage, steps, beats };
}

const ratios = (values: readonly number[]) => values.slice(1).map((value, i) => value / (values[i] ?? 1));
const gaps = (values: readonly number[]) => values.slice(1).map((value, i) => value - (values[i] ?? 0));

describe.each([
  ["calm", -1],
  ["lift", 1],
] as const)("%s", (card, way) => {
  test("matches for 60–120 s at the child's tempo, density and loudness", () => {
    const { stage, steps } = ramp(card, 90, 59_000);
    expect(steps).toEqual([]);
    expect(stage.view.tempo.partner).toBeCloseTo(90, 0);
    const { sounding } = stage.conductor.session.partner;
    expect(sounding.level).toBeCloseTo(levelOf(64), 0);
    expect(onsetsABeat(sounding.busy)).toBeCloseTo(1, 0);
    stage.wait(5_000);
    expect(steps).toHaveLength(1);
  });

  test("then steps every 20–30 s: 3–5 % of tempo, 10 % of density, 1.5 dB, one step of the scale", () => {
    // The child stops once it has been matched: nobody is left who could not follow.
    const { steps, stage } = ramp(card, 90, 180_000, 60_000);
    expect(steps.length).toBeGreaterThanOrEqual(4);
    expect(steps[0]?.at).toBeGreaterThanOrEqual(60_000);
    expect(steps[0]?.at).toBeLessThanOrEqual(120_000);
    for (const gap of gaps(steps.map(({ at }) => at))) {
      expect(gap).toBeGreaterThanOrEqual(20_000);
      expect(gap).toBeLessThanOrEqual(30_000);
    }
    const aims = steps.map(({ aim }) => aim);
    for (const ratio of ratios(aims.map(({ tempo }) => tempo))) {
      expect(way * (ratio - 1)).toBeGreaterThanOrEqual(0.03);
      expect(way * (ratio - 1)).toBeLessThanOrEqual(0.05);
    }
    for (const ratio of ratios(aims.map(({ busy }) => onsetsABeat(busy))))
      expect(way * (ratio - 1)).toBeCloseTo(0.1, 6);
    for (const step of gaps(aims.map(({ level }) => level))) expect(way * step).toBeLessThanOrEqual(1.500001);
    for (const step of gaps(aims.map(({ register }) => register))) expect(way * step).toBeCloseTo(1 / 7, 6);
    expect(stage.view.decisions.some(({ text }) => text.startsWith("One step"))).toBe(true);
  });

  test("holds while the child's tempo is apart for 8 s, and goes on when it follows", () => {
    // The child keeps 90: after some steps of 4 % the partner is 15 % away, and waits there.
    const { steps, stage } = ramp(card, 90, 300_000);
    const aim = steps.at(-1)?.aim;
    expect(steps.length).toBeGreaterThanOrEqual(3);
    expect(steps.length).toBeLessThanOrEqual(5);
    expect(Math.abs((aim?.tempo ?? 0) / 90 - 1)).toBeLessThanOrEqual(0.25);
    expect(stage.view.decisions.map(({ text }) => text)).toContain("Waits: the child has not followed");
  });

  test("Hold here holds, and tapped again goes on", () => {
    const { steps, stage } = ramp(card, 90, 70_000, 60_000);
    stage.conductor.dispatch({ kind: "tap", tap: "holdHere" });
    stage.wait(90_000);
    expect(steps).toHaveLength(1);
    stage.conductor.dispatch({ kind: "tap", tap: "holdHere" });
    stage.wait(30_000);
    expect(steps.length).toBeGreaterThanOrEqual(2);
  });

  test("goes to its floor or ceiling and no further; the tempo never changes faster than 5 BPM a second", () => {
    const { steps, beats, stage } = ramp(card, 90, 9 * 60_000, 60_000);
    const last = steps.at(-1)?.aim;
    const tempos = steps.map(({ aim }) => aim.tempo);
    expect(last?.tempo).toBe(way < 0 ? 60 : 132);
    expect(way < 0 ? Math.min(...tempos) : Math.max(...tempos)).toBe(last?.tempo);
    if (way < 0) expect(last?.level).toBeGreaterThanOrEqual(levelOf(32) - 1e-9);
    else expect(last?.level).toBeLessThanOrEqual(levelOf(80) + 1e-9);
    expect(fastestChange(beats)).toBeLessThanOrEqual(5.01);
    expect(Math.max(...stage.partnerNotes.map(({ velocity }) => velocity))).toBeLessThanOrEqual(80);
  });
});

describe("Wind down", () => {
  test.each(["ground", "follow", "answer", "stopGo", "lift", "centre"])(
    "from %s: down to silence within a minute, then Silence is on and goodbye is offered",
    (card) => {
      const stage = new Stage({ technique: card }).start().pretend("steady drummer", 3, 30_000);
      const at = stage.clock.now();
      stage.conductor.dispatch({ kind: "windDown" });
      stage.wait(20_000);
      expect(stage.view.label).toBe("Ending");
      const { sounding } = stage.conductor.session.partner;
      stage.wait(20_000);
      const later = stage.conductor.session.partner.sounding;
      expect(later.tempo).toBeLessThanOrEqual(sounding.tempo);
      expect(later.level).toBeLessThan(sounding.level);
      stage.wait(20_000);
      expect(stage.view.technique).toBe("silence");
      expect(stage.view.suggestion).toMatchObject({ technique: "goodbye" });
      for (const { end } of stage.partnerNotes) expect(end).toBeLessThanOrEqual(at + 60_000);
      const count = stage.partnerNotes.length;
      stage.wait(60_000);
      expect(stage.partnerNotes).toHaveLength(count);
    },
  );
});
