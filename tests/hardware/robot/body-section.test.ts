import { describe, expect, test } from "vitest";
import { STANDARD_BODY } from "../../../src/engine/robot/body.ts";
import { BODY_SECTION, bodyOf } from "../../../src/hardware/robot/body-section.ts";
import { parseRig, readRig } from "../../../src/server/rig.ts";

const JOINT = { name: "neck", pin: 9, low: -30, high: 30, rest: 0, speed: 60 };
const rigWith = (body: unknown) =>
  parseRig({ name: "r", sounds: [{ driver: "browser" }], robot: { driver: "emulated-robot", body } }, "r.json");
const refusal = (body: unknown) => {
  try {
    rigWith(body);
  } catch (error) {
    return (error as Error).message;
  }
  return "";
};

test("a robot of another build, without code: its joints and its own gestures", () => {
  const { robot } = readRig("rigs/drummer.json");
  const { body, repertoire, notes } = bodyOf(robot?.body);
  expect(body.joints.map(({ name }) => name)).toEqual(["neck", "lid", "stick"]);
  expect(repertoire.filter(({ name }) => name === "nod")).toMatchObject([{ tracks: [{ joint: "lid" }] }]);
  expect(notes.every((note) => note.includes("It is played"))).toBe(true);
});

test("without a section the body is the project's own", () => {
  expect(bodyOf(undefined).body).toMatchObject(STANDARD_BODY);
  expect(BODY_SECTION.safeParse(STANDARD_BODY).success).toBe(true);
});

describe("what is wrong with a body is said with its place", () => {
  const nodAt = (keyframes: unknown) => ({ nod: { label: "Nod", unit: "beats", tracks: { neck: { keyframes } } } });
  test.each([
    ["no joint", { joints: [] }, "robot.body.joints: "],
    ["an unknown key", { joints: [{ ...JOINT, colour: 1 }] }, '"robot.body.joints.0.colour" is no key of a rig'],
    [
      "a pin that is no servo's",
      { joints: [{ ...JOINT, pin: 2 }] },
      "robot.body.joints.0.pin: must be a servo pin: 3, 5,",
    ],
    ["two on one pin", { joints: [JOINT, { ...JOINT, name: "tail" }] }, "robot.body.joints.1.pin: another joint"],
    ["two of one name", { joints: [JOINT, { ...JOINT, pin: 3 }] }, "robot.body.joints.1.name: there is a neck already"],
    [
      "a range that ends where it begins",
      { joints: [{ ...JOINT, low: 30 }] },
      "robot.body.joints.0.high: must be more",
    ],
    [
      "rest outside the range",
      { joints: [{ ...JOINT, rest: 31 }] },
      "robot.body.joints.0.rest: must be from -30 to 30",
    ],
    ["pulses that no servo understands", { joints: [{ ...JOINT, high: 100 }] }, "must be from 544 to 2400 µs"],
    ["an arm of a metre", { joints: [{ ...JOINT, reach: 1 }] }, "robot.body.joints.0.reach: "],
    [
      "a gesture of a joint it has not",
      { joints: [{ ...JOINT, name: "tail" }], gestures: nodAt([[1, 5]]) },
      "robot.body.gestures.nod.tracks.neck: the body has no such joint",
    ],
    [
      "keyframes that go back in time",
      {
        joints: [JOINT],
        gestures: nodAt([
          [2, 5],
          [1, 0],
        ]),
      },
      "robot.body.gestures.nod.tracks.neck.keyframes: must be in order of time",
    ],
  ])("%s", (_, body, words) => expect(refusal(body)).toContain(words));

  test("a gesture that no limit can be fitted to", () => {
    const far = nodAt([
      [0, -30],
      [0.1, 30],
      [0.2, -30],
      [0.3, 30],
      [0.4, -30],
      [0.5, 30],
    ]);
    expect(refusal({ joints: [JOINT], gestures: far })).toBe(
      'r.json: robot.body.gestures: At 140 BPM "nod" moves neck at 2625 °/s; its limit is 46 °/s. Cure: amplitude × 0.01, or half time. Correct it and start again.',
    );
  });

  test("a gesture outside a joint's range", () => {
    expect(refusal({ joints: [JOINT], gestures: nodAt([[1, 31]]) })).toContain(
      'robot.body.gestures: "nod" asks neck for 31°; its range is -30° to 30°. Cure: keep its keyframes inside. Correct it',
    );
  });
});
