import { describe, expect, test } from "vitest";
import { STANDARD_BODY } from "../../src/engine/robot/body.ts";
import { bodyOf } from "../../src/hardware/robot/body-section.ts";
import { parseRig } from "../../src/server/rig.ts";
import { RobotShelf } from "../../src/server/robot-shelf.ts";

const bare = () => parseRig({ name: "bare", sounds: [{ driver: "browser" }] }, "bare.json");

function shelfOf(rig: string, papers = new Map<string, string>()) {
  const kept = (name: string) => papers.get(name);
  const keep = async (name: string, text: string) => void papers.set(name, text);
  return { shelf: new RobotShelf({ kept, keep }, rig), papers };
}

describe("what is kept of a room's robot", () => {
  test("a robot on the screen is the same firmware in an emulator, and is there at the next start", async () => {
    const { shelf, papers } = shelfOf("bare");
    expect(shelf.furnish(bare()).robot).toBeUndefined();
    await shelf.showOnScreen(true);
    const again = shelfOf("bare", papers).shelf;
    expect(again.furnish(bare()).robot).toMatchObject({ driver: "emulated-robot" });
    await again.showOnScreen(false);
    expect(shelfOf("bare", papers).shelf.furnish(bare()).robot).toBeUndefined();
  });

  test("a gesture of the rig's own is in its repertoire, on a body that the rig itself would take", async () => {
    const { shelf } = shelfOf("bare");
    await shelf.showOnScreen(true);
    const draft = { label: "Up", tracks: [{ joint: "headPitch", keyframes: [{ time: 2, angle: 12 }] }] };
    const name = await shelf.keepGesture(draft, STANDARD_BODY, null);
    const { robot } = shelf.furnish(bare());
    expect(bodyOf(robot?.body).repertoire).toContainEqual({ name, unit: "seconds", ...draft });
    expect(bodyOf(robot?.body).body).toEqual(STANDARD_BODY);
    expect(parseRig({ ...bare(), robot }, "bare.json").robot).toEqual(robot);
  });

  test("papers that are none count as blank", () => {
    expect(shelfOf("bare", new Map([["robot", "{"]])).shelf.onScreen).toBe(false);
  });
});
