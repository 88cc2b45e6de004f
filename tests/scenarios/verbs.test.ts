import { describe, expect, test } from "vitest";
import { Stage } from "../helpers/stage.ts";

const PHRASE = [
  [0, 400, 60],
  [500, 400, 62],
  [1_000, 400, 64],
  [1_500, 400, 67],
] as const;

/** In the middle of an answer. */
function answering(): Stage {
  const stage = new Stage()
    .start()
    .play(PHRASE)
    .wait(750 + 400);
  expect(stage.view.label).toBe("My turn");
  return stage;
}

describe("STOP", () => {
  test("silences first and books afterwards; nothing sounds until someone continues", () => {
    const stage = answering();
    const at = stage.clock.now();
    stage.conductor.stop();
    expect(stage.heard.at(-2)).toMatchObject({ kind: "silence", at });
    expect(stage.view).toMatchObject({ stopped: true, label: "Stopped", turn: "nobody" });
    stage.play(PHRASE).wait(60_000);
    for (const note of stage.partnerNotes) expect(note.end).toBeLessThanOrEqual(at + 150);
    expect(
      stage.heard.filter((command) => command.kind === "noteOn" && command.player === "child" && command.at > at),
    ).toEqual([]);
  });

  test("Continue comes back with a steady beat, and 6 dB softer", () => {
    const loud = PHRASE.map(([onset, duration, pitch]) => [onset, duration, pitch, 30] as const);
    const velocities = (stage: Stage) => {
      const before = stage.partnerNotes.length;
      stage.play(loud).wait(4_000);
      return stage.partnerNotes.slice(before).map((note) => note.velocity);
    };
    const usual = velocities(new Stage({ steering: { mayOfferAgain: false } }).start());
    const stopped = new Stage({ steering: { mayOfferAgain: false } }).start();
    stopped.conductor.stop();
    stopped.conductor.dispatch({ kind: "continue" });
    expect(stopped.view.technique).toBe("ground");
    expect(stopped.view.label).toBe("Playing along");
    stopped.conductor.dispatch({ kind: "technique", technique: "answer" });
    stopped.wait(5_000);
    const softer = velocities(stopped);
    expect(Math.max(...softer)).toBeLessThan(0.75 * Math.max(...usual));
  });

  test("Continue without STOP changes nothing", () => {
    const stage = new Stage().start();
    const before = stage.conductor.session;
    stage.conductor.dispatch({ kind: "continue" });
    expect(stage.conductor.session).toBe(before);
  });
});

describe("Quiet", () => {
  test("fades the partner in 1 s and keeps the child's sound; tapped again it answers as before", () => {
    const stage = answering();
    const at = stage.clock.now();
    stage.conductor.dispatch({ kind: "quiet", on: true });
    stage.play(PHRASE).wait(30_000);
    for (const note of stage.partnerNotes) expect(note.end).toBeLessThanOrEqual(at + 1_000);
    expect(
      stage.heard.some((command) => command.kind === "noteOn" && command.player === "child" && command.at > at),
    ).toBe(true);
    expect(stage.view.label).toBe("Quiet");
    const before = stage.partnerNotes.length;
    stage.conductor.dispatch({ kind: "quiet", on: false });
    stage.play(PHRASE).wait(5_000);
    expect(stage.partnerNotes.length).toBeGreaterThan(before);
  });
});

describe("Silence", () => {
  test("mutes the partner and goes on listening, until another card is tapped", () => {
    const stage = new Stage().start();
    stage.conductor.dispatch({ kind: "technique", technique: "silence" });
    stage.play(PHRASE).wait(20_000);
    expect(stage.partnerNotes).toEqual([]);
    expect(stage.conductor.session.listening.child.memory).toHaveLength(4);
    stage.conductor.dispatch({ kind: "technique", technique: "answer" });
    stage.play(PHRASE).wait(5_000);
    expect(stage.partnerNotes.length).toBeGreaterThan(0);
  });
});

test("before Start the partner is silent, whatever is played", () => {
  const stage = new Stage().play(PHRASE).wait(20_000);
  expect(stage.partnerNotes).toEqual([]);
  expect(stage.view.label).toBe("Ready");
});

test("the length of the space is kept between 2 and 60 s", () => {
  const stage = new Stage().start();
  stage.conductor.dispatch({ kind: "steer", change: { space: 100 } });
  expect(stage.view.space.seconds).toBe(2);
  stage.conductor.dispatch({ kind: "steer", change: { space: 900_000 } });
  expect(stage.view.space.seconds).toBe(60);
});

test("a lost device is shown and its words replace the old ones", () => {
  const stage = new Stage();
  const device = { kind: "device", device: "Keyboard" } as const;
  stage.conductor.dispatch({ ...device, status: "ready", text: "Keyboard is ready" });
  stage.conductor.dispatch({ ...device, status: "lost", text: "Keyboard is unplugged" });
  expect(stage.view.devices).toEqual([{ device: "Keyboard", status: "lost", text: "Keyboard is unplugged" }]);
});
