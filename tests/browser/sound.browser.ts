import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { SoundCommand } from "../../src/server/protocol.ts";
import { CHROMIUM, launch, showKeys, startSession, visit } from "./helpers/browser.ts";
import { ScriptedEngine } from "./helpers/scripted-engine.ts";
import { audibleSpan, engineToContext, peakLevel } from "./helpers/sound-tap.ts";
import { POLICY } from "./helpers/static-files.ts";

const SILENT = -70;
const AUDIBLE = -45;

describe.skipIf(!CHROMIUM)("the browser's sound", () => {
  let browser: Browser;
  let engine: ScriptedEngine;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    engine = await ScriptedEngine.open();
    ({ page, complaints } = await visit(browser, engine.address));
  });
  afterEach(async () => {
    await engine.close();
    for (const context of browser.contexts()) await context.close();
  });

  /** A note of the partner that begins `ahead` ms from now and lasts. */
  const note = (pitch: number, ahead: number, player: "partner" | "child" = "partner"): SoundCommand => ({
    kind: "noteOn",
    at: engine.now() + ahead,
    player,
    pitch,
    velocity: 80,
  });
  const chord = (): SoundCommand[] => [60, 64, 67, 72].map((pitch) => note(pitch, 200));

  test("is silent before Start, even when the engine plays; sounds after it, under the strict policy", async () => {
    engine.sound([note(60, 150)]);
    await page.waitForTimeout(500);
    expect(await peakLevel(page)).toBe(Number.NEGATIVE_INFINITY);
    await startSession(page);
    expect(await peakLevel(page)).toBeLessThan(SILENT);
    engine.sound([note(60, 200)]);
    await expect.poll(() => peakLevel(page)).toBeGreaterThan(AUDIBLE);
    await page.evaluate(() => {
      location.hash = "#sounds";
    });
    engine.sound([note(60, 200)]);
    await expect.poll(() => page.locator(".level").getAttribute("data-level")).not.toBe("0");
    expect(complaints).toEqual([]);
  });

  test("notes sound at the engine's time, within 10 ms", async () => {
    await startSession(page);
    await page.waitForTimeout(1_500);
    const lateness: number[] = [];
    for (let round = 0; round < 7; round++) {
      const at = engine.now() + 300;
      const due = await engineToContext(page, engine, at);
      engine.sound([
        { kind: "noteOn", at, player: "partner", pitch: 72, velocity: 100 },
        { kind: "noteOff", at: at + 150, player: "partner", pitch: 72 },
      ]);
      await page.waitForTimeout(600);
      lateness.push(((await audibleSpan(page))?.first ?? Number.NaN) * 1000 - due * 1000);
      await expect.poll(() => peakLevel(page)).toBeLessThan(SILENT);
    }
    console.log(`lateness of scheduled notes at the loudspeaker, ms: ${lateness.map((ms) => ms.toFixed(1)).join(" ")}`);
    const median = lateness.toSorted((a, b) => a - b)[3] as number;
    expect(Math.abs(median)).toBeLessThan(10);
  });

  test("STOP on the page: silent within 250 ms at the loudspeaker, and it stays so", async () => {
    await startSession(page);
    engine.sound(chord());
    await expect.poll(() => peakLevel(page)).toBeGreaterThan(AUDIBLE);
    engine.sound([note(76, 300), note(79, 600), note(83, 900)]);
    const pressed = await page.evaluate(() => {
      const { analyser } = (window as unknown as { soundTap: { analyser: AnalyserNode } }).soundTap;
      window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
      return analyser.context.currentTime;
    });
    await page.waitForTimeout(450);
    const silence = (((await audibleSpan(page))?.last ?? Number.NaN) - pressed) * 1000;
    console.log(`STOP pressed -> last sample above -60 dBFS: ${silence.toFixed(0)} ms`);
    expect(silence).toBeGreaterThan(50);
    expect(silence).toBeLessThanOrEqual(250);
    await page.waitForTimeout(1_500);
    expect(await peakLevel(page)).toBeLessThan(SILENT);
    expect(engine.of("stop")).toHaveLength(1);
  });

  test("the engine's own silence ends everything; Continue calmly lets new notes sound", async () => {
    await startSession(page);
    engine.sound(chord());
    await expect.poll(() => peakLevel(page)).toBeGreaterThan(AUDIBLE);
    engine.silence();
    engine.show({ stopped: true, partner: "stopped", label: "Stopped" });
    await page.waitForTimeout(1_200);
    engine.sound([note(60, 100)]);
    await page.waitForTimeout(600);
    expect(await peakLevel(page)).toBeLessThan(SILENT);
    const hold = page.getByRole("button", { name: "Continue calmly" });
    await hold.hover();
    await page.mouse.down();
    await expect.poll(() => engine.of("continue").length, { timeout: 3_000 }).toBe(1);
    await page.mouse.up();
    engine.sound([note(62, 900)]);
    await expect.poll(() => peakLevel(page), { timeout: 4_000 }).toBeGreaterThan(AUDIBLE);
  });

  test("a release drops what its player has waiting, fades what sounds, and leaves the child alone", async () => {
    await startSession(page);
    engine.sound([...chord(), note(84, 900), note(88, 1_200)]);
    await expect.poll(() => peakLevel(page)).toBeGreaterThan(AUDIBLE);
    engine.sound([{ kind: "release", at: engine.now(), player: "partner", fade: 200 }]);
    await page.waitForTimeout(1_900);
    // What is left is the room's reverb; the notes that were waiting would be 30 dB louder.
    expect(await peakLevel(page)).toBeLessThan(AUDIBLE - 10);
    engine.sound(Array.from({ length: 20 }, (_, index) => note(60 + index, index * 200, "child")));
    await expect.poll(() => peakLevel(page)).toBeGreaterThan(AUDIBLE);
    await page.waitForTimeout(4_500);
    engine.sound([note(72, 200)]);
    await expect.poll(() => peakLevel(page)).toBeGreaterThan(AUDIBLE);
  });

  test("every voice sounds, and a player that is turned down is softer by so much, in all of them", async () => {
    await startSession(page);
    await page.waitForTimeout(1_200);
    for (const [voice, pitch] of [
      ["melody", 60],
      ["bass", 43],
      ["chords", 60],
      ["drum", 36],
    ] as const) {
      const heard: number[] = [];
      for (const level of [0, -12]) {
        engine.sound([{ kind: "level", at: engine.now(), player: "partner", level, over: 0 }]);
        await page.waitForTimeout(150);
        engine.sound([{ ...note(pitch, 200), voice } as SoundCommand]);
        await page.waitForTimeout(850);
        heard.push(await peakLevel(page));
        engine.sound([{ kind: "release", at: engine.now(), player: "partner", fade: 50 }]);
        // The room's reverb as well.
        await page.waitForTimeout(2_500);
      }
      const [full = 0, soft = 0] = heard;
      expect(full, voice).toBeGreaterThan(AUDIBLE);
      expect(full - soft, voice).toBeGreaterThan(9);
      expect(full - soft, voice).toBeLessThan(15);
    }
  }, 60_000);

  test("a partner's note that comes too late is counted and reported once a second", async () => {
    await startSession(page);
    await page.waitForTimeout(500);
    engine.sound([note(60, -80), note(62, -40)]);
    await page.waitForTimeout(300);
    engine.sound([note(64, -60), note(65, -30, "child")]);
    await expect.poll(() => engine.of("sound:late").length, { timeout: 3_000 }).toBe(2);
    const reports = engine.of("sound:late").map(({ content }) => content[0] as { count: number; worst: number });
    expect(reports.map(({ count }) => count)).toEqual([2, 1]);
    expect(reports[0]?.worst).toBeGreaterThan(79);
    expect(reports[0]?.worst).toBeLessThan(150);
  });

  test("notes end by themselves when the link is lost", async () => {
    await startSession(page);
    engine.sound(chord());
    await expect.poll(() => peakLevel(page)).toBeGreaterThan(AUDIBLE);
    await engine.close();
    await expect.poll(() => peakLevel(page), { timeout: 6_000 }).toBeLessThan(SILENT);
  });

  test("an engine that does not answer is not sounded for; when it does again, the page sounds again", async () => {
    await startSession(page);
    engine.sound(chord());
    await expect.poll(() => peakLevel(page)).toBeGreaterThan(AUDIBLE);
    engine.deaf.add("sync");
    await expect.poll(() => peakLevel(page)).toBeLessThan(SILENT);
    engine.sound(chord());
    await page.waitForTimeout(500);
    expect(await peakLevel(page)).toBeLessThan(SILENT);
    engine.deaf.delete("sync");
    await page.getByText("Reconnecting…").waitFor({ state: "detached" });
    engine.sound(chord());
    await expect.poll(() => peakLevel(page)).toBeGreaterThan(AUDIBLE);
  });

  test("nothing passes -3 dBFS, however many notes sound at full volume", async () => {
    await startSession(page);
    await showKeys(page);
    for (let step = 6; step < 10; step++) await page.getByRole("button", { name: "Louder" }).click();
    await page.waitForTimeout(600);
    engine.sound(
      Array.from({ length: 30 }, (_, index) => ({ ...note(40 + index, 200), velocity: 127 }) as SoundCommand),
    );
    await page.waitForTimeout(700);
    const peak = await peakLevel(page);
    expect(peak).toBeGreaterThan(-8);
    expect(peak).toBeLessThanOrEqual(-2.99);
  });

  test("softer is softer, and 0 is silent", async () => {
    await startSession(page);
    await showKeys(page);
    for (let step = 6; step > 0; step--) await page.getByRole("button", { name: "Softer" }).click();
    await page.waitForTimeout(600);
    engine.sound(chord());
    await page.waitForTimeout(600);
    expect(await peakLevel(page)).toBeLessThan(SILENT);
  });

  test("without wasm-unsafe-eval there is no sound, and the page says so and lives on", async () => {
    const strict = await ScriptedEngine.open({}, POLICY.replace(" 'wasm-unsafe-eval'", ""));
    const { page } = await visit(browser, strict.address);
    await page.locator("button.start").click();
    await page.getByText(/No sound from this browser/).waitFor({ timeout: 25_000 });
    await expect.poll(() => strict.of("start").length).toBe(1);
    await strict.close();
  });
});
