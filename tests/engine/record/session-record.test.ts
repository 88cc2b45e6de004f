import { describe, expect, test } from "vitest";
import { measurePhase } from "../../../src/engine/measures/phase.ts";
import { seeded } from "../../../src/engine/random.ts";
import { phaseRecord } from "../../../src/engine/record/phase-record.ts";
import { type LogEntry, recordSession, type SessionRecord } from "../../../src/engine/record/session-record.ts";
import type { Command } from "../../../src/engine/session/command.ts";
import type { SessionEvent } from "../../../src/engine/session/event.ts";
import { resources, SETTINGS, Stage } from "../../helpers/stage.ts";

const QUIETLY = { ...SETTINGS, technique: "silence" };

/** A log by hand: what happened, and what was sent out then. */
function recordOf(...entries: (readonly [SessionEvent, ...Command[]])[]): SessionRecord {
  const log: LogEntry[] = entries.map(([event, ...commands]) => ({ event, commands }));
  return recordSession(QUIETLY, log, resources());
}

const START: SessionEvent = { kind: "start", at: 1_000 };
const end = (at: number): SessionEvent => ({ kind: "finish", at });

function press(at: number, duration: number, pitch: number, more: { device?: string; pad?: true } = {}) {
  const note = { player: "child", device: "keys", pitch, ...more } as const;
  return [
    [{ kind: "noteOn", at, velocity: 64, ...note }],
    [{ kind: "noteOff", at: at + duration, ...note }],
  ] as const satisfies (readonly [SessionEvent])[];
}

const on = (at: number, pitch: number, voice?: "bass" | "drum"): Command => ({
  kind: "noteOn",
  at,
  player: "partner",
  pitch,
  velocity: 50,
  ...(voice ? { voice } : {}),
});
const off = (at: number, pitch: number, voice?: "bass" | "drum"): Command => ({
  kind: "noteOff",
  at,
  player: "partner",
  pitch,
  ...(voice ? { voice } : {}),
});
const spans = (notes: SessionRecord["partner"]) => notes.map(({ pitch, onset, duration }) => [pitch, onset, duration]);

describe("the notes of a log", () => {
  test("of the child's devices are merged, and pads are marked", () => {
    const { child } = recordOf(
      [START],
      [{ kind: "noteOn", at: 2_000, player: "child", device: "keys", pitch: 60, velocity: 70 }],
      [{ kind: "noteOn", at: 2_100, player: "child", device: "screen", pitch: 60, velocity: 40 }],
      [{ kind: "noteOn", at: 2_200, player: "child", device: "kit", pitch: 38, velocity: 90, pad: true }],
      [{ kind: "noteOff", at: 2_300, player: "child", device: "keys", pitch: 60 }],
      [{ kind: "noteOff", at: 2_500, player: "child", device: "screen", pitch: 60 }],
      [end(9_000)],
    );
    expect(child).toMatchObject([
      { onset: 2_000, duration: 300, pitch: 60, pad: false, device: "keys" },
      { onset: 2_100, duration: 400, pitch: 60, pad: false, device: "screen" },
      { onset: 2_200, duration: null, pitch: 38, pad: true, device: "kit" },
    ]);
  });

  test("of the therapist are theirs alone", () => {
    const note = { player: "therapist", device: "piano", pitch: 48 } as const;
    const record = recordOf(
      [START],
      [{ kind: "noteOn", at: 2_000, velocity: 70, ...note }],
      [{ kind: "noteOff", at: 2_400, ...note }],
      [end(3_000)],
    );
    expect(record.child).toEqual([]);
    expect(spans(record.therapist)).toEqual([[48, 2_000, 400]]);
  });

  test("of the partner are those that sounded: dropped and cut by a release and by STOP", () => {
    const { partner } = recordOf(
      [START, on(1_500, 60), off(2_000, 60), on(2_000, 62), off(3_000, 62), on(3_000, 64), off(4_000, 64)],
      [
        { kind: "noteOn", at: 2_600, player: "child", device: "keys", pitch: 72, velocity: 60 },
        { kind: "release", at: 2_600, player: "partner", fade: 150 },
      ],
      [{ kind: "steer", at: 5_000, change: {} }, on(5_500, 65), off(7_000, 65), on(6_500, 67), off(7_000, 67)],
      [
        { kind: "stop", at: 6_000 },
        { kind: "silence", at: 6_000, fade: 150 },
      ],
      [end(9_000)],
    );
    expect(spans(partner)).toEqual([
      [60, 1_500, 500],
      [62, 2_000, 750],
      [65, 5_500, 650],
    ]);
  });

  test("in two voices on one pitch are two notes, and a drum is a pad", () => {
    const { partner } = recordOf(
      [START, on(1_500, 48), on(1_500, 48, "bass"), off(2_000, 48), off(2_500, 48, "bass"), on(1_600, 36, "drum")],
      [end(9_000)],
    );
    expect(partner).toMatchObject([
      { pitch: 48, duration: 500, voice: "melody", pad: false },
      { pitch: 48, duration: 1_000, voice: "bass", pad: false },
      { pitch: 36, duration: null, voice: "drum", pad: true },
    ]);
  });

  test("begin with Start and end with the session", () => {
    const record = recordOf(
      ...press(200, 300, 60),
      [START],
      ...press(4_000, 300, 62),
      [end(6_000)],
      ...press(7_000, 100, 64),
    );
    expect(record.span).toEqual({ start: 1_000, end: 6_000 });
    expect(spans(record.child)).toEqual([[62, 4_000, 300]]);
  });
});

describe("what lasted in a session", () => {
  /** Four notes; the phrase ends 750 ms after them, the answer begins 300 ms later. */
  const PHRASE = [
    [0, 400, 60],
    [500, 400, 62],
    [1_000, 400, 64],
    [1_500, 400, 67],
  ] as const;
  const recorded = (stage: Stage) => recordSession(stage.settings, stage.log, resources());

  test("a space that the child answers, one that nobody answers, and one that STOP cuts short", () => {
    const stage = new Stage({ steering: { space: 4_000, mayOfferAgain: false } }).start();
    stage.play(PHRASE).wait(4_500);
    const [first] = stage.moments.filter(({ state }) => state === "space");
    stage.play(PHRASE).wait(15_000).play(PHRASE).wait(5_500);
    expect(stage.momentAt(stage.clock.now())?.state).toBe("space");
    stage.conductor.stop();
    stage.conductor.dispatch({ kind: "finish" });
    const { spaces, pauses } = recorded(stage);
    expect(spaces).toMatchObject([
      { start: first?.at, length: 4_000, afterOffer: true, answered: true },
      { length: 4_000, afterOffer: true, answered: false },
      { length: 4_000, afterOffer: true, answered: false },
    ]);
    expect((spaces[1]?.end ?? 0) - (spaces[1]?.start ?? 0)).toBeCloseTo(4_000, 2);
    expect(spaces[2]?.end).toBe(stage.clock.now());
    expect(pauses).toEqual([]);
  });

  test("the pauses of STOP, Quiet and Break, and the cards", () => {
    const stage = new Stage().start().wait(1_000);
    stage.conductor.dispatch({ kind: "technique", technique: "silence" });
    stage.wait(1_000).conductor.dispatch({ kind: "quiet", on: true });
    stage.wait(2_000).conductor.dispatch({ kind: "quiet", on: false });
    stage.wait(1_000).conductor.dispatch({ kind: "break", on: true });
    stage.wait(3_000).conductor.stop();
    stage.wait(2_000).conductor.dispatch({ kind: "finish" });
    const { pauses, cards } = recorded(stage);
    expect(pauses).toEqual([
      { why: "Quiet", start: 2_000, end: 4_000 },
      { why: "Break", start: 5_000, end: 8_000 },
      { why: "STOP", start: 8_000, end: 10_000 },
    ]);
    expect(cards).toEqual([
      { at: 0, technique: "answer" },
      { at: 1_000, technique: "silence" },
    ]);
  });

  test("the phases of the plan, one after another without a gap; without a plan one whole session", () => {
    const stage = new Stage().start().wait(3_000);
    expect(recorded(stage.play(PHRASE)).phases).toMatchObject([{ name: "session", span: { start: 0 } }]);
    const from = stage.clock.now();
    stage.conductor.dispatch({ kind: "plan", template: "20" });
    stage.conductor.dispatch({ kind: "phase", phase: 0 });
    stage.wait(10_000).conductor.dispatch({ kind: "phase", phase: 4 });
    stage.wait(10_000).conductor.dispatch({ kind: "phase", phase: 4 });
    stage.wait(10_000).conductor.dispatch({ kind: "finish" });
    expect(recorded(stage).phases.map(({ name, span }) => [name, span.start - from, span.end - from])).toEqual([
      ["before", -from, 0],
      ["arrive", 0, 10_000],
      ["games", 10_000, 20_000],
      ["games", 20_000, 30_000],
    ]);
  });

  test("the stops of Stop-go: one that the child ends, one by the therapist, one that lasts to the end", () => {
    const stage = new Stage({ technique: "stopGo" }).start().wait(8_000);
    const tap = (name: "stop" | "go") => stage.conductor.dispatch({ kind: "tap", tap: name });
    tap("stop");
    stage
      .wait(700)
      .play([[0, 200, 60]])
      .wait(4_100)
      .play([[0, 200, 62]])
      .wait(8_000);
    tap("stop");
    stage.wait(3_000);
    tap("go");
    stage.wait(8_000);
    tap("stop");
    stage.wait(1_000).conductor.dispatch({ kind: "finish" });
    const record = recorded(stage);
    expect(record.stops).toEqual([
      { at: 8_000, until: 13_000, byChild: true },
      { at: 21_200, until: 24_200, byChild: false },
      { at: 32_200, until: 33_200, byChild: false },
    ]);
    const measures = measurePhase(phaseRecord(record, { span: record.span }), seeded(1));
    // Of 700, 0 and 0 ms after the three stops.
    expect(measures.find(({ id }) => id === "stop_latency")).toMatchObject({ ok: true, n: 3, value: 0 });
    expect(measures.find(({ id }) => id === "stop_slips")).toMatchObject({ ok: true, value: 0 });
  });

  test("the partner's notes that came back from a keyboard are not the child's", () => {
    const stage = new Stage({ technique: "ground" }).start();
    const thru = { player: "child", device: "thru" } as const;
    let seen = 0;
    let echoes = 0;
    for (let tenth = 0; tenth < 300; tenth++) {
      for (const command of stage.heard.slice(seen)) {
        if (command.kind !== "noteOn" && command.kind !== "noteOff") continue;
        const { kind, at, pitch } = command;
        if (command.player !== "partner") continue;
        echoes += kind === "noteOn" ? 1 : 0;
        const velocity = kind === "noteOn" ? command.velocity : 0;
        stage.clock.at(at + 2, () => stage.conductor.dispatch({ kind, pitch, velocity, ...thru }));
      }
      seen = stage.heard.length;
      stage.wait(100);
    }
    const { child } = recorded(stage);
    expect(echoes).toBeGreaterThan(20);
    // The first ones look like the child's own, until the device is known.
    expect(child.length).toBeLessThan(5);
  });
});

describe("the measures of a log by hand", () => {
  const beats = Array.from({ length: 31 }, (_, i) => press(11_000 + i * 500, 250, 60 + (i % 3)));
  const record = recordOf([START, on(2_000, 60), off(3_000, 60), on(3_000, 62), off(5_000, 62)], ...beats.flat(), [
    end(61_000),
  ]);
  const phase = record.phases[0];
  const measures = measurePhase(phaseRecord(record, phase ?? { span: record.span }), seeded(1));
  const measured = (id: string) => measures.find((measure) => measure.id === id)?.value;

  test.each([
    ["tempo", 120],
    ["steady_cv", 0],
    ["loud_mean", 64],
    ["register_range", 2],
    ["play_time", 15_250 / 60_000],
    ["partner_share", 3_000 / (3_000 + 31 * 250)],
    ["space_given", 0],
  ])("%s", (id, value) => {
    expect(measured(id)).toBeCloseTo(value, 9);
  });

  test("a cue is followed by as much space as there was", () => {
    const stage = new Stage({ steering: { space: 6_000, mayOfferAgain: false } }).start();
    const PHRASE = [
      [0, 300, 60],
      [400, 300, 62],
      [800, 300, 64],
    ] as const;
    for (let turn = 0; turn < 5; turn++) stage.play(PHRASE).wait(turn < 4 ? 5_000 : 9_000);
    stage.play(PHRASE).wait(3_000).conductor.stop();
    stage.conductor.dispatch({ kind: "finish" });
    const session = recordSession(stage.settings, stage.log, resources());
    const whole = phaseRecord(session, { span: session.span });
    expect(whole.cues).toHaveLength(6);
    const found = measurePhase(whole, seeded(1));
    expect(found.find(({ id }) => id === "resp_rate")).toMatchObject({ ok: true, n: 6, value: 4 / 6 });
    expect(found.find(({ id }) => id === "space_kept")).toMatchObject({ ok: true, n: 6, value: 1 });
  });
});
