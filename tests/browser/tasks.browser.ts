import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CHROMIUM, launch } from "./helpers/browser.ts";
import { ScriptedEngine } from "./helpers/scripted-engine.ts";
import { fillRoom } from "./helpers/whole-room.ts";

/** The tasks of a therapist, each done without a pointer. (Printing a family page is not among the screens yet.) */
describe.skipIf(!CHROMIUM)("with the keyboard alone", () => {
  let browser: Browser;
  let engine: ScriptedEngine;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    engine = await ScriptedEngine.open();
    const context = await browser.newContext({ viewport: { width: 1024, height: 768 } });
    page = await context.newPage();
    await page.goto(`${engine.address}/#live`);
    await page.locator(".live").waitFor();
  });
  afterEach(async () => {
    await engine.close();
    for (const context of browser.contexts()) await context.close();
  });

  /** Goes on with Tab until the control of this name has the focus. */
  async function tabTo(name: string | RegExp): Promise<void> {
    for (let tabs = 0; tabs < 150; tabs++) {
      await page.keyboard.press("Tab");
      const here = await page.evaluate(() => {
        const { activeElement } = document;
        const label = activeElement?.getAttribute("aria-label") ?? activeElement?.textContent ?? "";
        return label.replace(/\s+/g, " ").trim();
      });
      if (typeof name === "string" ? here.startsWith(name) : name.test(here)) return;
    }
    throw new Error(`Tab never came to ${name}.`);
  }

  async function press(name: string | RegExp): Promise<void> {
    await tabTo(name);
    await page.keyboard.press("Enter");
  }

  const sent = (name: string): unknown[] => engine.of(name).map(({ content }) => content[0]);

  test("starts a session, leaves a space of 8 s, and takes the robot back to rest", async () => {
    await press(/^Start$/);
    await expect.poll(() => engine.of("start").length, { timeout: 20_000 }).toBe(1);
    fillRoom(engine);
    await tabTo("Leave more space");
    for (let step = 0; step < 3; step++) await page.keyboard.press("Enter");
    await expect.poll(() => sent("param:set").at(-1)).toEqual({ space: 8_000 });
    await press("◆ Rest");
    await expect.poll(() => sent("robot:level")).toEqual(["still"]);
  });

  test("breaks, comes back, stops with Esc and continues calmly", async () => {
    fillRoom(engine);
    await page.locator(".break:enabled").waitFor();
    await page.keyboard.press("b");
    await expect.poll(() => sent("break")).toEqual([true]);
    await press("Ready?");
    await expect.poll(() => sent("break")).toEqual([true, false]);
    await page.keyboard.press("Escape");
    await expect.poll(() => engine.of("stop").length).toBe(1);
    await tabTo("Continue calmly");
    await page.keyboard.down("Enter");
    await expect.poll(() => engine.of("continue").length).toBe(1);
    await page.keyboard.up("Enter");
  });

  test("tags what is seen, takes it back, and writes a note", async () => {
    fillRoom(engine);
    await page.locator(".tag.joy:enabled").waitFor();
    await page.keyboard.press("s");
    await page.keyboard.press("4");
    await expect
      .poll(() => sent("tag:add"))
      .toMatchObject([
        { name: "joy", detail: null },
        { name: "engagement", detail: "4" },
      ]);
    await page.keyboard.press("s");
    await page.getByText("Tagged: Joy").waitFor();
    await expect.poll(() => sent("tag:add").length).toBe(3);
    const { key } = sent("tag:add")[2] as { key: string };
    const joy = { id: 7, at: 0, name: "joy", detail: null, until: null, note: "", key } as const;
    engine.show({ tags: { recent: [joy], open: [], engagement: "4", regulation: null, counts: {} } });
    await page.locator(".just-done button").focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => sent("tag:undo")).toEqual([7]);
    await press("✎ Note");
    await page.locator("#note-line:focus").waitFor();
    await page.keyboard.type("Looked up at the goodbye song.");
    await page.keyboard.press("Enter");
    await expect.poll(() => sent("note")).toEqual(["Looked up at the goodbye song."]);
    // Letters in a note are letters.
    expect(sent("tag:add")).toHaveLength(3);
  });

  test("ends early: wind down, the goodbye, and Finish", async () => {
    fillRoom(engine);
    await press("Wind down");
    // The phase and the verb are called the same; both lead there.
    await expect.poll(() => engine.of("winddown").length + engine.of("phase:go").length).toBe(1);
    await press("Goodbye song");
    await expect.poll(() => sent("phase:go").at(-1)).toBe(6);
    await tabTo("Finish");
    await page.keyboard.down("Enter");
    await page.getByRole("dialog", { name: "How to end" }).waitFor();
    await page.keyboard.up("Enter");
    await press("Now");
    await expect.poll(() => engine.of("finish").length).toBe(1);
  });

  test("finds that the wrong child was chosen, and opens the right one's room", async () => {
    fillRoom(engine);
    engine.show({ running: false });
    await press("Today");
    await page.getByRole("heading", { name: "Today" }).waitFor();
    await press("Open the room");
    await expect.poll(() => sent("children:open")).toEqual(["K-7F3"]);
  });

  test("a locked panel takes nothing but STOP", async () => {
    fillRoom(engine);
    await page.getByRole("button", { name: "Lock", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("Locked: a child can press nothing but STOP.").waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("b");
    for (const name of ["Break", "Wind down", "Quiet"]) {
      expect(await page.locator(".bottom").getByRole("button", { name }).isDisabled()).toBe(true);
    }
    expect(engine.of("technique:set")).toEqual([]);
    expect(engine.of("break")).toEqual([]);
    await page.getByRole("button", { name: "STOP all sound" }).click();
    await expect.poll(() => engine.of("stop").length).toBe(1);
    await page.getByRole("button", { name: /^Unlock hold/ }).focus();
    await page.keyboard.down("Enter");
    await expect.poll(() => page.locator(".lock").count(), { timeout: 8_000 }).toBe(0);
    await page.keyboard.up("Enter");
  });
});
