import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseRig, readRig } from "../../src/server/rig.ts";

const SOUNDS = [{ driver: "browser" }];

describe("the rigs that come with Antiphon", () => {
  // A calibration may lie beside a rig.
  const files = readdirSync("rigs").filter((file) => /^[^.]+\.json$/.test(file));
  test.each(files)("rigs/%s loads", (file) => {
    expect(readRig(join("rigs", file)).name).toBe(file.replace(".json", ""));
  });

  test("the default needs no hardware and plays with a pretend child", () => {
    const rig = readRig("rigs/simulated.json");
    expect(rig.instruments.map(({ driver }) => driver)).toContain("pretend-child");
    expect(rig.sounds.map(({ driver }) => driver)).toContain("browser");
  });
});

test("a rig with the least in it gets defaults that make a good session", () => {
  expect(parseRig({ name: "room", sounds: SOUNDS }, "room.json")).toMatchObject({
    child: "practice",
    session: { technique: "answer", space: 5, mayOfferAgain: true, childSound: true },
    profile: { velocityCap: 80, topNote: 96 },
    panel: { port: 4470 },
  });
});

describe("what is wrong with a rig is said in one line", () => {
  const table: [string, unknown, string][] = [
    [
      "an unknown key",
      { name: "r", sounds: SOUNDS, colour: "red" },
      'r.json: "colour" is no key of a rig. Remove it, or correct its spelling.',
    ],
    [
      "a program that is off for this child",
      { name: "r", sounds: [...SOUNDS, { driver: "midi-out", programs: { partner: 78 } }] },
      "r.json: sounds.1.programs.partner: program 78 is off for this child (profile.blockedPrograms). Choose another, or take it off that list.",
    ],
    [
      "a bass that this child dislikes, though no program is named",
      { name: "r", profile: { blockedPrograms: [32] }, sounds: [{ driver: "midi-out" }] },
      "r.json: sounds.0.programs.bass: program 32 is off for this child (profile.blockedPrograms). Choose another, or take it off that list.",
    ],
    [
      "an unknown key inside",
      { name: "r", sounds: SOUNDS, profile: { volume: 3 } },
      'r.json: "profile.volume" is no key of a rig. Remove it, or correct its spelling.',
    ],
    [
      "an unknown key of a device",
      { name: "r", sounds: [{ driver: "midi-out", prot: "x" }] },
      'r.json: "sounds.0.prot" is no key of a rig. Remove it, or correct its spelling.',
    ],
    ["no sound", { name: "r", sounds: [] }, "r.json: sounds: "],
    ["an unknown driver", { name: "r", sounds: [{ driver: "trumpet" }] }, "r.json: sounds.0.driver: "],
    [
      "a cap over the ceiling",
      { name: "r", sounds: SOUNDS, profile: { velocityCap: 120 } },
      "r.json: profile.velocityCap: ",
    ],
    ["a space of an hour", { name: "r", sounds: SOUNDS, session: { space: 3600 } }, "r.json: session.space: "],
    ["a name for a child", { name: "r", sounds: SOUNDS, child: "Sam Smith" }, "r.json: child: must be a code"],
    ["no rig at all", 7, "r.json: the rig: "],
  ];
  test.each(table)("%s", (_, value, sentence) => {
    let message = "";
    try {
      parseRig(value, "r.json");
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toContain(sentence);
    expect(message).not.toContain("\n");
  });

  test("a file that is missing, and one that is no JSON", () => {
    expect(() => readRig("rigs/none.json")).toThrow("There is no rig file rigs/none.json.");
    const file = join(mkdtempSync(join(tmpdir(), "rig-")), "broken.json");
    writeFileSync(file, "{ name: ");
    expect(() => readRig(file)).toThrow(`${file} is not JSON`);
  });
});
