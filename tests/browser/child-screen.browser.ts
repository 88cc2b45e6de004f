import { mkdirSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { BLANK, type ChildView, USUAL_SCREEN } from "../../src/engine/session/child-view.ts";
import { CHROMIUM, launch } from "./helpers/browser.ts";
import { ScriptedEngine } from "./helpers/scripted-engine.ts";
import { fillRoom } from "./helpers/whole-room.ts";

const FOLDER = "test-results/child-screen";

/** What the child's screen can show, by the name of its picture. */
const SHOWN: Readonly<Record<string, Partial<ChildView>>> = {
  blank: { mode: "blank" },
  schedule: { mode: "schedule", tokens: { left: 3, of: 5 } },
  turn: { mode: "turn", tokens: { left: 2, of: 5 }, more: true },
  play: { mode: "play", pads: 6 },
  "play-12": { mode: "play", pads: 12, look: "colours" },
  choice: { mode: "choice", choices: ["drum", "xylophone", "song"] },
  "choice-4": { mode: "choice", choices: ["loud", "quiet", "bells", "voice"], chosen: "bells" },
  calm: { mode: "calm", breathes: true },
  "first-then": { mode: "schedule", card: { kind: "firstThen", first: "hello", after: "drum" } },
  change: { mode: "schedule", card: { kind: "change", picture: "goodbye" } },
};

const SIZES = [
  [1024, 768],
  [1280, 800],
  [820, 1180],
] as const;

describe.skipIf(!CHROMIUM)("the child's screen", () => {
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
  });
  afterEach(async () => {
    await engine.close();
    for (const context of browser.contexts()) await context.close();
  });

  async function open(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1024, height: 768 }, hasTouch: true, ...options });
    const page = await context.newPage();
    await page.goto(`${engine.address}/child`);
    await page.locator(".cards").waitFor();
    return page;
  }

  /** Shows it, and waits until the page does. */
  async function show(page: Page, childView: Partial<ChildView>): Promise<void> {
    // A token more or less is the last thing to be drawn of a view.
    await page.evaluate(() => document.querySelector(".stage")?.setAttribute("data-old", ""));
    engine.show({ childView: { ...BLANK, ...childView } });
    const mode = childView.card?.kind ?? childView.mode ?? "blank";
    const place = { schedule: ".schedule", turn: ".turns", play: ".pads", choice: ".choices", calm: ".calm" };
    const here = { ...place, firstThen: ".first-then", change: ".change", blank: ".stage:empty" }[mode];
    await page.locator(here ?? ".stage").waitFor({ state: mode === "blank" ? "attached" : "visible" });
  }

  for (const theme of ["light", "dim"] as const) {
    for (const [width, height] of SIZES) {
      test(`shows all it can show at ${width} × ${height}, ${theme}: nothing clipped, all large, axe finds nothing`, async () => {
        engine.show({ childScreen: { ...USUAL_SCREEN, theme, mayMove: true, layout: [] } });
        const page = await open({ viewport: { width, height }, reducedMotion: "reduce" });
        const found: string[] = [];
        for (const [name, childView] of Object.entries(SHOWN)) {
          await show(page, childView);
          const { violations } = await new AxeBuilder({ page }).analyze();
          found.push(...violations.map(({ id, nodes }) => `${name} ${id}: ${nodes[0]?.html}`));
          const wrong = await page.evaluate(() => {
            const shown = [...document.querySelectorAll(".cards button, .stage button")];
            const small = shown.filter((card) => {
              const { width, height } = card.getBoundingClientRect();
              return width < 159.9 || height < 159.9;
            });
            const things = [...document.querySelectorAll(".stage *, .cards *")].filter((thing) => {
              const { left, top, right, bottom, width } = thing.getBoundingClientRect();
              const out = left < -0.5 || top < -0.5 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5;
              return width > 1 && out;
            });
            const cards = document.querySelector(".cards")?.getBoundingClientRect();
            const under = [...document.querySelectorAll(".stage li, .stage button, .stage p, .stage section")].filter(
              (thing) => thing.getBoundingClientRect().bottom > (cards?.top ?? 0) + 0.5,
            );
            return [...small, ...things, ...under].map((thing) => thing.outerHTML.slice(0, 90));
          });
          found.push(...wrong.map((thing) => `${name}: ${thing}`));
          await page.screenshot({ path: `${FOLDER}/${width}-${theme}-${name}.png` });
        }
        expect(found).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe(theme);
      });
    }
  }

  test("pads play as the child, each finger by itself; what was learnt on the instrument is laid out like it", async () => {
    const page = await open();
    await show(page, { mode: "play", pads: 3 });
    const pad = page.getByRole("button", { name: "Pad 2" });
    await pad.dispatchEvent("pointerdown", { pointerId: 1, button: 0 });
    await page.getByRole("button", { name: "Pad 3" }).dispatchEvent("pointerdown", { pointerId: 2, button: 0 });
    await pad.dispatchEvent("pointerup", { pointerId: 1 });
    await expect
      .poll(() => engine.of("key:up").map(({ content }) => content[0]))
      .toEqual([{ pitch: 62, source: "childScreen" }]);
    expect(engine.of("key:down").map(({ content }) => content[0])).toEqual([
      { pitch: 62, velocity: 64, source: "childScreen" },
      { pitch: 64, velocity: 64, source: "childScreen" },
    ]);
    const layout = [
      { pitch: 38, drum: true, colour: "orange" },
      { pitch: 67, drum: false, colour: "blue" },
    ] as const;
    engine.show({ childScreen: { ...USUAL_SCREEN, layout } });
    await show(page, { mode: "play", look: "instrument" });
    await expect.poll(() => page.locator(".pad").count()).toBe(2);
    await page.locator(".pad.hue-orange").dispatchEvent("pointerdown", { pointerId: 3, button: 0 });
    await expect
      .poll(() => engine.of("key:down").map(({ content }) => content[0]))
      .toContainEqual({ pitch: 38, velocity: 64, source: "childScreen", pad: true });
  });

  test("a choice is chosen once, More asks, Break asks for a break, Stop stops", async () => {
    const page = await open();
    await show(page, { mode: "choice", choices: ["drum", "song"], more: true });
    await page.getByRole("button", { name: "Song" }).click();
    await expect.poll(() => engine.of("childview:choose").map(({ content }) => content[0])).toEqual(["song"]);
    await page.getByRole("button", { name: "More" }).click();
    await expect.poll(() => engine.of("childview:more").length).toBe(1);
    await page.getByRole("button", { name: "Break" }).click();
    await expect.poll(() => engine.of("break").map(({ content }) => content[0])).toEqual([true]);
    engine.show({ onBreak: false });
    await page.getByRole("button", { name: "Stop" }).click();
    await expect.poll(() => engine.of("stop").length).toBeGreaterThan(0);
    await page.locator(".stage").getByText("All done").waitFor();
  });

  test("the calm shape breathes where it may, at a tenth of a hertz at the most, and never where motion is not wanted", async () => {
    const may = { ...USUAL_SCREEN, mayMove: true, layout: [] };
    const animated = (page: Page) =>
      page.locator(".calm circle").evaluate((shape) => {
        const { animationName, animationDuration, animationDirection } = getComputedStyle(shape);
        return animationName === "none"
          ? null
          : Number.parseFloat(animationDuration) * (animationDirection === "alternate" ? 2 : 1);
      });
    const page = await open({ reducedMotion: "no-preference" });
    await show(page, { mode: "calm", breathes: true });
    expect(await animated(page)).toBeNull();
    engine.show({ childScreen: may });
    await page.locator(".calm.breathes").waitFor();
    expect(await animated(page)).toBeGreaterThanOrEqual(10);
    const still = await open({ reducedMotion: "reduce" });
    await still.locator(".calm.breathes").waitFor();
    expect(await animated(still)).toBeNull();
  });

  test("is left by both upper corners held, or a button held with the keyboard, and by no other way", async () => {
    const page = await open();
    await page.goBack().catch(() => null);
    expect(new URL(page.url()).pathname).toBe("/child");
    expect(await page.locator("a").count()).toBe(0);
    const corner = (id: number, clientX: number, type: string) =>
      page.evaluate(
        ([type, pointerId, clientX]) =>
          document.body.dispatchEvent(new PointerEvent(type, { pointerId, clientX, clientY: 8, bubbles: true })),
        [type, id, clientX] as const,
      );
    await corner(1, 8, "pointerdown");
    await corner(2, 1016, "pointerdown");
    await corner(2, 1016, "pointerup");
    await corner(2, 1016, "pointerdown");
    await page.getByText("For the adult").waitFor();
    await page.getByRole("button", { name: "Back to the child's screen" }).click();
    expect(await page.locator("a").count()).toBe(0);
    await page.getByRole("button", { name: "Leave" }).focus();
    await page.keyboard.down("Enter");
    await page.getByRole("link", { name: "To the panel" }).waitFor();
    await page.keyboard.up("Enter");
  });
});
