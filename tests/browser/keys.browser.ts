import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CHROMIUM, launch, showKeys, startSession, visit } from "./helpers/browser.ts";
import { ScriptedEngine } from "./helpers/scripted-engine.ts";

describe.skipIf(!CHROMIUM)("the child's keys on the page", () => {
  let browser: Browser;
  let engine: ScriptedEngine;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    engine = await ScriptedEngine.open();
    ({ page } = await visit(browser, engine.address, { hasTouch: true }));
    await startSession(page);
    await showKeys(page);
  });
  afterEach(async () => {
    await engine.close();
    for (const context of browser.contexts()) await context.close();
  });

  const downs = (): unknown[] => engine.of("key:down").map(({ content }) => (content[0] as { pitch: number }).pitch);
  const ups = (): unknown[] => engine.of("key:up").map(({ content }) => (content[0] as { pitch: number }).pitch);
  const middle = async (pitch: number): Promise<{ x: number; y: number }> => {
    const box = await page.locator(`[data-pitch="${pitch}"]`).boundingBox();
    if (!box) throw new Error(`No key of pitch ${pitch}.`);
    return { x: box.x + box.width / 2, y: box.y + box.height - 12 };
  };

  test("a mouse plays, slides, and ends the note where it lets go, also outside", async () => {
    const [c4, d4] = [await middle(60), await middle(62)];
    await page.mouse.move(c4.x, c4.y);
    await page.mouse.down();
    await page.mouse.move(d4.x, d4.y);
    await page.mouse.move(d4.x, 300);
    await page.mouse.up();
    await expect.poll(ups).toEqual([60, 62]);
    expect(downs()).toEqual([60, 62]);
  });

  test("further down on the key is louder, between 48 and 80", async () => {
    const box = await page.locator('[data-pitch="64"]').boundingBox();
    if (!box) throw new Error("No key.");
    for (const share of [0.05, 0.95]) await page.mouse.click(box.x + 40, box.y + box.height * share);
    await expect.poll(() => downs().length).toBe(2);
    const [soft, loud] = engine.of("key:down").map(({ content }) => (content[0] as { velocity: number }).velocity);
    expect(soft).toBeGreaterThanOrEqual(48);
    expect(soft).toBeLessThan(53);
    expect(loud).toBeGreaterThan(75);
    expect(loud).toBeLessThanOrEqual(80);
  });

  test("two fingers play two keys; a cancelled touch ends its note", async () => {
    const [c4, e4] = [await middle(60), await middle(64)];
    const touch = await page.context().newCDPSession(page);
    const send = (type: "touchStart" | "touchCancel", touchPoints: { x: number; y: number; id: number }[]) =>
      touch.send("Input.dispatchTouchEvent", { type, touchPoints });
    await send("touchStart", [{ ...c4, id: 1 }]);
    await send("touchStart", [
      { ...c4, id: 1 },
      { ...e4, id: 2 },
    ]);
    await expect.poll(downs).toEqual([60, 64]);
    expect(ups()).toEqual([]);
    await send("touchCancel", []);
    await expect.poll(() => ups().toSorted()).toEqual([60, 64]);
  });

  test("the computer's keys play from C, and Z and X move by octaves", async () => {
    for (const key of ["a", "w", "s", "k"]) await page.keyboard.press(key);
    await page.keyboard.press("z");
    await page.keyboard.press("a");
    await page.keyboard.press("x");
    await page.keyboard.press("a");
    await expect.poll(downs).toEqual([60, 61, 62, 72, 48, 60]);
    await expect.poll(ups).toEqual([60, 61, 62, 72, 48, 60]);
    expect(engine.of("key:down")[0]?.content).toEqual([{ pitch: 60, velocity: 64, source: "computer" }]);
  });

  test("letters belong to nobody while the keys are switched off", async () => {
    await page.getByRole("button", { name: "Computer keys" }).click();
    await page.keyboard.press("a");
    await page.getByRole("button", { name: "Computer keys" }).click();
    await page.keyboard.press("d");
    await expect.poll(downs).toEqual([64]);
  });

  test("notes end when the page loses its focus", async () => {
    await page.keyboard.down("a");
    await expect.poll(downs).toEqual([60]);
    await page.evaluate(() => window.dispatchEvent(new Event("blur")));
    await expect.poll(ups).toEqual([60]);
  });

  test("a key held down is one note, however often the computer repeats it", async () => {
    await page.keyboard.down("a");
    await page.keyboard.down("a");
    await page.keyboard.down("a");
    await page.keyboard.up("a");
    await expect.poll(ups).toEqual([60]);
    expect(downs()).toEqual([60]);
  });
});
