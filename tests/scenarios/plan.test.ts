import { describe, expect, test } from "vitest";
import { Stage } from "../helpers/stage.ts";

const MINUTE = 60_000;

/** A session with a plan of 20 minutes. */
function planned(): Stage {
  const stage = new Stage().start();
  stage.conductor.dispatch({ kind: "plan", template: "20" });
  return stage;
}

const said = (stage: Stage) => stage.view.decisions.map(({ text }) => text);

describe("a plan never acts by itself", () => {
  test("nothing but sentences comes of a phase that is over", () => {
    const stage = planned();
    stage.conductor.dispatch({ kind: "phase", phase: 4 });
    const { technique } = stage.view;
    stage.wait(60 * MINUTE);
    expect(stage.view.technique).toBe(technique);
    expect(stage.view.plan?.phase).toBe(4);
    expect(said(stage).filter((text) => text.startsWith("Music games: "))).toEqual([
      "Music games: two minutes left",
      "Music games: one minute left",
      "Music games: time for the last time",
    ]);
  });

  test("the therapist goes to any phase, also back, and its card goes on", () => {
    const stage = planned();
    for (const phase of [4, 0, 4]) stage.conductor.dispatch({ kind: "phase", phase });
    expect(stage.view.technique).toBe("answer");
    stage.conductor.dispatch({ kind: "phase", phase: 0 });
    expect(stage.view.technique).toBe("silence");
  });

  test("a phase that was made longer is announced later", () => {
    const stage = planned();
    stage.conductor.dispatch({ kind: "phase", phase: 4 });
    stage.wait(MINUTE);
    stage.conductor.dispatch({ kind: "extend", minutes: 2 });
    stage.wait(2 * MINUTE);
    expect(said(stage)).not.toContain("Music games: two minutes left");
    stage.wait(MINUTE + 1);
    expect(said(stage)).toContain("Music games: two minutes left");
  });
});

test("without a plan, a phase or an extension changes nothing", () => {
  const stage = new Stage().start();
  const before = stage.conductor.session;
  stage.conductor.dispatch({ kind: "phase", phase: 1 });
  stage.conductor.dispatch({ kind: "extend", minutes: 2 });
  expect(stage.conductor.session).toEqual(before);
});
