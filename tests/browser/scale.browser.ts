import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Home } from "../../src/engine/music/home.ts";
import { SCALE_NAMES } from "../../src/engine/music/scales.ts";
import { DEFAULT_STEERING } from "../../src/engine/partner/steering.ts";
import { CHROMIUM, launch, NO_CHROMIUM, startSession, visit } from "./helpers/browser.ts";
import { showMusic } from "./helpers/scene.ts";
import { ScriptedEngine } from "./helpers/scripted-engine.ts";

if (!CHROMIUM) console.warn(`Browser tests are skipped. ${NO_CHROMIUM}`);

describe.skipIf(!CHROMIUM)("the scale on Live", () => {
  let browser: Browser;
  let engine: ScriptedEngine;

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    engine = await ScriptedEngine.open();
    showMusic(engine);
  });
  afterEach(async () => {
    await engine.close();
    for (const context of browser.contexts()) await context.close();
  });

  function setScale(key: Home): void {
    const steering = { ...DEFAULT_STEERING, key };
    const scale = { tonic: key.tonic, name: null, steps: [], follows: false, comesAt: null, mayLock: true };
    engine.show({ steering, scale });
  }

  const opener = (page: Page) => page.getByRole("button", { name: /^Scale:|^Tonleiter:/ });
  const sheet = (page: Page) => page.locator(".scale-sheet");
  const press = (page: Page, name: string) => sheet(page).getByRole("button", { name, exact: true }).click();
  const asked = () => engine.of("param:set").map(({ content }) => content[0]);

  test("is as the child plays until a root and a scale are set; what is set is asked for, and can be taken back", async () => {
    const { page, complaints } = await visit(browser, engine.address);
    await startSession(page);
    expect(await opener(page).textContent()).toContain("As the child plays");
    await opener(page).click();
    await press(page, "Dorian");
    await expect.poll(asked).toEqual([{ key: { tonic: 0, scale: "dorian" } }]);
    await expect.poll(() => opener(page).textContent()).toContain("C Dorian");
    await press(page, "D");
    await press(page, "As the child plays");
    await expect
      .poll(asked)
      .toEqual([{ key: { tonic: 0, scale: "dorian" } }, { key: { tonic: 2, scale: "dorian" } }, { key: null }]);
    await sheet(page).getByRole("button", { name: "Close" }).click();
    await expect.poll(() => sheet(page).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test("of one's own is put together note by note, with its root and two more at the least", async () => {
    const { page } = await visit(browser, engine.address);
    await startSession(page);
    await opener(page).click();
    await press(page, "Of our own");
    await expect.poll(asked).toEqual([{ key: { tonic: 0, scale: [0, 2, 4, 7, 9] } }]);
    const scales = sheet(page).locator(".scales");
    const note = (name: string) => scales.getByRole("button", { name, exact: true });
    await expect.poll(() => note("C").isDisabled()).toBe(true);
    await note("D").click();
    await note("E").click();
    await expect.poll(() => note("G").isDisabled()).toBe(true);
    await note("E♭").click();
    await expect.poll(() => asked().at(-1)).toEqual({ key: { tonic: 0, scale: [0, 3, 7, 9] } });
    await press(page, "Back to the list");
    await sheet(page).getByRole("button", { name: "Lydian", exact: true }).waitFor();
  });

  test("changes over one to four bars, and holds the child's keys once it is set", async () => {
    const { page } = await visit(browser, engine.address);
    await startSession(page);
    await opener(page).click();
    const lock = (name: string) => sheet(page).getByRole("button", { name, exact: true });
    expect(await lock("nearest").isDisabled()).toBe(true);
    await sheet(page).getByText("once a scale is set").waitFor();
    setScale({ tonic: 0, scale: "blues" });
    await lock("nearest").click();
    await expect.poll(asked).toEqual([{ lock: "nearest" }]);
    for (const _ of [3, 4]) await page.getByRole("button", { name: "Change over: more" }).click();
    await expect.poll(() => asked().slice(1)).toEqual([{ blend: 3 }, { blend: 4 }]);
    await expect.poll(() => page.getByRole("button", { name: "Change over: more" }).isDisabled()).toBe(true);
  });

  test("is chosen by keyboard alone; letters are no shortcuts of the sheet's, and Esc stays STOP", async () => {
    const { page } = await visit(browser, engine.address);
    await startSession(page);
    await opener(page).focus();
    await page.keyboard.press("Enter");
    await sheet(page).waitFor();
    const name = () => page.evaluate(() => document.activeElement?.textContent ?? "");
    for (let i = 0; i < 40 && !(await name()).startsWith("Hirajoshi"); i++) await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await expect.poll(asked).toEqual([{ key: { tonic: 0, scale: "hirajoshi" } }]);
    await page.keyboard.press("Escape");
    await expect.poll(() => engine.of("stop").length).toBe(1);
  });

  test("is said in plain words on the simple level, and in the language's own notes", async () => {
    setScale({ tonic: 11, scale: "phrygian" });
    const { page } = await visit(browser, engine.address, { locale: "de" });
    await expect.poll(() => opener(page).textContent()).toContain("H Phrygisch");
    setScale({ tonic: 10, scale: "phrygian" });
    await expect.poll(() => opener(page).textContent()).toContain("B Phrygisch");
    await page.evaluate(() => localStorage.setItem("antiphon.preferences", JSON.stringify({ level: "simple" })));
    await page.reload();
    await expect.poll(() => opener(page).textContent()).toContain("B Dunkel, enge Schritte");
    await opener(page).click();
    await sheet(page).getByRole("button", { name: "Wie in Japan" }).waitFor();
    await page.screenshot({ path: "test-results/scale-simple.png" });
  });

  test.each(["simple", "full"])("fits its cell on the %s level, whatever it is called", async (level) => {
    for (const locale of ["en", "de"]) {
      const { page } = await visit(browser, engine.address, { locale });
      await page.evaluate(
        (chosen) => localStorage.setItem("antiphon.preferences", JSON.stringify({ level: chosen })),
        level,
      );
      await page.reload();
      for (const scale of [...SCALE_NAMES, [0, 1, 2]]) {
        const before = await opener(page).textContent();
        setScale({ tonic: 1, scale });
        await expect.poll(() => opener(page).textContent()).not.toBe(before);
        const found = await opener(page).evaluate((cell) => ({
          cut: cell.scrollWidth > cell.clientWidth + 1,
          height: cell.getBoundingClientRect().height,
        }));
        expect(found, `${locale} ${scale}`).toEqual({ cut: false, height: 64 });
      }
      await page.context().close();
    }
  });

  const places = [
    [1024, 768, "light"],
    [1280, 800, "dark"],
    [390, 844, "light"],
  ] as const;
  test.each(places)(
    "at %i x %i (%s) nothing of the sheet is cut off or small, and axe finds nothing",
    async (width, height, colorScheme) => {
      for (const locale of ["en", "de"]) {
        const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale });
        const page = await context.newPage();
        await page.goto(`${engine.address}/#live`);
        setScale({ tonic: 10, scale: "mixolydian" });
        await opener(page).click();
        await page.screenshot({ path: `test-results/scale-${width}-${locale}.png` });
        for (const button of await sheet(page).getByRole("button").all()) {
          await button.scrollIntoViewIfNeeded();
          const box = await button.boundingBox();
          const says = await button.textContent();
          expect(Math.min(box?.width ?? 0, box?.height ?? 0), `${says}`).toBeGreaterThanOrEqual(
            says === "Close" || says === "Schließen" ? 48 : 63.5,
          );
          const cut = await button.evaluate((element) => element.scrollWidth > element.clientWidth + 1);
          expect(cut, `${locale} ${says}`).toBe(false);
        }
        if (width > 1000) {
          expect(
            await sheet(page).evaluate((element) => element.scrollHeight - element.clientHeight),
          ).toBeLessThanOrEqual(1);
        }
        const found = await new AxeBuilder({ page }).include(".scale-sheet").analyze();
        expect(found.violations).toEqual([]);
        await context.close();
      }
    },
  );
});
