import { describe, expect, test } from "vitest";
import { NO_ARTEFACTS } from "../../src/engine/eeg/brain-artefacts.ts";
import { channelStates } from "../../src/engine/eeg/contact.ts";
import { reasonWords } from "../../src/engine/eeg/reason-words.ts";
import { TECHNIQUES } from "../../src/engine/partner/techniques.ts";
import { STANDARD_BODY } from "../../src/engine/robot/body.ts";
import { REPERTOIRE } from "../../src/engine/robot/repertoire.ts";
import { REASONS, tellHeld, wordsFor } from "../../src/engine/session/limits/held.ts";
import { boundProfile } from "../../src/engine/session/profile.ts";
import { SimulatedClock } from "../../src/engine/time/clock.ts";
import { CHARACTERS } from "../../src/hardware/child/character.ts";
import { PretendChild } from "../../src/hardware/child/pretend-child.ts";
import { catalogue as german } from "../../src/panel/languages/de.ts";
import { isKnown } from "../../src/panel/sentences.ts";
import { StageWithBrain } from "../helpers/brain-on-stage.ts";
import { armRobot, ROBOT } from "../helpers/robot-on-stage.ts";
import { Stage } from "../helpers/stage.ts";

const CARDS = TECHNIQUES.filter(({ card }) => card).map(({ name }) => name);
/** All that the panel would show in words. */
function look(stage: Stage, told: Set<string>): void {
  const { decisions, limit, suggestion, eeg } = stage.view;
  for (const { text } of stage.conductor.session.decisions) told.add(text);
  for (const { text } of decisions) told.add(text);
  if (limit) told.add(limit.text);
  if (suggestion) told.add(suggestion.reason);
  if (!eeg) return;
  for (const text of [eeg.reason?.text, eeg.protocol?.text, eeg.loop.text, ...(eeg.protocol?.blocks ?? [])]) {
    if (text) told.add(text);
  }
  for (const { word, fix } of eeg.channels) {
    told.add(word);
    if (fix) told.add(fix);
  }
}

function listen(stage: Stage, told: Set<string>, seconds: number): void {
  for (let second = 0; second < seconds; second++) {
    stage.wait(1_000);
    look(stage, told);
  }
}

/** None of them may be without a German sentence. */
function expectKnown(told: ReadonlySet<string>): void {
  expect([...told].filter((sentence) => !isKnown(sentence, german.sentences))).toEqual([]);
}

describe("what is told in a session is known in German", () => {
  test.each(CHARACTERS.map(({ name }, place) => [name, place] as const))("%s, on every card", (character, place) => {
    const profile = boundProfile(place % 2 === 0 ? { name: "Sam", sensitive: true, density: 2, velocityCap: 30 } : {});
    const autonomy = (["person", "offers", "acts"] as const)[place % 3] ?? "offers";
    const stage = new Stage({ seed: place + 1, robot: ROBOT, profile, steering: { autonomy, space: 4_000 } }).start();
    const told = new Set<string>();
    const pose = Object.fromEntries(STANDARD_BODY.joints.map(({ name, rest }) => [name, rest]));
    const { conductor } = stage;
    conductor.dispatch({ kind: "robot", cue: { kind: "gesture", name: "wave" } });
    conductor.dispatch({ kind: "robot", cue: { kind: "armed", pose } });
    conductor.dispatch({ kind: "robot", cue: { kind: "gesture", name: "wave" } });
    conductor.dispatch({ kind: "robot", cue: { kind: "clear" } });
    conductor.dispatch({ kind: "plan", template: "30" });
    stage.pretend(character, place + 1, 0);
    const moods = ["calm", "sad", "playful", "cross"] as const;
    conductor.dispatch({ kind: "steer", change: { mood: moods[place % 4] ?? "calm", randomStops: place % 2 === 0 } });
    for (const [number, technique] of CARDS.entries()) {
      conductor.dispatch({ kind: "technique", technique });
      listen(stage, told, 20);
      for (const tap of ["stop", "go", "holdHere", "again", "change"] as const) {
        conductor.dispatch({ kind: "tap", tap });
        listen(stage, told, 1);
      }
      if (number % 4 === 0) conductor.dispatch({ kind: "suggestion", taken: true });
    }
    for (let phase = 0; phase < 7; phase++) {
      conductor.dispatch({ kind: "phase", phase });
      conductor.dispatch({ kind: "extend", minutes: phase % 2 === 0 ? 2 : -2 });
      look(stage, told);
    }
    for (const on of [true, false]) {
      conductor.dispatch({ kind: "quiet", on });
      conductor.dispatch({ kind: "break", on });
      listen(stage, told, 2);
    }
    conductor.dispatch({ kind: "undo" });
    conductor.dispatch({ kind: "redo" });
    conductor.dispatch({ kind: "stop" });
    conductor.dispatch({ kind: "continue" });
    conductor.dispatch({ kind: place % 2 === 0 ? "windDown" : "lastTime" });
    listen(stage, told, 60);
    conductor.dispatch({ kind: "finish" });
    look(stage, told);
    expectKnown(told);
  });

  test("a child that falls silent after each card, gestures, touches, and the robot's refusals", () => {
    const stage = new Stage({ robot: ROBOT, steering: { space: 3_000, prompts: 2, mayStart: 10_000 } }).start();
    const told = new Set<string>();
    const { conductor } = stage;
    armRobot(stage);
    conductor.dispatch({ kind: "childView", change: { mode: "choice", choices: ["drum", "keys"] } });
    conductor.dispatch({ kind: "choice", choice: "drum" });
    for (const technique of CARDS) {
      conductor.dispatch({ kind: "technique", technique });
      stage.play([
        [0, 300, 60, 30],
        [500, 300, 64, 110],
        [1_000, 300, 67, 50],
        [2_400, 300, 64, 60],
      ]);
      listen(stage, told, 25);
    }
    for (const gesture of ["shake", "tap", "raise", "sway", "still"] as const) {
      for (const count of [1, 2, 3]) {
        const now = stage.clock.now();
        const strokes = gesture === "still" ? [] : Array.from({ length: count }, (_, stroke) => now - 200 * stroke);
        conductor.dispatch({ kind: "gesture", device: "wrist", gesture, strength: 0.5, strokes });
        look(stage, told);
      }
    }
    for (const { name } of REPERTOIRE) {
      conductor.dispatch({ kind: "robot", cue: { kind: "gesture", name } });
      listen(stage, told, 1);
    }
    for (const cue of [
      { kind: "touch", touched: true },
      { kind: "reach", within: true },
      { kind: "level", level: "still" },
      { kind: "level", level: "off" },
    ] as const) {
      conductor.dispatch({ kind: "robot", cue });
      conductor.dispatch({ kind: "robot", cue: { kind: "gesture", name: "wave" } });
      listen(stage, told, 1);
    }
    expectKnown(told);
  });

  test("cards that take their time, the announcements of a plan, and steps back", () => {
    const told = new Set<string>();
    for (const [seed, technique] of ["calm", "lift", "change", "makeSpace", "stopGo", "hello", "complete"].entries()) {
      const stage = new Stage({ technique, seed, robot: ROBOT, steering: { melodyOnPads: true, autonomy: "offers" } });
      const { conductor } = stage.start();
      conductor.dispatch({ kind: "plan", template: "20" });
      conductor.dispatch({ kind: "phase", phase: 1 });
      conductor.dispatch({ kind: "technique", technique });
      stage.pretend(seed % 2 === 0 ? "steady drummer" : "two-hand pianist", seed, 0);
      listen(stage, told, 80);
      conductor.dispatch({ kind: "tap", tap: "holdHere" });
      conductor.dispatch({ kind: "tap", tap: "holdHere" });
      conductor.dispatch({ kind: "tap", tap: "change" });
      stage.child.rest();
      listen(stage, told, 50);
      conductor.dispatch({ kind: "undo" });
      conductor.dispatch({ kind: "redo" });
      stage.pretend("pad drummer", seed, 0);
      conductor.dispatch({ kind: "technique", technique: "answer" });
      listen(stage, told, 30);
      conductor.dispatch({ kind: "lastTime" });
      listen(stage, told, 20);
    }
    expect([...told].some((text) => text.endsWith(": one minute left"))).toBe(true);
    expectKnown(told);
  });

  test("guided blocks, the loop, the impedance check and the recording", () => {
    for (const eyes of ["open", "closed"] as const) {
      const stage = new StageWithBrain({ technique: "ground", seed: 3 });
      const told = new Set<string>();
      stage.tap({ kind: "protocol", options: {} });
      stage.start().tap({ kind: "impedance", on: true });
      listen(stage, told, 3);
      stage
        .tap({ kind: "impedance", on: false })
        .tap({ kind: "record", on: true })
        .tap({ kind: "marker", text: "Sam" });
      stage.tap({ kind: "protocol", options: { eyes, block: 20_000 } }).tap({ kind: "impedance", on: true });
      stage.tap({ kind: "protocol", options: {} });
      listen(stage, told, 20);
      for (const kind of ["break", "quiet"] as const) {
        stage.conductor.dispatch({ kind, on: true });
        stage.tap({ kind: "block", tap: "next" });
        listen(stage, told, 2);
        stage.conductor.dispatch({ kind, on: false });
        stage.tap({ kind: "block", tap: "next" });
        listen(stage, told, 10);
      }
      listen(stage, told, 140);
      stage.tap({ kind: "block", tap: "skip" });
      listen(stage, told, 15);
      stage.tap({
        kind: "loop",
        change: { on: true, dwell: 8_000, dimensions: ["loudness", "density", "tempo", "register"] },
      });
      for (let block = 0; block < 7; block++) {
        listen(stage, told, 20);
        stage.tap({ kind: "block", tap: "next" });
      }
      stage.conductor.dispatch({ kind: "technique", technique: "ground" });
      listen(stage, told, 40);
      stage.conductor.dispatch({ kind: "steer", change: { loudness: -3 } });
      stage.trouble({ ...NO_ARTEFACTS, blinks: 60 });
      listen(stage, told, 5);
      stage.tap({ kind: "protocol", options: {} });
      listen(stage, told, 10);
      stage.conductor.dispatch({ kind: eyes === "open" ? "lastTime" : "windDown" });
      stage.tap({ kind: "block", tap: "next" }).wait(8_000);
      stage.conductor.dispatch({ kind: "technique", technique: "ground" });
      stage.conductor.dispatch({ kind: "stop" });
      stage.tap({ kind: "block", tap: "next" });
      listen(stage, told, 1);
      stage.conductor.dispatch({ kind: "continue" });
      stage.tap({ kind: "block", tap: "next" });
      listen(stage, told, 8);
      stage.tap({ kind: "block", tap: "next" }).tap({ kind: "block", tap: "stop" });
      stage.tap({ kind: "loop", change: { on: true, condition: "random", dwell: 8_000 } });
      listen(stage, told, 60);
      stage.tap({ kind: "loop", change: { on: false } }).tap({ kind: "record", on: false });
      listen(stage, told, 1);
      expectKnown(told);
    }
  });
});

test("every word for an electrode, every reason without a score and every limit is known", () => {
  const told = new Set<string>();
  const sites = ["Fp1", "AF4", "Fz", "F3", "TP10", "A1", "M2", "T7", "Cz", "P4", "Oz", "X9"];
  const faults = ["railed", "flat", "step", "mains", "muscle", "amplitude"] as const;
  for (const fault of faults) {
    const contact = { faults: [sites.map(() => [fault]), sites.map(() => [fault])], ohms: [], noise: [] };
    for (const reference of sites) {
      for (const { word, fix } of channelStates(contact, sites, reference, false)) told.add(word).add(fix ?? word);
    }
  }
  const ohms = sites.map((_, place) => 20_000 * place ** 3);
  for (const { word, fix } of channelStates({ faults: [], ohms, noise: [] }, sites, "A1", true))
    told.add(word).add(fix ?? word);
  for (const { word } of channelStates({ faults: [], ohms: [], noise: [] }, sites, "A1", false)) told.add(word);
  for (const reason of [
    "noContact",
    "artefact",
    "noBaseline",
    "settling",
    "impedance",
    "unusual",
    "gap",
    "noSignal",
    "noModel",
  ] as const) {
    told.add(reasonWords(reason));
  }
  for (const reason of REASONS) {
    const words = wordsFor(new Set([reason]));
    if (words) told.add(tellHeld({ name: "Break" }, words)).add(tellHeld({ name: "" }, words));
  }
  expectKnown(told);
});

test("every pretend child says in German how it plays", async () => {
  const told = new Set<string>();
  for (const { name } of CHARACTERS) {
    const listener = { noteOn: () => {}, noteOff: () => {}, status: ({ text }: { text: string }) => told.add(text) };
    const child = new PretendChild({ name: "child", character: name, seed: 1 }, new SimulatedClock(), listener);
    child.play();
    await child.close();
  }
  expect(told.size).toBe(CHARACTERS.length + 1);
  expectKnown(told);
});
