import { mkdirSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DEFAULT_STEERING } from "../../src/engine/partner/steering.ts";
import { rehearse, rehearsedOf } from "../../src/server/rehearsal/rehearse.ts";
import { resources, Stage } from "../helpers/stage.ts";
import { CHROMIUM, launch } from "./helpers/browser.ts";
import { ScriptedEngine } from "./helpers/scripted-engine.ts";

const FOLDER = "test-results/screens";

describe.skipIf(!CHROMIUM)("the music partner's screen", () => {
  let browser: Browser;
  let engine: ScriptedEngine;
  let page: Page;

  beforeAll(async () => {
    mkdirSync(FOLDER, { recursive: true });
    browser = await launch();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    engine = await ScriptedEngine.open();
    engine.answers.set("partner:sessions", () => ({
      ok: true,
      given: JSON.stringify([{ id: "s1", startedAt: "2026-11-20T09:00:00.000Z", minutes: 2.2 }]),
    }));
    page = await (await browser.newContext({ viewport: { width: 1024, height: 768 } })).newPage();
    await page.goto(`${engine.address}/#partner`);
    await page.getByRole("heading", { name: "Taking turns" }).waitFor();
  });
  afterEach(async () => {
    await engine.close();
    for (const context of browser.contexts()) await context.close();
  });
  const set = () => engine.of("param:set").map(({ content }) => content[0]);

  test("a number is set a step at a time, drawn along, or given back to the partner's own rule", async () => {
    await page.getByRole("button", { name: "Keeps the rhythm when it copies: less" }).click();
    await page.getByRole("slider", { name: "Waits before it answers" }).fill("1500");
    engine.show({ steering: { ...DEFAULT_STEERING, breath: 1_500 } });
    await page.getByText("1.5 s").waitFor();
    await page.getByRole("button", { name: "half a beat" }).click();
    await expect.poll(set).toEqual([{ rhythmKept: 0.85 }, { breath: 1_500 }, { breath: null }]);
  });

  test("all numbers go back to the usual ones with one tap", async () => {
    expect(await page.getByRole("button", { name: "Back to the defaults" }).isDisabled()).toBe(true);
    engine.show({ steering: { ...DEFAULT_STEERING, duck: -12, richness: 2 } });
    await page.getByText("2 numbers are changed.").waitFor();
    await page.getByRole("button", { name: "Back to the defaults" }).click();
    await expect.poll(set).toEqual([{ duck: -6, richness: 1 }]);
  });

  test("the rules alone can be chosen, networks of the child's own only where there are some", async () => {
    await page.getByRole("button", { name: "Rules alone" }).click();
    await expect.poll(set).toEqual([{ maker: "rules" }]);
    expect(await page.getByRole("button", { name: "Networks of this child" }).isDisabled()).toBe(true);
    const own = await ScriptedEngine.open({ ownNetworks: true });
    await page.goto(`${own.address}/#partner`);
    await page.getByRole("button", { name: "Networks of this child", pressed: true }).waitFor();
    await page.getByRole("button", { name: "Networks", exact: true }).click();
    await expect.poll(() => own.of("param:set").map(({ content }) => content[0])).toEqual([{ maker: "common" }]);
    await own.close();
  });

  test("is tried with a recorded session: figures and a picture beside those of the recording", async () => {
    const stage = new Stage({ seed: 5, technique: "answer" }).start().pretend("bursty", 5, 120_000);
    stage.conductor.dispatch({ kind: "finish" });
    const rehearsed = rehearsedOf({ ...DEFAULT_STEERING, breath: 2_500 });
    const found = rehearse(stage.settings, stage.log, rehearsed, resources());
    engine.answers.set("partner:rehearse", () => ({ ok: true, given: JSON.stringify(found) }));
    await page.getByRole("button", { name: "Try it" }).click();
    await page.getByRole("cell", { name: `${Number(found.now.gap?.toFixed(1))} s`, exact: true }).waitFor();
    await page.getByRole("img", { name: /^The busiest minute/ }).scrollIntoViewIfNeeded();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    await page.screenshot({ path: `${FOLDER}/partner-tried.png` });
    engine.show({ running: true });
    await page.getByText("After this session.").waitFor();
  });
});
