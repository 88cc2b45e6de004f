import { describe, expect, test } from "vitest";
import { ATTENDED, type Attendance, lookAfter } from "../../src/server/attendance.ts";
import { Stage } from "../helpers/stage.ts";

/** What is done, and when, while somebody is there as `somebody` says; looked at twice a second for a minute. */
function acts(somebody: (second: number) => boolean, running: (second: number) => boolean = () => true): string[] {
  let attendance: Attendance = ATTENDED;
  const done: string[] = [];
  for (let at = 0; at <= 60_000; at += 500) {
    const looked = lookAfter(attendance, somebody(at / 1_000), running(at / 1_000), at);
    attendance = looked.attendance;
    if (looked.act) done.push(`${looked.act} at ${at / 1_000} s`);
  }
  return done;
}

describe("a session that nobody looks after", () => {
  test("holds the beat, then is quiet, once each", () => {
    expect(acts((second) => second < 10)).toEqual(["hold at 13 s", "quiet at 23 s"]);
  });

  test("is left alone while a page is loaded again", () => {
    expect(acts((second) => second < 10 || second > 12)).toEqual([]);
  });

  test("is looked after anew each time", () => {
    expect(acts((second) => second < 5 || (second > 10 && second < 30))).toEqual([
      "hold at 8 s",
      "hold at 33 s",
      "quiet at 43 s",
    ]);
  });

  test("is nothing while none sounds", () => {
    expect(
      acts(
        () => false,
        () => false,
      ),
    ).toEqual([]);
    expect(
      acts(
        () => false,
        (second) => second >= 20,
      ),
    ).toEqual(["hold at 23 s", "quiet at 33 s"]);
  });
});

describe("the session then", () => {
  test("goes to Ground, says so, and does neither while it is stopped", () => {
    const stage = new Stage().start();
    stage.conductor.dispatch({ kind: "unattended" });
    expect(stage.view).toMatchObject({ technique: "ground" });
    expect(stage.view.decisions.map(({ text }) => text)).toContain("Nobody is at the panel: holds the beat");
    const stopped = new Stage().start();
    stopped.conductor.stop();
    stopped.conductor.dispatch({ kind: "unattended" });
    expect(stopped.view.technique).not.toBe("ground");
  });
});
