import { expect, test } from "vitest";
import { DEFAULT_STEERING } from "../../src/engine/partner/steering.ts";
import { RECORDED } from "../../src/server/recorded-settings.ts";
import { SETTINGS } from "../helpers/stage.ts";

const header = (steering: object) => ({ rig: "test", resources: "digest", settings: { ...SETTINGS, steering } });
const { blend: _, lock: __, ...old } = DEFAULT_STEERING;

test("a record from before there were scales is read as it was, its home by tonic and mode", () => {
  const key = { tonic: 9, mode: "minor" };
  const read = RECORDED.parse(header({ ...old, key }));
  expect(read.settings.steering).toEqual({ ...DEFAULT_STEERING, key });
});

test.each([{ tonic: 2, scale: "dorian" }, { tonic: 11, scale: [0, 3, 5] }, null])("a home %j is read back", (key) => {
  const steering = { ...DEFAULT_STEERING, key, blend: 4, lock: "nearest" };
  expect(RECORDED.parse(header(steering)).settings.steering).toEqual(steering);
});

test.each([{ tonic: 12, scale: "dorian" }, { tonic: 0, scale: "locrian" }, { tonic: 0, scale: [0, 7] }, { tonic: 0 }])(
  "a home %j is refused",
  (key) => {
    expect(RECORDED.safeParse(header({ ...DEFAULT_STEERING, key })).success).toBe(false);
  },
);
