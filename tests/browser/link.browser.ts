import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CHROMIUM, launch, startSession, textOf, visit } from "./helpers/browser.ts";
import { ScriptedEngine } from "./helpers/scripted-engine.ts";

describe.skipIf(!CHROMIUM)("the page and its link to the engine", () => {
  let browser: Browser;
  let engine: ScriptedEngine;

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    engine = await ScriptedEngine.open();
  });
  afterEach(async () => {
    await engine.close();
    for (const context of browser.contexts()) await context.close();
  });

  test("a short cut is not even mentioned; the page goes on", async () => {
    const { page } = await visit(browser, engine.address);
    await startSession(page);
    engine.cut();
    await page.waitForTimeout(900);
    expect(await page.locator(".ribbon").count()).toBe(0);
    engine.show({ label: "Waiting", partner: "waiting" });
    await expect.poll(() => textOf(page.locator(".state .words"))).toBe("Waiting");
  });

  test("Reconnecting after 1 s, not reachable after 5 s, nothing once the engine is back", async () => {
    const { page } = await visit(browser, engine.address);
    await startSession(page);
    const port = Number(new URL(engine.address).port);
    const began = Date.now();
    await engine.close();
    await page.getByText("Reconnecting…").waitFor();
    const reconnecting = Date.now() - began;
    await page.getByText("Engine not reachable").waitFor();
    const unreachable = Date.now() - began;
    expect(reconnecting).toBeGreaterThan(900);
    expect(reconnecting).toBeLessThan(2_000);
    expect(unreachable).toBeGreaterThan(4_800);
    expect(unreachable).toBeLessThan(6_500);
    const back = await ScriptedEngine.open({}, undefined, port);
    await expect.poll(() => page.locator(".ribbon").count(), { timeout: 5_000 }).toBe(0);
    await back.close();
  });

  test("an engine that is frozen, its socket still open, is noticed as well", async () => {
    const { page } = await visit(browser, engine.address);
    engine.deaf.add("sync");
    await page.getByText("Reconnecting…").waitFor({ timeout: 5_000 });
    engine.deaf.delete("sync");
    await expect.poll(() => page.locator(".ribbon").count(), { timeout: 3_000 }).toBe(0);
  });

  test("STOP goes to POST /stop when the socket does not answer", async () => {
    const { page } = await visit(browser, engine.address);
    await startSession(page);
    engine.deaf.add("stop");
    await page.keyboard.press("Escape");
    await expect.poll(() => engine.of("POST /stop").length).toBe(1);
    await expect.poll(() => textOf(page.locator(".state .words"))).toBe("Stopped");
    expect(await page.locator(".ribbon").count()).toBe(0);
  });

  test("STOP that nobody hears says what to do, and is sent again when the engine is back", async () => {
    const { page } = await visit(browser, engine.address);
    await startSession(page);
    const port = Number(new URL(engine.address).port);
    await engine.close();
    await page.waitForTimeout(200);
    await page.getByRole("button", { name: "STOP all sound" }).click();
    await page.getByText("Engine not reachable: turn the speaker down.").waitFor();
    expect(await textOf(page.locator(".state .words"))).toBe("Stopped");
    const back = await ScriptedEngine.open({}, undefined, port);
    await expect.poll(() => back.of("stop").length, { timeout: 5_000 }).toBe(1);
    await expect.poll(() => page.locator(".ribbon").count()).toBe(0);
    await back.close();
  });

  test("Esc is STOP also while a sheet is open, and before the sound is ready", async () => {
    const { page } = await visit(browser, engine.address);
    await page.locator("button.start").click();
    await page.getByRole("button", { name: /^Scale:/ }).click();
    await page.locator(".scale-sheet:focus").waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => engine.of("stop").length).toBe(1);
    await page.waitForTimeout(2_000);
    expect(engine.of("start")).toHaveLength(0);
  });
});
