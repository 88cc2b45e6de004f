import { describe, expect, test } from "vitest";
import { recordMoves } from "../../src/engine/record/loop-moves.ts";
import { recordSession } from "../../src/engine/record/session-record.ts";
import { replay } from "../../src/engine/run/replay.ts";
import { EEG, StageWithBrain } from "../helpers/brain-on-stage.ts";
import { breachesOf } from "../helpers/limit-checker.ts";
import { armRobot, ROBOT } from "../helpers/robot-on-stage.ts";
import { resources, Stage } from "../helpers/stage.ts";

/** What the view says each half second of a span: its values, and how often there was no score. */
function watch(stage: StageWithBrain, span: number) {
  const values: number[] = [];
  let none = 0;
  for (let passed = 0; passed < span; passed += 500) {
    stage.wait(500);
    const { score } = stage.view.eeg ?? { score: null };
    if (score) values.push(score.value);
    else none++;
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  return { mean, values, none };
}

/** A stage on which own rest is known and the blocks are stopped. */
function rested(changes: ConstructorParameters<typeof StageWithBrain>[0] = {}) {
  const stage = new StageWithBrain({ technique: "silence", ...changes });
  stage.start().tap({ kind: "protocol", options: {} }).waitForBlock(1);
  return stage.tap({ kind: "block", tap: "stop" }).wait(1_000);
}

describe("guided blocks", () => {
  test("rest is silent and music sounds; the score rises in music and falls in rest; the log replays without an EEG", () => {
    const stage = new StageWithBrain({ technique: "answer", seed: 3 }).start();
    stage.tap({ kind: "record", on: true });
    stage.tap({ kind: "protocol", options: { block: 30_000 } });
    const means = new Map<string, number[]>();
    for (let place = 0; place < 9; place++) {
      stage.waitForBlock(place);
      const { protocol } = stage.conductor.session.eeg ?? {};
      if (protocol?.stage !== "on") break;
      const name = protocol.blocks[protocol.place]?.block ?? "";
      // The reaction time, and what the brain takes to follow.
      stage.wait(8_000);
      means.set(name, [...(means.get(name) ?? []), watch(stage, 20_000).mean]);
    }
    stage.waitForBlock(99);
    const mean = (name: string) => {
      const all = means.get(name) ?? [];
      return all.reduce((sum, value) => sum + value, 0) / all.length;
    };
    expect(means.get("music")).toHaveLength(2);
    expect(mean("music")).toBeGreaterThan(60);
    expect(mean("sham")).toBeLessThan(45);
    for (const music of means.get("music") ?? []) {
      for (const rest of (means.get("restOpen") ?? []).slice(1)) expect(music - rest).toBeGreaterThan(20);
    }

    // What was told to the EEG bounds what may sound: notes begin in music blocks only, and end a second after them.
    const blocks = stage.told.filter((command) => command.kind === "eegBlock");
    const music = blocks.flatMap((command, place) =>
      command.block === "music" ? [{ from: command.at, to: blocks[place + 1]?.at ?? 0 }] : [],
    );
    expect(music).toHaveLength(2);
    const notes = stage.partnerNotes.filter(({ onset }) => onset > (blocks[0]?.at ?? 0));
    expect(notes.length).toBeGreaterThan(100);
    for (const { onset, end } of notes) {
      expect(music.some(({ from, to }) => onset >= from && onset < to && end <= to + 1_000)).toBe(true);
    }
    expect(stage.view.eeg?.protocol?.text).toBe("The guided blocks are over");
    expect(stage.view.technique).toBe("silence");
    const names = blocks.filter(({ block }) => block !== "none").map(({ block }) => block);
    expect(names).toHaveLength(8);
    expect(names.slice(0, 2)).toEqual(["restOpen", "restClosed"]);

    // The record knows when the partner was silent because it was asked to be.
    stage.conductor.dispatch({ kind: "finish" });
    const { pauses } = recordSession(stage.settings, stage.log, resources());
    const rests = pauses.filter(({ why }) => why === "Guided rest");
    expect(rests.map(({ start }) => start).slice(1)).toEqual(music.map(({ to }) => to));

    const found = replay(stage.settings, stage.lines, resources());
    expect(found.difference).toBeNull();
    expect(found.events).toBe(stage.log.length);
  });

  test("a break ends the block cleanly and says so; Next does it again after Ready; STOP works and blocks can go on", () => {
    const stage = new StageWithBrain({ technique: "ground" }).start();
    stage.tap({ kind: "protocol", options: {} }).waitForBlock(0).wait(30_000);
    expect(stage.view.eeg?.protocol).toMatchObject({ stage: "on", silent: true, clean: { windows: 14, wanted: 60 } });
    stage.conductor.dispatch({ kind: "break", on: true });
    expect(stage.told.at(-1)).toMatchObject({ kind: "eegBlock", block: "none", kept: false });
    expect(stage.view.decisions.map(({ text }) => text)).toContain("Rest with eyes open 1 of 4 is broken off: Break");
    stage.wait(5_000).tap({ kind: "block", tap: "next" });
    expect(stage.view.decisions.at(-1)?.text).toContain("End the break first");
    stage.conductor.dispatch({ kind: "break", on: false });
    stage.wait(1_000).tap({ kind: "block", tap: "next" });
    expect(stage.view.eeg?.protocol).toMatchObject({ stage: "ready", place: 0 });
    stage.waitForBlock(0).wait(10_000);
    const before = stage.heard.length;
    stage.conductor.stop();
    expect(stage.heard[before]).toMatchObject({ kind: "silence" });
    expect(stage.view).toMatchObject({ stopped: true, eeg: { protocol: { stage: "paused" } } });
    stage.wait(120_000);
    expect(stage.told.filter((command) => command.kind === "eegBlock" && command.block !== "none")).toHaveLength(2);
    stage.conductor.dispatch({ kind: "continue" });
    stage.tap({ kind: "block", tap: "skip" }).wait(4_900);
    expect(stage.view.eeg?.protocol).toMatchObject({ stage: "ready", place: 1 });
    stage.wait(200);
    expect(stage.told.at(-1)).toMatchObject({ block: "restClosed", baseline: false });
  });

  test("own rest goes on until it is clean enough, and no longer than its bound", () => {
    const stage = new StageWithBrain({ technique: "silence" }).trouble({ blinks: 0, muscle: 0, pops: 45, losses: 0 });
    stage.start().tap({ kind: "protocol", options: {} }).waitForBlock(1);
    const [first, second] = stage.told.filter((command) => command.kind === "eegBlock");
    const lasted = (second?.at ?? 0) - (first?.at ?? 0);
    expect(lasted).toBeGreaterThan(120_000);
    expect(lasted).toBeLessThanOrEqual(240_000);
  });

  test("no score while the impedance check is on, nor before own rest is known", () => {
    const stage = new StageWithBrain({ technique: "silence" }).start().wait(6_000);
    expect(stage.view.eeg).toMatchObject({ score: null, reason: { name: "noBaseline" } });
    stage.tap({ kind: "impedance", on: true }).wait(3_000);
    expect(stage.view.eeg).toMatchObject({ impedance: true, score: null, reason: { name: "impedance" } });
    expect(stage.view.eeg?.channels.map(({ word }) => word)).toEqual(["good", "good", "good", "good"]);
    stage.tap({ kind: "protocol", options: {} });
    expect(stage.told.at(-1)).toMatchObject({ kind: "eegImpedance", on: false });
    stage.tap({ kind: "impedance", on: true });
    expect(stage.view.eeg?.impedance).toBe(false);
  });
});

test("electrode pops: hardly ever a score, and the loop keeps still", () => {
  const stage = rested({ seed: 5 });
  stage.conductor.dispatch({ kind: "technique", technique: "ground" });
  // Where nothing is in the way there is a score nearly always.
  const clean = watch(stage.wait(5_000), 60_000);
  expect(clean.none / (clean.none + clean.values.length)).toBeLessThan(0.05);
  stage.trouble({ blinks: 0, muscle: 20, pops: 240, losses: 0 }).wait(5_000);
  stage.tap({ kind: "loop", change: { on: true, dwell: 8_000 } });
  const { values, none } = watch(stage, 120_000);
  expect(none / (none + values.length)).toBeGreaterThan(0.95);
  expect(stage.view.eeg?.loop).toMatchObject({ on: true, moves: 0 });
  expect(stage.view.eeg?.reason?.name).toBe("artefact");
  expect(stage.view.eeg?.loop.text).toBe("Waits: there is no score");
  const { epochs } = stage.view.eeg ?? { epochs: { scored: 0, abstained: 0 } };
  expect(epochs.scored + epochs.abstained).toBe(stage.readings.length);
});

describe("the loop", () => {
  test("moves slowly, within its bounds and the child's limits; the therapist's hand wins; STOP ends it", () => {
    const stage = rested({ seed: 2 });
    stage.conductor.dispatch({ kind: "technique", technique: "ground" });
    stage.wait(20_000);
    expect(stage.view.eeg?.loop).toMatchObject({ on: false, moves: 0 });
    const on = stage.clock.now();
    stage.tap({ kind: "loop", change: { on: true, dimensions: ["loudness", "density", "tempo"], dwell: 8_000 } });
    stage.wait(100_000);
    const moves = stage.conductor.session.eeg?.loop.moves ?? [];
    expect(moves.length).toBeGreaterThan(3);
    let last = on;
    for (const { at } of moves) {
      expect(at - last).toBeGreaterThanOrEqual(8_000);
      last = at;
    }
    expect(stage.view.eeg?.loop.lean).toMatchObject({ loudness: 4.5, busy: 1, tempo: 1 });
    expect(stage.view.steering).toMatchObject({ loudness: 0, busy: 2 });
    expect(
      stage.view.decisions.some(({ text }) => /^(Louder|Busier) .*: more like listening for \d+ s/.test(text)),
    ).toBe(true);
    // The partner goes there itself.
    expect(stage.conductor.session.partner.sounding.busy).toBeCloseTo(3, 1);

    stage.conductor.dispatch({ kind: "steer", change: { loudness: -3 } });
    expect(stage.view.eeg?.loop).toMatchObject({ lean: { loudness: 0, busy: 1 } });
    expect(stage.view.eeg?.loop.text).toContain("you changed the music");
    const still = stage.conductor.session.eeg?.loop.moves.length;
    stage.wait(29_000);
    expect(stage.conductor.session.eeg?.loop.moves).toHaveLength(still ?? -1);
    stage.wait(20_000);
    expect(stage.conductor.session.eeg?.loop.moves.length).toBeGreaterThan(still ?? 0);

    stage.conductor.stop();
    expect(stage.view.eeg?.loop).toMatchObject({ on: false, lean: { loudness: 0, busy: 0, tempo: 1, register: 0 } });
    stage.wait(3_000);
    stage.conductor.dispatch({ kind: "continue" });
    stage.wait(20_000);
    expect(stage.view.eeg?.loop.on).toBe(false);
    const commands = stage.log.flatMap((entry) => entry.commands);
    expect(breachesOf(commands, stage.settings.profile)).toEqual([]);
    expect(replay(stage.settings, stage.lines, resources()).difference).toBeNull();
    // Another session can be yoked to what was moved here.
    const trajectory = recordMoves(stage.settings, stage.lines, resources());
    expect(trajectory).toHaveLength(stage.conductor.session.eeg?.loop.moves.length ?? -1);
    expect(trajectory.slice(0, moves.length)).toEqual(
      moves.map(({ at, dimension, by }) => ({ after: at - on, dimension, by })),
    );
  });

  test("blinded, neither the view nor the decisions tell the condition", () => {
    const stage = rested({ seed: 2 });
    stage.conductor.dispatch({ kind: "technique", technique: "ground" });
    stage.tap({ kind: "loop", change: { on: true, blinded: true, condition: "random" } });
    stage.wait(240_000);
    expect(stage.view.eeg?.loop.condition).toBeNull();
    expect(stage.conductor.session.eeg?.loop.moves.length).toBeGreaterThan(0);
    for (const { text } of stage.view.decisions) expect(text).not.toMatch(/more like|drawn course/);
  });
});

test("after twenty minutes the therapist is reminded once to take the cap off", () => {
  const stage = new Stage({ eeg: EEG, technique: "silence" }).start();
  const faults = EEG.montage.map(() => []);
  for (let at = 500; at <= 22 * 60_000; at += 500) {
    stage.wait(500);
    const reading = { at, faults, bands: [], outcome: { kind: "none", reason: "noModel" } } as const;
    stage.conductor.dispatch({ kind: "eeg", cue: { kind: "reading", reading } });
    if (at === 20 * 60_000) expect(stage.view.eeg?.worn).toMatchObject({ minutes: 19, takeOff: false });
  }
  expect(stage.view.eeg?.worn).toMatchObject({ minutes: 21, takeOff: true });
  const reminders = stage.view.decisions.filter(({ text }) => text.includes("take it off"));
  expect(reminders.map(({ at }) => at)).toEqual([20 * 60_000 + 500]);
});

test("the robot keeps still in guided rest, and moves again with the music", () => {
  const stage = new StageWithBrain({ technique: "ground", robot: ROBOT }).start();
  armRobot(stage);
  const movesSince = (at: number) =>
    stage.log.flatMap(({ commands }) => commands.filter((command) => command.kind === "move" && command.at >= at))
      .length;
  stage.wait(30_000);
  expect(movesSince(0)).toBeGreaterThan(0);
  stage.tap({ kind: "protocol", options: { technique: "ground" } });
  const silent = stage.clock.now();
  stage.waitForBlock(1);
  // What had begun comes to its end, and the robot goes to rest.
  expect(movesSince(silent + 5_000)).toBe(0);
  while (!stage.view.eeg?.protocol?.name?.startsWith("Music")) {
    stage.tap({ kind: "block", tap: "skip" }).wait(6_000);
  }
  const music = stage.clock.now();
  stage.wait(30_000);
  expect(movesSince(music)).toBeGreaterThan(0);
});

test("without an EEG nothing is missing, and its messages do nothing", () => {
  const stage = new StageWithBrain({ eeg: null }).start();
  stage
    .tap({ kind: "protocol", options: {} })
    .tap({ kind: "loop", change: { on: true } })
    .wait(10_000);
  expect(stage.view.eeg).toBeNull();
  expect(stage.told).toEqual([]);
});

describe("comfort", () => {
  const reminders = (stage: StageWithBrain) =>
    stage.view.decisions.filter(({ text }) => text.startsWith("The cap is on for")).map(({ text }) => text);

  test("the reminder comes after as many minutes as are set, and again after a later setting", () => {
    const stage = new StageWithBrain({ technique: "silence" }).start();
    stage.tap({ kind: "comfort", minutes: 5 }).wait(6 * 60_000);
    expect(reminders(stage)).toEqual(["The cap is on for 5 minutes: take it off"]);
    expect(stage.view.eeg?.worn).toMatchObject({ takeOff: true, comfort: 5 });
    stage.tap({ kind: "comfort", minutes: 7 }).wait(1_000);
    expect(stage.view.eeg?.worn.takeOff).toBe(false);
    stage.wait(2 * 60_000);
    expect(reminders(stage)).toHaveLength(2);
  });

  test("how it feels is kept, told, and marked in the recording", () => {
    const stage = new StageWithBrain({ technique: "silence" }).start().tap({ kind: "record", on: true });
    stage.tap({ kind: "tolerance", rating: 2 });
    expect(stage.view.eeg?.tolerance).toMatchObject({ rating: 2 });
    const marks = stage.log.flatMap(({ commands }) => commands.filter(({ kind }) => kind === "eegMarker"));
    expect(marks).toContainEqual(expect.objectContaining({ text: "How the cap feels: 2 of 5" }));
    expect(stage.view.decisions.at(-1)?.text).toBe("How the cap feels: 2 of 5");
  });
});
