import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parametersOf } from "../../../src/engine/partner/parameters.ts";
import { DEFAULT_STEERING } from "../../../src/engine/partner/steering.ts";
import type { SessionEvent } from "../../../src/engine/session/event.ts";
import { Rehearsals } from "../../../src/server/rehearsal/rehearsals.ts";
import { playAgain, rehearse, rehearsedOf } from "../../../src/server/rehearsal/rehearse.ts";
import { resources, SETTINGS, Stage } from "../../helpers/stage.ts";

/** A session of three minutes, as it was recorded. */
function recorded() {
  const stage = new Stage({ seed: 5, technique: "answer" }).start();
  stage.conductor.dispatch({ kind: "steer", change: { breath: 200, busy: 3 } });
  stage.pretend("bursty", 5, 3 * 60_000);
  stage.child.rest();
  stage.conductor.dispatch({ kind: "finish" });
  return stage;
}
const usual = rehearsedOf(DEFAULT_STEERING);

describe("a recorded session, with the partner set otherwise", () => {
  const stage = recorded();
  const again = (change: Partial<typeof usual>) =>
    rehearse(stage.settings, stage.log, { ...usual, ...change }, resources());

  test("the child plays what it played, to the millisecond", () => {
    const child = (events: readonly { event: SessionEvent }[]) =>
      events.flatMap(({ event }) => (event.kind === "noteOn" && event.player === "child" ? [event] : []));
    const events = stage.log.map(({ event }) => event);
    const { entries } = playAgain(stage.settings, events, { ...usual, breath: 3_000 }, resources());
    expect(child(entries)).toEqual(child(stage.log));
  });

  test("set as it was, the partner does what it did", () => {
    const { was, now, picture } = again({ breath: 200 });
    expect(now.share).toBeCloseTo(was.share ?? Number.NaN, 1);
    expect(now.gap).toBeCloseTo(was.gap ?? Number.NaN, 1);
    expect(picture.child.length).toBeGreaterThan(10);
    expect(picture.now).toEqual(picture.was);
  });

  test("what is set is what comes out: a longer breath is a longer gap, a shorter turn a smaller share", () => {
    expect(again({ breath: 3_000 }).now.gap).toBeGreaterThan((again({ breath: 300 }).now.gap ?? 0) + 1);
    const [short, long] = [again({ answerLength: 500, breath: 200 }).now, again({ breath: 200 }).now];
    expect(short.share).toBeLessThan(long.share ?? 0);
    expect(short.density).toBeLessThan(long.density);
  });

  test("numbers that the therapist changed on the way do not come back; everything else does", () => {
    const events = stage.log.map(({ event }) => event);
    const { entries } = playAgain(stage.settings, events, usual, resources());
    const changes = entries.flatMap(({ event }) => (event.kind === "steer" ? [event.change] : []));
    expect(changes).toEqual([{ busy: 3 }]);
    expect(parametersOf("answer")).toContain("breath");
  });
});

describe("in a thread of its own", () => {
  let rehearsals: Rehearsals;
  const stage = recorded();
  const header = {
    version: 1 as const,
    id: "s1",
    child: "K-1",
    seed: 5,
    startedAt: "2026-11-01T10:00:00.000Z",
    settings: JSON.parse(
      JSON.stringify({ rig: "test", settings: { ...SETTINGS, ...stage.settings }, resources: "none" }),
    ),
  };
  beforeEach(() => {
    const one = (id: string, child: string, state: "ended" | "erased") => ({
      ...{ id, child, state, lastSeq: 9, missing: 0 },
      startedAt: header.startedAt,
      lastAt: "2026-11-01T10:03:00.000Z",
    });
    rehearsals = new Rehearsals(
      {
        sessions: () => [one("s1", "K-1", "ended"), one("s2", "K-2", "ended"), one("s3", "K-1", "erased")],
        read: () => ({ header, missing: 0, lines: stage.lines }),
        networks: () => undefined,
      },
      "K-1",
    );
  });
  afterEach(() => rehearsals.close());

  test("only this child's sessions are offered", () => {
    expect(rehearsals.sessions()).toEqual([{ id: "s1", startedAt: header.startedAt, minutes: 3 }]);
  });

  test("it finds what it finds here, one at a time", async () => {
    const steering = { ...DEFAULT_STEERING, breath: 3_000 };
    const found = rehearsals.rehearse("s1", steering);
    await expect(rehearsals.rehearse("s1", steering)).rejects.toThrow("another session is being tried");
    expect(await found).toEqual(
      JSON.parse(JSON.stringify(rehearse(stage.settings, stage.log, rehearsedOf(steering), resources()))),
    );
  });

  test("another child's session is not opened", async () => {
    await expect(rehearsals.rehearse("s2", DEFAULT_STEERING)).rejects.toThrow("no such session");
  });
});
