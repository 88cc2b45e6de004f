import { describe, expect, test } from "vitest";
import { TECHNIQUES } from "../../src/engine/partner/techniques.ts";
import { partnerShare } from "../../src/engine/session/limits/share.ts";
import { boundProfile, DEFAULT_PROFILE } from "../../src/engine/session/profile.ts";
import { breachesOf } from "../helpers/limit-checker.ts";
import { playScene, Stage } from "../helpers/stage.ts";

const CARDS = TECHNIQUES.filter(({ card }) => card).map(({ name }) => name);
/** As strict as a profile may be. */
const STRICT = boundProfile({ sensitive: true, density: 2, share: 0.1, velocityCap: 30 });

describe("whatever card is on, nothing leaves beyond a limit", () => {
  test.each(CARDS)("%s", (technique) => {
    for (const profile of [DEFAULT_PROFILE, STRICT]) {
      const { log } = playScene({ technique, child: "echoer", minutes: 1, seed: 4, profile });
      const commands = log.flatMap((entry) => entry.commands);
      expect(breachesOf(commands, profile)).toEqual([]);
    }
  });
});

test("the child's keys and pads count beside the partner's melody, and anew in each phase", () => {
  const stage = new Stage().start();
  const sounded = () => stage.conductor.session.limits.share.others.child?.total;
  stage.conductor.dispatch({ kind: "plan", template: "20" });
  stage.play([
    [0, 400, 60],
    [200, 400, 64],
  ]);
  expect(sounded()).toBe(600);
  const pad = { player: "child", device: "pads", pitch: 38, pad: true } as const;
  stage.conductor.dispatch({ kind: "noteOn", ...pad, velocity: 60 });
  stage.wait(10).conductor.dispatch({ kind: "noteOff", ...pad });
  expect(sounded()).toBe(750);
  expect(partnerShare(stage.conductor.session.limits)).toBe(0);
  stage.conductor.dispatch({ kind: "phase", phase: 2 });
  expect(sounded()).toBeUndefined();
});
