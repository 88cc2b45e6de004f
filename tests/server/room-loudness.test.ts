import { describe, expect, test } from "vitest";
import { RoomLoudness } from "../../src/server/loudness/room-loudness.ts";
import type { Output } from "../../src/server/output.ts";
import { parseRig } from "../../src/server/rig.ts";

const readings = [
  { velocity: 64, level: 62.4 },
  { velocity: 32, level: 51 },
];
const found = { readings, approximate: true, noise: 66 };

/** A measurement in a house that keeps its texts in a map. */
function measured(sounds: object[] = [{ driver: "browser" }], kept = new Map<string, string>()) {
  const now = { day: 0 };
  const room: { output: Output } = { output: "browser" };
  const loudness = new RoomLoudness({
    rig: parseRig({ name: "Room 2", sounds }, "rig.json"),
    output: () => room.output,
    store: { kept: (name) => kept.get(name), keep: async (name, text) => void kept.set(name, text) },
    now: () => new Date(Date.UTC(2026, 0, 1 + now.day)),
  });
  return { loudness, now, room, kept };
}

describe("what was measured", () => {
  test("holds for 90 days, and is told with the level of each velocity", async () => {
    const { loudness, now } = measured();
    expect(loudness.picture()).toMatchObject({ state: "none", levels: [] });
    await loudness.keep(found, 6);
    expect(loudness.ear?.readings.map(({ velocity }) => velocity)).toEqual([32, 64]);
    const picture = loudness.picture();
    expect(picture).toMatchObject({
      state: "measured",
      at: "2026-01-01T00:00:00.000Z",
      until: "2026-04-01T00:00:00.000Z",
      approximate: true,
      volume: 6,
      noise: 66,
      tooLoud: false,
    });
    expect(picture.levels.find(([velocity]) => velocity === 80)?.[1]).toBeCloseTo(62.4 + 3.9, 1);
    now.day = 90;
    expect(loudness.picture().state).toBe("measured");
    now.day = 91;
    expect(loudness.picture()).toMatchObject({ state: "outdated", levels: [], volume: null });
    expect(loudness.ear).toBeUndefined();
  });

  test("is each output's own, and no other instrument's", async () => {
    const { loudness, room, kept } = measured([{ driver: "browser" }, { driver: "midi-out", port: "Piano" }]);
    await loudness.keep(found, 6);
    room.output = "midi";
    expect(loudness.ear).toBeUndefined();
    room.output = "browser";
    expect(loudness.ear).toBeDefined();
    const other = measured([{ driver: "browser" }, { driver: "midi-out", port: "Organ" }], kept).loudness;
    expect(other.picture().state).toBe("outdated");
  });

  test("is taken back, and refused where it cannot be; what is damaged is none", async () => {
    const { loudness, kept } = measured();
    await expect(loudness.keep({ ...found, readings: [{ velocity: 64, level: 3 }] }, 6)).rejects.toThrow(/no reading/);
    expect(loudness.picture().state).toBe("none");
    await loudness.keep(found, 6);
    await loudness.forget();
    expect(loudness.picture().state).toBe("none");
    for (const text of ["{", '{"at":"yesterday"}', "[]"]) {
      kept.set("loudness Room 2 browser", text);
      expect(loudness.picture().state).toBe("none");
    }
  });
});
