import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CHROMIUM, launch } from "./helpers/browser.ts";
import { showMusic } from "./helpers/scene.ts";
import { ScriptedEngine } from "./helpers/scripted-engine.ts";
import { fillRoom } from "./helpers/whole-room.ts";

const TUNE = { pitches: [60, 62, 64, 67, 69, 72], pad: false, count: 3, kept: false };
const OFFER = { at: 0, technique: "makeSpace", reason: "The partner played 64 % of the last two minutes." };

describe.skipIf(!CHROMIUM)("Live", () => {
  let browser: Browser;
  let engine: ScriptedEngine;

  beforeAll(async () => {
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

  async function open(width: number, height: number, locale: string): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height }, locale });
    const page = await context.newPage();
    await page.goto(`${engine.address}/#live`);
    await page.locator(".live").waitFor();
    return page;
  }

  /** Controls and lines of words that stand on each other, or whose words are wider than they are. */
  function crowded(page: Page): Promise<string[]> {
    return page.evaluate(() => {
      const parts = [
        ...document.querySelectorAll<HTMLElement>(".live button, .live .chip p, .live canvas, .live output"),
      ];
      const shown = parts.filter((part) => part.checkVisibility() && part.closest(".offer") === null);
      const name = (part: HTMLElement) => (part.textContent || part.className).trim().slice(0, 30);
      const wide = shown
        .filter((part) => part.matches("button") && part.scrollWidth > part.clientWidth + 1)
        .map((part) => `${name(part)} is too wide`);
      const pairs = shown.flatMap((one, i) =>
        shown.slice(i + 1).flatMap((other) => {
          if (one.contains(other) || other.contains(one)) return [];
          const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
          const over = Math.min(a.right, b.right) - Math.max(a.left, b.left);
          const under = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
          return over > 1 && under > 1 ? [`${name(one)} on ${name(other)}`] : [];
        }),
      );
      return [...wide, ...pairs];
    });
  }

  for (const locale of ["en-GB", "de-DE"]) {
    for (const [width, height] of [
      [1024, 768],
      [1280, 800],
    ] as const) {
      test(`nothing stands on anything else at ${width}x${height} in ${locale}, whatever the line says`, async () => {
        const page = await open(width, height, locale);
        expect(await crowded(page)).toEqual([]);
        engine.show({ tune: TUNE });
        await page.locator(".chip").waitFor();
        expect(await crowded(page)).toEqual([]);
        engine.show({ suggestion: OFFER });
        await page.locator(".chip.offer").waitFor();
        expect(await crowded(page)).toEqual([]);
      });
    }
  }

  test("looks the same after every other screen was open", async () => {
    const page = await open(1024, 768, "en-GB");
    const places = () =>
      page.evaluate(() =>
        [...document.querySelectorAll(".live button, .live canvas, .live .card")].map((part) => {
          const { left, top, width, height } = part.getBoundingClientRect();
          return [
            part.textContent?.slice(0, 20),
            Math.round(left),
            Math.round(top),
            Math.round(width),
            Math.round(height),
          ];
        }),
      );
    const before = await places();
    for (const screen of [
      "today",
      "children/K-7F3/senses",
      "plan",
      "room",
      "sounds",
      "loudness",
      "robot",
      "eeg",
      "partner",
      "practice",
      "settings",
      "help",
    ]) {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, screen);
      await page.locator(".screen .sheet").first().waitFor();
    }
    await page.evaluate(() => {
      location.hash = "live";
    });
    await page.locator(".live").waitFor();
    expect(await places()).toEqual(before);
  });
});
