import { mkdirSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CHROMIUM, launch } from "./helpers/browser.ts";
import { showMusic } from "./helpers/scene.ts";
import { ScriptedEngine } from "./helpers/scripted-engine.ts";
import { fillRoom } from "./helpers/whole-room.ts";

/** Every screen of the panel by its address. */
const SCREENS = [
  "welcome",
  "today",
  "children",
  "children/K-7F3/about",
  "children/K-7F3/senses",
  "children/K-7F3/pace",
  "children/K-7F3/goals",
  "children/K-7F3/music",
  "children/K-7F3/plan",
  "children/K-7F3/consent",
  "children/K-7F3/history",
  "children/K-7F3/erase",
  "plan",
  "room",
  "room/loudness",
  "sounds",
  "sounds/nanoPAD2%20MIDI%201",
  "robot",
  "eeg",
  "partner",
  "live",
  "practice",
  "settings",
  "help",
] as const;

const FOLDER = "test-results/screens";

describe.skipIf(!CHROMIUM)("every screen", () => {
  let browser: Browser;
  let engine: ScriptedEngine;

  beforeAll(async () => {
    mkdirSync(FOLDER, { recursive: true });
    browser = await launch();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    engine = await ScriptedEngine.open();
    fillRoom(engine);
    showMusic(engine);
  });
  afterEach(async () => {
    await engine.close();
    for (const context of browser.contexts()) await context.close();
  });

  async function open(options: BrowserContextOptions = {}): Promise<{ page: Page; complaints: string[] }> {
    const context = await browser.newContext({ viewport: { width: 1024, height: 768 }, ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(`${engine.address}/#live`);
    await page.locator(".live").waitFor();
    return { page, complaints };
  }

  async function goTo(page: Page, screen: string): Promise<void> {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, screen);
    await page
      .locator(screen === "live" ? ".live" : ".screen .sheet")
      .first()
      .waitFor();
  }

  async function violations(page: Page): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page }).analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  }

  for (const [name, options] of [
    ["light", { colorScheme: "light" }],
    ["dark", { colorScheme: "dark" }],
    ["forced colours", { forcedColors: "active" }],
    ["reduced motion, in German", { reducedMotion: "reduce", locale: "de-DE" }],
    ["at 200 % zoom", { viewport: { width: 512, height: 384 } }],
  ] as const) {
    test(`axe finds nothing at all, ${name}`, async () => {
      const { page, complaints } = await open(options);
      const found: Record<string, string[]> = {};
      for (const screen of SCREENS) {
        await goTo(page, screen);
        const here = await violations(page);
        if (here.length > 0) found[screen] = here;
        await page.screenshot({ path: `${FOLDER}/${name.replace(/\W+/g, "-")}-${screen.replaceAll("/", "-")}.png` });
      }
      expect(found).toEqual({});
      expect(complaints).toEqual([]);
    });
  }

  test("nothing is wider than the page, down to 320 px; STOP stays in sight", async () => {
    for (const [width, height] of [
      [1280, 800],
      [1024, 768],
      [390, 844],
      [320, 640],
    ] as const) {
      const { page } = await open({ viewport: { width, height } });
      const wide: string[] = [];
      for (const screen of SCREENS) {
        await goTo(page, screen);
        const content = await page.evaluate(() => document.documentElement.scrollWidth);
        if (content > width) wide.push(`${screen}: ${content} at ${width}`);
        const stop = await page.getByRole("button", { name: "STOP all sound" }).boundingBox();
        expect(stop && stop.x + stop.width <= width && stop.y + stop.height <= height).toBe(true);
        expect(Math.min(stop?.width ?? 0, stop?.height ?? 0)).toBeGreaterThanOrEqual(96);
      }
      expect(wide).toEqual([]);
      await page.context().close();
    }
  });

  test("everything to press is at least 48 px, and on Live 64", async () => {
    const { page } = await open();
    const small: string[] = [];
    for (const screen of SCREENS) {
      await goTo(page, screen);
      const least = screen === "live" ? 63.9 : 47.9;
      const found = await page
        .locator(".screen button, .screen select, .screen a.button, .screen input[type=text], .rail a, .bottom button")
        .evaluateAll(
          (controls, least) =>
            controls
              .map((control) => ({ control, box: control.getBoundingClientRect() }))
              .filter(({ box }) => box.width > 0 && box.height > 0)
              .filter(({ control, box }) => {
                const limit = control.closest(".rail") ? 47.9 : least;
                return box.width < limit || box.height < limit;
              })
              .map(({ control, box }) => `${control.outerHTML.slice(0, 80)} ${box.width}x${box.height}`),
          least,
        );
      small.push(...found.map((control) => `${screen}: ${control}`));
    }
    expect(small).toEqual([]);
  });

  test("every control says its name, and every language the same things", async () => {
    const { page } = await open({ locale: "de-DE" });
    await expect.poll(() => page.locator("html").getAttribute("lang")).toBe("de");
    const nameless: string[] = [];
    for (const screen of SCREENS) {
      await goTo(page, screen);
      const found = await page.locator("button, a, select, input").evaluateAll((controls) =>
        controls
          .filter((control) => {
            const labels = (control as HTMLInputElement).labels;
            const name = control.getAttribute("aria-label") ?? control.textContent ?? "";
            return name.trim() === "" && (!labels || labels.length === 0);
          })
          .map((control) => control.outerHTML.slice(0, 80)),
      );
      nameless.push(...found.map((control) => `${screen}: ${control}`));
    }
    expect(nameless).toEqual([]);
  });

  test("each is reached from the rail by the keyboard alone", async () => {
    const { page } = await open();
    for (const [name, heading] of [
      ["Today", "Today"],
      ["Children", "Children"],
      ["Room", "Room check"],
      ["Practice", "Practice"],
      ["Settings", "Settings"],
      ["Help", "Help"],
    ] as const) {
      await page.getByRole("link", { name, exact: true }).focus();
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: heading, exact: true }).first().waitFor();
    }
  });

  test("a card that was changed is sent whole, and a raised limit wants a reason", async () => {
    const { page } = await open();
    await goTo(page, "children/K-7F3/senses");
    await page.getByRole("button", { name: "Loudest note: more" }).click();
    const save = page.getByRole("button", { name: "Save", exact: true });
    expect(await save.isDisabled()).toBe(true);
    await page.getByLabel("Why a limit is raised").fill("Sam seeks loud sounds.");
    await save.click();
    await expect.poll(() => engine.of("children:save").length).toBe(1);
    expect(engine.of("children:save")[0]?.content[0]).toMatchObject({
      code: "K-7F3",
      limits: { velocityCap: 85 },
      reason: "Sam seeks loud sounds.",
      interests: "trains, water",
    });
  });
});
