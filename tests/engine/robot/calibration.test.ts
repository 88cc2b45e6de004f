import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Body, pulseOf, STANDARD_BODY } from "../../../src/engine/robot/body.ts";
import { peakSpeed, SHORTEST_MOVE } from "../../../src/engine/robot/bounds.ts";
import {
  beginCalibration,
  bodyForCalibrating,
  type Calibration,
  calibrated,
  confirm,
  jointInHand,
  nudge,
} from "../../../src/engine/robot/calibration.ts";
import { PULSE_RANGE } from "../../../src/hardware/robot/wire.ts";

const WIDE = bodyForCalibrating(STANDARD_BODY, PULSE_RANGE);
const nudged = (calibration: Calibration, by: number) => nudge(calibration, by, 1_000).calibration;
const confirmed = (calibration: Calibration) => confirm(calibration, 1_000).calibration;
const joint = (body: Body, name: string) => body.joints.find((other) => other.name === name);

describe("one joint after another", () => {
  test("a horn that sits 7° off: rest is where it looks like rest, and angles mean what they say", () => {
    let state = confirmed(nudged(beginCalibration(STANDARD_BODY), 7));
    expect(state).toMatchObject({ step: "low", found: { headYaw: { centre: 1_570 } } });
    state = confirmed(nudged(state, -200));
    state = confirmed(nudged(state, 200));
    expect(jointInHand(state)?.name).toBe("headPitch");
    const head = joint(calibrated(STANDARD_BODY, state.found), "headYaw");
    expect(head).toMatchObject({ centre: 1_570, low: -45, high: 45, rest: 0 });
    expect(head && pulseOf(head, 0)).toBe(1_570);
  });

  test("an end that is nearer than the rig says; an inverted joint", () => {
    let state: Calibration = { ...beginCalibration(STANDARD_BODY), place: 3, angle: -60 };
    expect(jointInHand(state)?.name).toBe("armLeft");
    state = confirmed(nudged(state, -4));
    state = confirmed(state);
    state = confirmed(nudged(state, 90));
    // Rest was found 4° lower: the arm's own angles are 4° more than the rig's.
    expect(state.found.armLeft).toEqual({ centre: 1_540, low: -60, high: 30 });
  });

  test("the joint goes slowly back to rest, and nothing is left to do after the last", () => {
    let state = beginCalibration(STANDARD_BODY);
    for (let i = 0; i < 3 * STANDARD_BODY.joints.length; i++) state = confirmed(state);
    expect(jointInHand(state)).toBeUndefined();
    expect(nudge(state, 5, 0).command).toBeNull();
    expect(confirm(state, 0).calibration).toBe(state);
  });
});

test("whatever is pressed: moves are slow and inside, and the calibrated range is never wider than the rig's", () => {
  const press = fc.oneof(fc.constant(null), fc.integer({ min: -40, max: 40 }));
  fc.assert(
    fc.property(fc.array(press, { maxLength: 60 }), (presses) => {
      let state = beginCalibration(STANDARD_BODY);
      let places = Object.fromEntries(STANDARD_BODY.joints.map(({ name, rest }) => [name, rest]));
      for (const by of presses) {
        const { calibration, command } = by === null ? confirm(state, 0) : nudge(state, by, 0);
        state = calibration;
        for (const { joint: name, to, over } of command?.joints ?? []) {
          const wide = joint(WIDE, name);
          expect(to).toBeGreaterThanOrEqual((wide?.low ?? 0) - 1e-9);
          expect(to).toBeLessThanOrEqual((wide?.high ?? 0) + 1e-9);
          expect(over).toBeGreaterThanOrEqual(SHORTEST_MOVE);
          expect(peakSpeed(to - (places[name] ?? 0), over)).toBeLessThanOrEqual(10 + 1e-6);
          places = { ...places, [name]: to };
        }
      }
      for (const found of calibrated(STANDARD_BODY, state.found).joints) {
        const rig = joint(STANDARD_BODY, found.name);
        expect(found.low).toBeGreaterThanOrEqual(rig?.low ?? 0);
        expect(found.high).toBeLessThanOrEqual(rig?.high ?? 0);
        expect(found.low).toBeLessThanOrEqual(found.high);
        expect(Math.abs(found.centre - (rig?.centre ?? 0))).toBeLessThanOrEqual(150);
      }
    }),
  );
});
