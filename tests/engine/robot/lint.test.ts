import { describe, expect, test } from "vitest";
import { type Body, STANDARD_BODY } from "../../../src/engine/robot/body.ts";
import { faultsOf } from "../../../src/engine/robot/faults.ts";
import { boundsOfBody, fitGesture } from "../../../src/engine/robot/fit.ts";
import { beatOf, courseOf, durationOf, type Gesture } from "../../../src/engine/robot/gesture.ts";
import { lintGestures } from "../../../src/engine/robot/lint.ts";
import { restPose, whereaboutsOf } from "../../../src/engine/robot/pose.ts";
import { gestureNamed, REPERTOIRE } from "../../../src/engine/robot/repertoire.ts";

const named = (name: string) => gestureNamed(REPERTOIRE, name) as Gesture;
const AT_REST = whereaboutsOf(restPose(STANDARD_BODY));
const BOUNDS = boundsOfBody(STANDARD_BODY, false);
const SENSITIVE = boundsOfBody(STANDARD_BODY, true);

/** The standard body with one joint changed. */
function bodyWith(name: string, change: Partial<Body["joints"][number]>): Body {
  return {
    ...STANDARD_BODY,
    joints: STANDARD_BODY.joints.map((joint) => (joint.name === name ? { ...joint, ...change } : joint)),
  };
}

test("the tip's 0.2 m a second governs an arm, the room's 60 °/s a head, half of it a child who is easily startled", () => {
  expect(BOUNDS.armLeft?.speed).toBeCloseTo(47.7, 1);
  expect(BOUNDS.headYaw?.speed).toBe(60);
  expect(SENSITIVE.headYaw?.speed).toBe(30);
  expect(boundsOfBody(bodyWith("armLeft", { reach: 0.25 }), false).armLeft?.speed).toBeCloseTo(45.8, 1);
});

describe("how a gesture is fitted", () => {
  test.each([
    ["nod", 50, 2, 1],
    ["nod", 75, 2, 1],
    ["nod", 76, 4, 1],
    ["nod", 140, 4, 1],
    ["sway", 60, 1, 1],
    ["sway", 140, 2, 1],
    ["wave", 50, 1, 1],
    ["wave", 140, 2, 0.83],
  ])("%s at %d BPM: %d times as slow, %d of its size", (name, tempo, stretch, scale) => {
    const fitted = fitGesture(named(name), STANDARD_BODY, BOUNDS, AT_REST, beatOf(tempo));
    expect(fitted?.stretch).toBe(stretch);
    expect(fitted?.scale).toBeCloseTo(scale, 2);
  });

  test.each([BOUNDS, SENSITIVE])("whatever the tempo, the size and the place, it has no fault", (bounds) => {
    for (const gesture of REPERTOIRE)
      for (let tempo = 50; tempo <= 140; tempo += 3)
        for (const size of [0.35, 1, 1.25])
          for (const place of ["low", "high", "rest"] as const) {
            const from = whereaboutsOf(
              Object.fromEntries(STANDARD_BODY.joints.map((joint) => [joint.name, joint[place]])),
            );
            const fitted = fitGesture(gesture, STANDARD_BODY, bounds, from, beatOf(tempo), size);
            expect(fitted, `${gesture.name} ${tempo}`).toBeDefined();
            if (fitted) expect(faultsOf(fitted.course, bounds, from)).toEqual([]);
          }
  });

  test("as it is written it would go over its limits", () => {
    const faults = faultsOf(courseOf(named("nod"), beatOf(140)), BOUNDS);
    expect(faults).toContainEqual({ joint: "headPitch", kind: "speed", value: expect.closeTo(87.5, 1), limit: 60 });
    expect(faults.map(({ kind }) => kind)).toContain("length");
  });

  test("a joint that is somewhere else goes there first, and takes its time", () => {
    const from = { ...AT_REST, armRight: { low: 40, high: 70 } };
    const rest = fitGesture(named("rest"), STANDARD_BODY, BOUNDS, from, 600);
    expect(rest && durationOf(rest.course)).toBeGreaterThan((1.875 * 130 * 1_000) / 48);
  });
});

describe("what the lint says", () => {
  test("of the standard body: every gesture can be played, some of them slower or smaller", () => {
    expect(lintGestures(STANDARD_BODY, REPERTOIRE)).toEqual({
      failures: [],
      notes: [
        'At 140 BPM "nod" moves headPitch at 88 °/s; its limit is 60 °/s. It is played 4 times as slow.',
        'At 140 BPM "sway" moves bodySway at 53 °/s; its limit is 46 °/s. It is played 2 times as slow.',
        'At 140 BPM "drum" moves armLeft at 105 °/s; its limit is 48 °/s. It is played 4 times as slow.',
        'At 140 BPM "wave" moves armRight at 115 °/s; its limit is 48 °/s. It is played 2 times as slow, at 83 % of its size.',
      ],
    });
  });

  test("of a joint that is too slow for its part", () => {
    expect(lintGestures(bodyWith("armRight", { speed: 4 }), REPERTOIRE).failures).toContain(
      'At 140 BPM "wave" moves armRight at 115 °/s; its limit is 4 °/s. Cure: amplitude × 0.03, or half time.',
    );
  });

  test("of a range that is too narrow", () => {
    expect(lintGestures(bodyWith("headPitch", { low: -8 }), REPERTOIRE).failures[0]).toBe(
      '"nod" asks headPitch for -10°; its range is -8° to 20°. Cure: keep its keyframes inside.',
    );
  });

  test("of a body without arms: what it has is moved", () => {
    const head = { ...STANDARD_BODY, joints: STANDARD_BODY.joints.filter(({ name }) => name.startsWith("head")) };
    expect(lintGestures(head, REPERTOIRE).failures).toEqual([]);
  });

  test("of a gesture that would take longer than half a minute", () => {
    const slow: Gesture = {
      ...named("point"),
      name: "creep",
      tracks: [{ joint: "headYaw", keyframes: [{ time: 40, angle: 30 }] }],
    };
    expect(lintGestures(STANDARD_BODY, [slow]).failures).toEqual(['"creep" takes too long. Cure: make it shorter.']);
  });
});
