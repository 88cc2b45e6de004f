import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { STANDARD_BODY } from "../../src/engine/robot/body.ts";
import { DRAFT } from "../../src/server/gesture-draft.ts";
import { previewOf } from "../../src/server/robot-shelf.ts";
import { CHROMIUM, launch } from "./helpers/browser.ts";
import { ScriptedEngine } from "./helpers/scripted-engine.ts";
import { fillRoom } from "./helpers/whole-room.ts";

describe.skipIf(!CHROMIUM)("the robot's screen", () => {
  let browser: Browser;
  let engine: ScriptedEngine;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    engine = await ScriptedEngine.open();
    fillRoom(engine);
    const context = await browser.newContext({ viewport: { width: 1024, height: 768 } });
    page = await context.newPage();
    await page.addInitScript(() => localStorage.setItem("antiphon.preferences", JSON.stringify({ level: "lab" })));
    await page.goto(`${engine.address}/#robot`);
    await page.getByRole("heading", { name: "Gestures", exact: true }).waitFor();
  });
  afterEach(async () => {
    await engine.close();
    for (const context of browser.contexts()) await context.close();
  });

  test("tells of each gesture how long and how loud it is, and asks for it by its name", async () => {
    const bow = page.getByRole("button", { name: /^Bow goodbye/ });
    await bow.getByText("3.4 s, quiet").waitFor();
    await bow.click();
    await page.getByRole("button", { name: /^Look up slowly 3.0 s, quiet/ }).click();
    await expect.poll(() => engine.of("robot:gesture").map(({ content }) => content[0])).toEqual(["bow", "own1"]);
  });

  test("a slider and what it may do by itself are sent as they are set", async () => {
    await page.getByRole("button", { name: "Speed: less" }).click();
    await page.getByRole("button", { name: "Only what I ask for" }).click();
    await expect.poll(() => engine.of("robot:autonomy").map(({ content }) => content[0])).toEqual(["asked"]);
    expect(engine.of("robot:speed").map(({ content }) => content[0])).toEqual([0.9]);
  });

  test("a gesture is written, refused where it is too fast, seen in the drawing and kept", async () => {
    engine.answers.set("robot:try", (draft) => {
      try {
        return { ok: true, given: JSON.stringify(previewOf(DRAFT.parse(draft), STANDARD_BODY)) };
      } catch (error) {
        return { ok: false, error: (error as Error).message };
      }
    });
    engine.answers.set("robot:keep", () => ({ ok: true, given: "own2" }));
    await page.getByLabel("Its name").fill("Look aside");
    await page.getByRole("button", { name: "+ headYaw" }).click();
    for (let step = 0; step < 8; step++) await page.getByRole("button", { name: "1: angle: more" }).click();
    for (let step = 0; step < 2; step++) await page.getByRole("button", { name: "1: at: less" }).click();
    await page.getByRole("button", { name: "See it" }).click();
    await page.getByText(/"Look aside" .* its limit is .* Cure:/).waitFor();
    for (let step = 0; step < 4; step++) await page.getByRole("button", { name: "1: at: more" }).click();
    await page.getByRole("button", { name: "See it" }).click();
    await page.getByRole("img", { name: "The gesture as it would be played" }).waitFor();
    await page.getByRole("button", { name: "Keep it" }).click();
    await expect
      .poll(() => engine.of("robot:keep").map(({ content }) => content[0]))
      .toEqual([
        {
          draft: { label: "Look aside", tracks: [{ joint: "headYaw", keyframes: [{ time: 3, angle: 40 }] }] },
          name: null,
        },
      ]);
  });

  test("the line to the robot is read and shown, newest first", async () => {
    let number = 0;
    engine.answers.set("robot:console", () => {
      number += 1;
      const line = { number, at: 1_000 * number, to: "device", bytes: `f0 0${number} f7`, says: `word ${number}` };
      return { ok: true, given: JSON.stringify([line]) };
    });
    await page.getByRole("button", { name: "Listen in" }).click();
    await page.getByRole("cell", { name: "word 2" }).waitFor();
    expect(await page.getByRole("cell", { name: /^word/ }).allTextContents()).toEqual(["word 2", "word 1"]);
  });

  test("where there is no robot, one can be put on the screen", async () => {
    const empty = await ScriptedEngine.open();
    await page.goto(`${empty.address}/#robot`);
    await page.getByRole("button", { name: "Put a robot on the screen" }).click();
    await expect.poll(() => empty.of("robot:on-screen").map(({ content }) => content[0])).toEqual([true]);
    await empty.close();
  });
});
