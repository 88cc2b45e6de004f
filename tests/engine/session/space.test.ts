import { describe, expect, test } from "vitest";
import { Stage } from "../../helpers/stage.ts";

describe("a space by the therapist's hand", () => {
  test("begins at once, lasts five seconds longer when asked, and ends when told", () => {
    const stage = new Stage({ technique: "answer", steering: { space: 5_000, mayOfferAgain: false } }).start();
    stage.conductor.dispatch({ kind: "space", cue: "start" });
    const begun = stage.conductor.session.partner.spaceEndsAt ?? 0;
    expect(stage.conductor.session).toMatchObject({ technique: "makeSpace", partner: { state: "space" } });
    stage.conductor.dispatch({ kind: "space", cue: "extend" });
    expect(stage.conductor.session.partner.spaceEndsAt).toBe(begun + 5_000);
    stage.wait(begun + 1_000 - stage.clock.now());
    expect(stage.conductor.session.partner.state).toBe("space");
    stage.wait(begun + 5_100 - stage.clock.now());
    expect(stage.conductor.session.partner.state).not.toBe("space");
    stage.conductor.dispatch({ kind: "space", cue: "start" });
    stage.conductor.dispatch({ kind: "space", cue: "end" });
    expect(stage.conductor.session.partner).toMatchObject({ state: "listening", spaceEndsAt: null });
  });

  test("never lasts longer than a minute from now, and nothing is made longer where there is none", () => {
    const stage = new Stage({ technique: "makeSpace", steering: { space: 58_000 } }).start();
    for (let more = 0; more < 4; more++) stage.conductor.dispatch({ kind: "space", cue: "extend" });
    expect((stage.conductor.session.partner.spaceEndsAt ?? 0) - stage.clock.now()).toBe(60_000);
    stage.conductor.dispatch({ kind: "stop" });
    const before = stage.conductor.session;
    stage.conductor.dispatch({ kind: "space", cue: "extend" });
    expect(stage.conductor.session).toBe(before);
  });
});

describe("what can be taken back", () => {
  test("a move to another phase, with the card that was on; a move in an old log cannot", () => {
    const stage = new Stage({ technique: "ground" }).start();
    stage.conductor.dispatch({ kind: "plan", template: "30" });
    stage.conductor.dispatch({ kind: "phase", phase: 2, kept: true });
    stage.wait(10_000);
    stage.conductor.dispatch({ kind: "phase", phase: 4, kept: true });
    expect(stage.conductor.session).toMatchObject({ technique: "answer", plan: { phase: 4 } });
    stage.conductor.dispatch({ kind: "undo" });
    expect(stage.conductor.session).toMatchObject({ technique: "follow", plan: { phase: 2 } });
    stage.conductor.dispatch({ kind: "redo" });
    expect(stage.conductor.session).toMatchObject({ technique: "answer", plan: { phase: 4 } });
    stage.conductor.dispatch({ kind: "phase", phase: 5 });
    stage.conductor.dispatch({ kind: "undo" });
    expect(stage.conductor.session).toMatchObject({ technique: "follow", plan: { phase: 2 } });
  });

  test("the child's own instrument, softer and as it was, also over a break", () => {
    const stage = new Stage().start();
    const levels = () =>
      stage.log
        .flatMap(({ commands }) => commands)
        .flatMap((command) => (command.kind === "level" && command.player === "child" ? [command.level] : []));
    stage.conductor.dispatch({ kind: "steer", change: { childLevel: -9 } });
    expect(levels().at(-1)).toBe(-9);
    stage.conductor.dispatch({ kind: "break", on: true });
    expect(levels().at(-1)).toBe(-12);
    stage.conductor.dispatch({ kind: "break", on: false });
    expect(levels().at(-1)).toBe(-9);
    stage.conductor.dispatch({ kind: "undo" });
    expect(levels().at(-1)).toBe(0);
  });
});
