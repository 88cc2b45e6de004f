import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Role } from "../../src/server/protocol.ts";
import { CHROMIUM, launch, textOf } from "./helpers/browser.ts";
import { ScriptedEngine } from "./helpers/scripted-engine.ts";
import { ACCESS, fillRoom } from "./helpers/whole-room.ts";

/** What is in a therapist's hands on Live beside the music: what was just done, levels, hands, tags that wait, and who may do what. */
describe.skipIf(!CHROMIUM)("in the hands of whoever is at Live", () => {
  let browser: Browser;
  let engine: ScriptedEngine;

  beforeAll(async () => {
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

  async function open(preferences: Record<string, string> = {}, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1024, height: 768 }, ...options });
    await context.addInitScript((kept) => {
      if (localStorage.getItem("antiphon.preferences")) return;
      localStorage.setItem("antiphon.preferences", JSON.stringify({ ...kept, welcomed: "yes" }));
    }, preferences);
    const page = await context.newPage();
    await page.goto(`${engine.address}/#live`);
    await page.locator(".live").waitFor();
    return page;
  }

  const sent = (name: string): unknown[] => engine.of(name).map(({ content }) => content[0]);
  const boxes = (page: Page) =>
    page
      .locator(".live button, .bottom button")
      .evaluateAll((all) =>
        Object.fromEntries(
          all.map((one) => [
            one.getAttribute("aria-label") ?? one.textContent,
            JSON.stringify(one.getBoundingClientRect()),
          ]),
        ),
      );

  test("what was just set, the card and the phase can be taken back for ten seconds", async () => {
    const page = await open();
    for (const [press, said] of [
      ["Tempo: more", "Changed: Tempo"],
      ["Ground", "Card: Ground"],
      ["Music games", "Phase: Music games"],
    ] as const) {
      await page.getByRole("button", { name: press, exact: true }).click();
      await page.getByText(said).waitFor();
      await page.locator(".just-done button").click();
    }
    await expect.poll(() => engine.of("undo").length).toBe(3);
    await page.getByRole("button", { name: "◆ Rest" }).click();
    await page.getByText("Changed: Robot").waitFor();
    await page.locator(".just-done button").click();
    await expect.poll(() => sent("robot:level")).toEqual(["still", "small"]);
  });

  test("tags that are tapped while the engine is away wait with their times, also over a reload, and go in order", async () => {
    const page = await open();
    engine.deaf.add("tag:add");
    await page.locator(".tag.joy").click();
    const before = engine.now();
    await page.locator(".tag.voice").click();
    await page.waitForTimeout(700);
    await page.reload();
    await page.locator(".live").waitFor();
    expect(engine.of("tag:add")).toEqual([]);
    engine.deaf.delete("tag:add");
    engine.cut();
    await expect.poll(() => sent("tag:add").length).toBe(2);
    const tags = sent("tag:add") as { name: string; seen: number; key: string }[];
    expect(tags.map(({ name }) => name)).toEqual(["joy", "voice"]);
    for (const { seen } of tags) expect(Math.abs(seen - before)).toBeLessThan(600);
    expect(new Set(tags.map(({ key }) => key)).size).toBe(2);
    await page.reload();
    await page.locator(".live").waitFor();
    expect(engine.of("tag:add")).toHaveLength(2);
  });

  test("a tag that still waits is said to wait, and can be taken back", async () => {
    const page = await open();
    const [, port] = /:(\d+)$/.exec(engine.address) ?? [];
    await engine.close();
    await page.locator(".ribbon").waitFor();
    await page.locator(".tag.joy").click();
    await page.locator(".tag.voice").click();
    await page.getByText("2 tags waiting").waitFor();
    await page.locator(".just-done button").click();
    await page.getByText("1 tag waiting").waitFor();
    engine = await ScriptedEngine.open({}, undefined, Number(port));
    engine.show({ running: true });
    await expect.poll(() => sent("tag:add").length, { timeout: 20_000 }).toBe(1);
    expect(sent("tag:add")).toMatchObject([{ name: "joy" }]);
  });

  test("tags of a room that is another one now are told, and noted nowhere", async () => {
    const page = await open();
    engine.deaf.add("tag:add");
    await page.locator(".tag.joy").click();
    const { address } = engine;
    await engine.close();
    engine = await ScriptedEngine.open({ room: "another" }, undefined, Number(/:(\d+)$/.exec(address)?.[1]));
    await page.getByText("these tags could not be noted: Joy").waitFor({ timeout: 20_000 });
    expect(engine.of("tag:add")).toEqual([]);
  });

  test("a held tag says what it means and takes a note; the row is chosen; Distress is always there", async () => {
    const page = await open();
    await page.locator(".tag.joy").click({ delay: 900 });
    await page.getByRole("dialog", { name: "Joy: what it means" }).waitFor();
    await page.getByLabel("A note to it").fill("at the drum");
    await page.getByRole("button", { name: "Tag it with this note" }).click();
    await expect.poll(() => sent("tag:add")).toMatchObject([{ name: "joy", note: "at the drum" }]);
    await page.getByRole("button", { name: "More tags" }).click();
    await page.getByRole("button", { name: "Choose the row" }).click();
    const row = page.getByRole("dialog", { name: "The eight tags in the row" });
    expect(await row.getByRole("button", { name: "Turn" }).isDisabled()).toBe(true);
    await row.getByRole("button", { name: "Looks" }).click();
    await row.getByRole("button", { name: "Turn" }).click();
    await row.getByRole("button", { name: "Close" }).click();
    await page.reload();
    await page.locator(".tag-row .tag.turn").waitFor();
    expect(await page.locator(".tag-row .tag.eyeContact").count()).toBe(0);
    expect(await page.locator(".tag-row .tag.distress").count()).toBe(1);
  });

  test("a held card is adjusted, by pointer and by the menu key; a second press is silence", async () => {
    const page = await open();
    const answer = page.locator(".technique", { hasText: "Answer" });
    await answer.click({ delay: 900 });
    await page.getByRole("dialog", { name: "Adjust Answer" }).waitFor();
    expect(engine.of("technique:set")).toEqual([]);
    await page.getByRole("button", { name: "Close" }).click();
    await page.locator(".technique", { hasText: "Ground" }).focus();
    await page.keyboard.press("Shift+F10");
    await page.getByRole("dialog", { name: "Adjust Ground" }).waitFor();
    await page.getByRole("button", { name: "Close" }).click();
    await answer.click();
    await expect.poll(() => sent("technique:set")).toEqual(["silence"]);
  });

  test("a level hides and never moves; for the left hand the columns change places and STOP stays", async () => {
    const full = await boxes(await open({ level: "full" }));
    const simple = await open({ level: "simple" });
    expect(await simple.getByRole("button", { name: "High / low: more" }).isVisible()).toBe(false);
    const plain = await boxes(simple);
    for (const name of ["Tempo: more", "Ground", "STOP all sound", "Distress", "Leave more space"]) {
      expect([name, plain[name]]).toEqual([name, full[name]]);
    }
    const left = await boxes(await open({ hand: "left" }));
    const x = (all: Record<string, string>, name: string): number => JSON.parse(all[name] ?? "{}").x;
    expect(x(left, "Ground")).toBeGreaterThan(x(left, "Tempo: more"));
    expect(x(full, "Ground")).toBeLessThan(x(full, "Tempo: more"));
    expect(left["STOP all sound"]).toEqual(full["STOP all sound"]);
  });

  test("while a space goes on it is made longer in the place where it is begun", async () => {
    const page = await open();
    await page.getByRole("button", { name: "Five seconds more of space" }).click();
    await expect.poll(() => engine.of("space:extend").length).toBe(1);
    engine.show({ partner: "listening" });
    await page.getByRole("button", { name: "Leave space, 5 s" }).click();
    await expect.poll(() => engine.of("space:start").length).toBe(1);
  });

  test("the loudness stops at the child's limit, in words", async () => {
    const page = await open();
    engine.show({ childName: "Sam", loudest: -6 });
    await page.getByText("at Sam's limit").waitFor();
    expect(await page.getByRole("button", { name: "Loudness: more" }).isDisabled()).toBe(true);
  });

  test("a caught tune is kept from its chip", async () => {
    const page = await open();
    await page.getByRole("button", { name: "Keep this tune" }).click();
    await expect.poll(() => sent("tune:keep")).toEqual(["Tune 1"]);
    await page.getByText("Kept: Tune 1").waitFor();
  });

  test("who only watches sees what happens and can do nothing but STOP, on a phone as well", async () => {
    const roles: Role[] = ["observer"];
    engine.tell("access", { ...ACCESS, roles });
    const page = await open({}, { viewport: { width: 390, height: 844 } });
    await page.getByText("You are watching.").waitFor();
    await page.locator("canvas.roll").waitFor();
    const enabled = await page
      .locator(".live button:enabled, .bottom button:enabled")
      .evaluateAll((all) => all.map((one) => one.getAttribute("aria-label") ?? one.textContent));
    expect(enabled).toEqual(["Cover", "Picture: 30 s", "STOP all sound"]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.getByRole("button", { name: "STOP all sound" }).click();
    await expect.poll(() => engine.of("stop").length).toBe(1);
  });

  test("what another screen changed is said with its name", async () => {
    const page = await open();
    engine.say("changed", { by: "Tablet", what: ["tempo"] });
    await page.getByText("Tablet changed Tempo").waitFor();
    await expect.poll(() => textOf(page.locator(".notices"))).toContain("Tablet");
  });
});
