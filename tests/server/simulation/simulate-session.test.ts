import { describe, expect, test } from "vitest";
import { replay, writeEntry } from "../../../src/engine/run/replay.ts";
import { CHARACTERS } from "../../../src/hardware/child/character.ts";
import { RECORDED } from "../../../src/server/recorded-settings.ts";
import { readSession } from "../../../src/server/simulation/session-files.ts";
import { type SimulationPlan, simulateSession } from "../../../src/server/simulation/simulate-session.ts";
import { sessionHeader } from "../../../src/server/store/record.ts";
import { resources } from "../../helpers/stage.ts";

const PLAN: SimulationPlan = { child: "bursty", minutes: 2, seed: 3, technique: "answer" };
const simulated = (changes: Partial<SimulationPlan> = {}) => simulateSession({ ...PLAN, ...changes }, resources());

describe("a simulated session", () => {
  test("is the same for the same plan: log, notes and measures", () => {
    const [first, second] = [simulated(), simulated()].map((session) => readSession(session, resources()));
    expect(second).toEqual(first);
    expect(simulated({ seed: 4 }).entries).not.toEqual(first?.entries);
  });

  test.each(CHARACTERS.map(({ name }) => name))("with %s has a log that folds again to the same commands", (child) => {
    const { header, settings, entries } = simulated({ child, technique: "ground", minutes: 1 });
    expect(sessionHeader.parse(header)).toEqual(header);
    expect(RECORDED.parse(header.settings)).toMatchObject({ settings, resources: resources().digest });
    const lines = entries.map(({ event, commands }) => writeEntry(event, commands));
    expect(replay(settings, lines, resources())).toMatchObject({ difference: null, events: entries.length });
  });

  test("lasts as long as was asked, and ends in order", () => {
    const { record } = readSession(simulated({ minutes: 1.5 }), resources());
    expect(record.span).toEqual({ start: 0, end: 90_000 });
    expect(record.phases).toMatchObject([{ name: "session", span: { start: 0, end: 90_000 } }]);
    for (const { onset, duration } of record.child) expect(onset + (duration ?? 1e9)).toBeLessThanOrEqual(90_000);
  });

  test("goes through the phases of a plan, each measured by itself", () => {
    const { record, phases } = readSession(simulated({ template: "20", minutes: 20, child: "sparse" }), resources());
    const names = ["arrive", "hello", "explore", "childLed", "games", "windDown", "goodbye"];
    expect(phases.map(({ name }) => name)).toEqual(names);
    expect(phases.map(({ span }) => (span.end - span.start) / 60_000)).toEqual([1, 2, 3, 6, 4, 2, 2]);
    expect(phases[0]?.measures.length).toBeGreaterThan(40);
    expect(record.cards.map(({ technique }) => technique)).toContain("ground");
    const given = phases.flatMap(({ measures }) => measures.filter(({ id }) => id === "space_given"));
    expect(given.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBe(record.spaces.length);
  }, 120_000);
});
