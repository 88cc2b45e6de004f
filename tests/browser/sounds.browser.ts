import { mkdirSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newCard } from "../../src/server/children/child-card.ts";
import type { ChildCard, SoundCommand } from "../../src/server/protocol.ts";
import { CHROMIUM, launch, startSession, visit } from "./helpers/browser.ts";
import { ScriptedEngine } from "./helpers/scripted-engine.ts";
import { peakLevel } from "./helpers/sound-tap.ts";
import { fillRoom } from "./helpers/whole-room.ts";

const FOLDER = "test-results/sounds";
mkdirSync(FOLDER, { recursive: true });

const EAR = {
  level: { now: 61.6, most: { equivalent: 68.2, fastest: 72.2 }, approximate: true },
  ceiling: { equivalent: 70, fastest: 80 },
  velocities: [32, 64, 80],
  noise: false,
};

/** Effective levels of the last 2048 samples at the loudspeaker, dBFS, some every 25 ms, and when each was read, ms from the beginning. */
function levels(page: Page, span: number): Promise<(readonly [at: number, level: number])[]> {
  return page.evaluate(async (span) => {
    const { analyser } = (window as unknown as { soundTap: { analyser: AnalyserNode } }).soundTap;
    const samples = new Float32Array(analyser.fftSize);
    const heard: [number, number][] = [];
    const from = performance.now();
    while (performance.now() < from + span) {
      await new Promise((resolve) => setTimeout(resolve, 25));
      analyser.getFloatTimeDomainData(samples);
      const last = samples.subarray(-2048);
      const power = last.reduce((sum, sample) => sum + sample * sample, 0) / last.length;
      heard.push([performance.now() - from, 10 * Math.log10(power)]);
    }
    return heard;
  }, span);
}

/** Mean levels around frequencies (Hz), dB, over a while. */
function spectrum(page: Page, frequencies: readonly number[]): Promise<number[]> {
  return page.evaluate(async (frequencies) => {
    const { analyser } = (window as unknown as { soundTap: { analyser: AnalyserNode } }).soundTap;
    analyser.smoothingTimeConstant = 0;
    const bins = new Float32Array(analyser.frequencyBinCount);
    const width = analyser.context.sampleRate / analyser.fftSize;
    const powers = frequencies.map(() => 0);
    for (let round = 0; round < 20; round++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      analyser.getFloatFrequencyData(bins);
      for (const [place, frequency] of frequencies.entries()) {
        const [low, high] = [Math.round(frequency / 1.2 / width), Math.round((frequency * 1.2) / width)];
        const part = bins.subarray(low, high);
        powers[place] = (powers[place] ?? 0) + part.reduce((sum, level) => sum + 10 ** (level / 10), 0) / part.length;
      }
    }
    return powers.map((power) => 10 * Math.log10(power / 20));
  }, frequencies);
}

describe.skipIf(!CHROMIUM)("sounds", () => {
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
  const goTo = (page: Page, screen: string) =>
    page.evaluate((hash) => {
      location.hash = hash;
    }, screen);

  test("on Live are chosen by a press; one that is held, or with “only listen”, is heard here and changes nothing", async () => {
    const { page } = await visit(browser, engine.address);
    await startSession(page);
    engine.show({
      sounds: { of: { child: "marimba", partner: "piano", therapist: "guitar" }, off: ["flute"], sensitive: false },
    });
    await page.getByRole("button", { name: /^Sounds\. Child: Marimba, partner: Piano/ }).click();
    const child = page.getByRole("region", { name: "Child" });
    await child.getByRole("button", { name: "Harp" }).click();
    await expect
      .poll(() => engine.of("sound:set").map(({ content }) => content[0]))
      .toEqual([{ player: "child", sound: "harp" }]);
    expect(await child.getByRole("button", { name: "Harp" }).getAttribute("aria-pressed")).toBe("true");
    expect(await child.getByRole("button", { name: "Flute" }).isDisabled()).toBe(true);
    expect(await peakLevel(page)).toBeLessThan(-70);
    const strings = page.getByRole("region", { name: "Partner" }).getByRole("button", { name: "Strings" });
    await strings.hover();
    await page.mouse.down();
    await expect.poll(() => peakLevel(page)).toBeGreaterThan(-50);
    await page.mouse.up();
    expect(await peakLevel(page)).toBeLessThan(-12);
    expect(engine.of("sound:set")).toHaveLength(1);
    await page.waitForTimeout(3_500);
    await page.getByRole("button", { name: "Only listen" }).focus();
    await page.keyboard.press("Enter");
    await strings.focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => peakLevel(page)).toBeGreaterThan(-50);
    expect(engine.of("sound:set")).toHaveLength(1);
    for (const [name, colorScheme] of [
      ["light", "light"],
      ["dim", "dark"],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${FOLDER}/live-${name}.png` });
    }
    await page.setViewportSize({ width: 390, height: 844 });
    await page.screenshot({ path: `${FOLDER}/live-narrow.png` });
  });

  test("change by a crossfade of half a second and more, and nothing begins 6 dB louder than what was", async () => {
    const { page } = await visit(browser, engine.address);
    await startSession(page);
    await page.waitForTimeout(1_200);
    const now = engine.now();
    const note = (at: number, pitch: number): SoundCommand[] => [
      { kind: "noteOn", at: now + at, player: "partner", pitch, velocity: 64, voice: "chords" },
      { kind: "noteOff", at: now + at + 3_800, player: "partner", pitch, voice: "chords" },
    ];
    const heard = levels(page, 5_500);
    engine.sound([
      ...note(300, 60),
      { kind: "program", at: now + 2_200, player: "partner", voice: "chords", program: 71, over: 600 },
      ...note(2_300, 60),
    ]);
    const all = await heard;
    const between = (from: number, to: number) => all.flatMap(([at, level]) => (at > from && at < to ? [level] : []));
    const steady = between(1_200, 2_200);
    const after = between(2_400, 3_900);
    const before = Math.max(...steady);
    console.log(
      `before the change ${before.toFixed(1)} dBFS, from then on ${Math.min(...after).toFixed(1)} to ${Math.max(...after).toFixed(1)} dBFS`,
    );
    expect(before).toBeGreaterThan(-45);
    expect(Math.max(...after) - before).toBeLessThan(6);
    expect(Math.min(...after) - before).toBeGreaterThan(-9);
  });

  test("noise comes up by 6 dB a second, what is above 4 kHz is 6 dB softer for a sensitive child, and STOP ends it", async () => {
    const { page } = await visit(browser, engine.address);
    await startSession(page);
    await page.waitForTimeout(1_200);
    const coming = levels(page, 9_500);
    engine.sound([{ kind: "noise", at: engine.now(), level: -20, rise: 6 }]);
    const rise = await coming;
    /** Noise is uneven: what counts is the mean power of two thirds of a second. */
    const about = (time: number) => {
      const powers = rise.flatMap(([at, level]) => (Math.abs(at - time) < 333 ? [10 ** (level / 10)] : []));
      return 10 * Math.log10(powers.reduce((sum, power) => sum + power, 0) / powers.length);
    };
    const seconds = [2_000, 3_000, 4_000, 5_000, 6_000, 7_000].map(about);
    console.log(`noise comes up: ${seconds.map((level) => level.toFixed(1)).join(", ")} dBFS, a second apart`);
    for (const [place, level] of seconds.slice(1).entries()) expect(level - (seconds[place] ?? 0)).toBeLessThan(8.5);
    expect((seconds[5] ?? 0) - (seconds[0] ?? 0)).toBeLessThan(33);
    expect((seconds[5] ?? 0) - (seconds[0] ?? 0)).toBeGreaterThan(24);
    await page.waitForTimeout(1_500);
    const usual = await spectrum(page, [1_000, 10_000]);
    const loudest = (await levels(page, 400)).at(-1)?.[1] ?? 0;
    // Volume 6 of 10 is 8.9 dB less than full.
    expect(loudest).toBeGreaterThan(-31);
    expect(loudest).toBeLessThan(-26);
    engine.show({
      sounds: { of: { child: "marimba", partner: "piano", therapist: "guitar" }, off: [], sensitive: true },
    });
    await page.waitForTimeout(1_800);
    const soft = await spectrum(page, [1_000, 10_000]);
    const [low = 0, high = 0] = soft.map((level, place) => level - (usual[place] ?? 0));
    console.log(`sensitive: 1 kHz ${low.toFixed(1)} dB, 10 kHz ${high.toFixed(1)} dB`);
    expect(Math.abs(low)).toBeLessThan(0.8);
    expect(high).toBeGreaterThan(-6.8);
    expect(high).toBeLessThan(-5.2);
    await page.keyboard.press("Escape");
    await expect.poll(() => peakLevel(page)).toBeLessThan(-70);
  }, 60_000);

  test("the loudness is calibrated: noise, notes, readings, and only readings that can be", async () => {
    const { page } = await visit(browser, engine.address);
    fillRoom(engine);
    engine.show({ running: false });
    await goTo(page, "room");
    await page.getByRole("link", { name: "Calibrate" }).click();
    await page.getByRole("heading", { name: "Calibrate the loudness" }).waitFor();
    const keep = page.getByRole("button", { name: "Keep the measurement" });
    expect(await keep.isDisabled()).toBe(true);
    await page.getByRole("button", { name: "Play noise" }).click();
    await page.getByRole("button", { name: "Play the note of velocity 64" }).click();
    await expect.poll(() => engine.of("loudness:play").map(({ content }) => content[0])).toEqual(["noise", 64]);
    await page.getByLabel("Noise: meter shows").fill("66,5");
    await page.getByLabel("Velocity 64: meter shows").fill("9");
    expect(await keep.isDisabled()).toBe(true);
    await page.getByLabel("Velocity 64: meter shows").fill("61.5");
    await page.getByLabel("Velocity 80: meter shows").fill("65");
    for (const [name, colorScheme] of [
      ["light", "light"],
      ["dim", "dark"],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${FOLDER}/wizard-${name}.png`, fullPage: true });
    }
    await keep.click();
    await expect
      .poll(() => engine.of("loudness:keep").map(({ content }) => content[0]))
      .toEqual([
        {
          readings: [
            { velocity: 64, level: 61.5 },
            { velocity: 80, level: 65 },
          ],
          approximate: true,
          noise: 66.5,
          volume: 6,
        },
      ]);
    engine.show({ ear: EAR });
    await goTo(page, "room");
    await page.getByText("At the most 68 dB(A) over a session").waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    await goTo(page, "room/loudness");
    await page.screenshot({ path: `${FOLDER}/wizard-narrow.png`, fullPage: true });
  });

  test("output and all notes off are one press each", async () => {
    const { page } = await visit(browser, engine.address);
    await goTo(page, "sounds");
    await page.getByRole("button", { name: "Both" }).click();
    await page.getByRole("button", { name: "All notes off" }).click();
    await expect.poll(() => engine.of("panic")).toHaveLength(1);
    expect(engine.of("output:set").map(({ content }) => content[0])).toEqual(["both"]);
    await page.screenshot({ path: `${FOLDER}/output.png`, fullPage: true });
  });

  test("a child's card holds what it does not like, and says in words what holds", async () => {
    const { page } = await visit(browser, engine.address);
    fillRoom(engine);
    await goTo(page, "children/K-7F3/senses");
    await page.getByRole("button", { name: "Harp", exact: true }).click();
    await page.getByRole("button", { name: "Wood and scrapers", exact: true }).click();
    await page.getByText("Never heard: Harp, Wood and scrapers").waitFor();
    await page.getByRole("button", { name: /^low$/ }).click();
    expect(await page.getByRole("button", { name: "Slow", exact: true }).isDisabled()).toBe(true);
    await page.getByRole("button", { name: "Save" }).click();
    await expect.poll(() => engine.of("children:save")).toHaveLength(1);
    const [saved] = engine.of("children:save").map(({ content }) => content[0] as ChildCard);
    const limits = saved?.limits ?? newCard("K-1").limits;
    expect(limits.blockedPrograms).toContain(46);
    expect(limits.blockedDrums).toEqual(expect.arrayContaining([49, 73, 79]));
    expect(limits.surprise).toBe("low");
    // What is harsh comes back only with a reason.
    await page.getByRole("button", { name: /^Whistles and rattles/ }).click();
    await page.getByText("A limit is higher than usual: say why.").waitFor();
    expect(await page.getByRole("button", { name: "Save" }).isDisabled()).toBe(true);
    for (const [name, colorScheme] of [
      ["light", "light"],
      ["dim", "dark"],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${FOLDER}/senses-${name}.png`, fullPage: true });
    }
    await page.setViewportSize({ width: 390, height: 844 });
    await page.screenshot({ path: `${FOLDER}/senses-narrow.png`, fullPage: true });
  });
});
