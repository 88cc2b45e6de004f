import { mkdirSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { KeptBackup } from "../../src/server/protocol.ts";
import { CHROMIUM, launch } from "./helpers/browser.ts";
import { ScriptedEngine } from "./helpers/scripted-engine.ts";
import { fillRoom } from "./helpers/whole-room.ts";

const FOLDER = "test-results/house";
const RECOVERY = "7K3M-ABCD-EFGH-JKMN-PQRS-TVWX-YZ01-2345";

describe.skipIf(!CHROMIUM)("the house", () => {
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

  async function open(screen: string, options: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1024, height: 768 }, ...options });
    const page = await context.newPage();
    await page.goto(`${engine.address}/#${screen}`);
    await page.locator(".screen .sheet").waitFor();
    return page;
  }

  const sent = (name: string): unknown[] => engine.of(name).map(({ content }) => content[0]);

  async function clean(page: Page): Promise<void> {
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  }

  describe("welcome", () => {
    test("goes through six steps, and ends only after STOP was pressed once", async () => {
      engine.show({ running: false, stopped: false });
      const page = await open("welcome");
      await page.getByText("Step 1 of 6").waitFor();
      await page.getByRole("button", { name: "Dim" }).click();
      expect(await page.locator("html").getAttribute("data-theme")).toBe("dim");
      await page.getByRole("button", { name: "Calm light" }).click();
      const next = page.getByRole("button", { name: "Next", exact: true });
      for (let step = 1; step <= 6; step++) {
        await page.getByText(`Step ${step} of 6`).first().waitFor();
        await clean(page);
        await page.screenshot({ path: `${FOLDER}/welcome-${step}.png` });
        if (step < 6) await next.click();
      }
      const finish = page.getByRole("button", { name: "Start a practice session" });
      expect(await finish.isDisabled()).toBe(true);
      await page.getByRole("button", { name: "STOP all sound" }).click();
      await page.getByText("It stopped. Hold “Continue calmly”").waitFor();
      await page.screenshot({ path: `${FOLDER}/welcome-done.png` });
      await finish.click();
      await page.locator(".live").waitFor();
      // It was gone through: the next visit begins with Today. And it can be gone through again.
      await page.goto("about:blank");
      await page.goto(engine.address);
      await page.getByRole("heading", { name: "Today" }).waitFor();
      await page.goto(`${engine.address}/#help`);
      await page.getByRole("link", { name: "Show the welcome again" }).click();
      await page.getByText("Step 1 of 6").waitFor();
    });

    test("says who works here, hears, and shows what is played on drawn keys", async () => {
      const page = await open("welcome");
      const next = page.getByRole("button", { name: "Next", exact: true });
      await next.click();
      await page.getByRole("button", { name: "A lab" }).click();
      await expect.poll(() => sent("house:used")).toEqual(["lab"]);
      expect(await page.locator("html").getAttribute("data-level")).toBe("lab");
      await next.click();
      await page.getByRole("button", { name: "No", exact: true }).click();
      await page.getByText("A loudspeaker page", { exact: true }).waitFor();
      await page.screenshot({ path: `${FOLDER}/welcome-hear-no.png` });
      await next.click();
      engine.notes([{ id: 1, player: "child", pitch: 64, velocity: 70, onset: engine.now(), duration: null }]);
      await page.getByText("E4 arrived").waitFor();
      expect(await page.locator(".drawn-keys .lit").count()).toBe(1);
      await page.screenshot({ path: `${FOLDER}/welcome-play.png` });
      await page.getByRole("button", { name: "The screen", exact: true }).click();
      const key = page.getByRole("button", { name: "C4", exact: true });
      await key.focus();
      await page.keyboard.press("Enter");
      await expect.poll(() => sent("key:down")).toMatchObject([{ pitch: 60, velocity: 64 }]);
      await page.getByRole("button", { name: "This computer's keys" }).click();
      await page.keyboard.press("d");
      await expect.poll(() => sent("key:down").at(-1)).toMatchObject({ pitch: 64, velocity: 64 });
    });

    test("is passed over with one press", async () => {
      const page = await open("welcome");
      await page.getByRole("link", { name: "Skip the welcome" }).click();
      await page.getByRole("heading", { name: "Today" }).waitFor();
    });
  });

  describe("today", () => {
    test("starts what is planned: the child's room, its plan, and the session", async () => {
      engine.show({ running: false });
      const page = await open("today", { viewport: { width: 1024, height: 1400 } });
      await page.getByText(/Room check: 3 min ago, one thing left out/).waitFor();
      await page.getByText("Backup: 3 days ago").waitFor();
      await page.screenshot({ path: `${FOLDER}/today.png` });
      await clean(page);
      await page.getByRole("button", { name: /^Start: Sam/ }).click();
      await expect.poll(() => sent("children:open")).toEqual(["K-7F3"]);
      await expect.poll(() => sent("plan:set")).toEqual(["30"]);
      await expect.poll(() => engine.of("start").length, { timeout: 20_000 }).toBe(1);
      await page.locator(".live").waitFor();
    });

    test("plans a session, and takes one off the list", async () => {
      const page = await open("today");
      await page.getByText("Plan a session").click();
      await page.getByLabel("At", { exact: true }).fill("2030-01-02T10:30");
      await page.getByLabel("Who", { exact: true }).selectOption({ label: "Sam" });
      await page.getByLabel("Length", { exact: true }).selectOption("45");
      await page.screenshot({ path: `${FOLDER}/today-plan.png` });
      await page.getByRole("button", { name: "Put it on the list" }).click();
      const at = await page.evaluate(() => new Date("2030-01-02T10:30").toISOString());
      await expect.poll(() => sent("today:plan")).toEqual([{ at, child: "K-7F3", plan: "45" }]);
      await page.getByRole("button", { name: /^Take Sam at/ }).click();
      await expect.poll(() => sent("today:drop")).toEqual(["00000001"]);
    });

    test("with nothing in it says what to do", async () => {
      engine.tell("children", []);
      engine.tell("desk", { ...engine.told("desk"), planned: [], check: null, backup: null });
      const page = await open("today");
      await page.getByText("Add a child or try the practice session.").waitFor();
      await page.getByText("Room check: not done yet").waitFor();
      await page.screenshot({ path: `${FOLDER}/today-empty.png` });
      await clean(page);
    });
  });

  describe("the room check", () => {
    test("keeps every row, what STOP and the link took, and what is left out by a person's word", async () => {
      engine.show({
        running: false,
        devices: [
          {
            device: "Keyboard",
            status: "lost",
            text: '"Piano" was unplugged. Its notes are ended; plug it in again to go on.',
          },
        ],
      });
      const page = await open("room", { viewport: { width: 1024, height: 1800 } });
      await page.getByText("room for more than 500 h (41.3 GB free)").waitFor();
      await page.getByText("Measured on your last sessions.").waitFor();
      await page.screenshot({ path: `${FOLDER}/room.png` });
      await clean(page);
      await page.getByRole("button", { name: "Test STOP" }).click();
      await page.getByText(/answered in \d+ ms/).waitFor();
      await page.getByText(/link \d+ ms/).waitFor();
      await page.getByRole("button", { name: "Keyboard: Use without it" }).click();
      await page.getByText("lost, used without it").waitFor();
      await page.screenshot({ path: `${FOLDER}/room-tested.png` });
      await page.getByRole("button", { name: "Keep this check" }).click();
      await expect.poll(() => engine.of("check:keep").length).toBe(1);
      const kept = sent("check:keep")[0] as { rows: { row: string; state: string }[]; stop: { answered: number } };
      const states = Object.fromEntries(kept.rows.map(({ row, state }) => [row, state]));
      expect(states).toMatchObject({
        "device Keyboard": "without",
        sound: "trouble",
        recording: "ready",
        backup: "ready",
        childScreen: "ready",
        switches: "ready",
        lights: "ready",
        stop: "ready",
      });
      expect(kept.stop.answered).toBeGreaterThan(0);
      expect(kept).toHaveProperty("link");
    });

    test("warns of a full disk and an old backup before the session, in words", async () => {
      const desk = engine.told("desk");
      const backup = {
        ...(desk.backup as KeptBackup),
        at: new Date(Date.now() - 20 * 86_400_000).toISOString(),
        holdsErased: false,
      };
      engine.tell("desk", { ...desk, backup, record: { ...desk.record, free: 1.4e9, bytesPerMinute: null } });
      const page = await open("room", { viewport: { width: 1024, height: 1800 } });
      await page.getByText("Less than 2 GB are free.").waitFor();
      await page.getByText("Older than two weeks.").waitFor();
      await page.getByText("By a busy session; measured once you have recorded one.").waitFor();
      await page.screenshot({ path: `${FOLDER}/room-trouble.png` });
    });

    test("says what lights do with this child, in words", async () => {
      await engine.close();
      engine = await ScriptedEngine.open({ child: "K-7F3" });
      fillRoom(engine);
      const page = await open("room");
      await page.getByText("Seizures or sensitivity to light: not asked yet. Until then lights stay still.").waitFor();
    });
  });

  describe("settings", () => {
    test("learns a foot switch, forgets one, and leaves nothing waiting", async () => {
      const page = await open("settings", { viewport: { width: 1024, height: 3200 } });
      await page.screenshot({ path: `${FOLDER}/settings.png` });
      await clean(page);
      await page.getByText("controller 64, USB Pedal").waitFor();
      await page.getByRole("button", { name: "Learn ★ Moment" }).click();
      await expect.poll(() => sent("switch:learn")).toEqual(["moment"]);
      engine.tell("desk", { ...engine.told("desk"), learning: "moment" });
      await page.getByText("Press it now…").waitFor();
      await page.getByRole("button", { name: "Forget Quiet" }).click();
      await expect.poll(() => sent("switch:forget")).toEqual(["quiet"]);
      await page.getByRole("link", { name: "Today", exact: true }).click();
      await expect.poll(() => sent("switch:learn").at(-1)).toBeNull();
    });

    test("remaps a key, refuses one that is taken and Esc, shows the list at “?”, and another key can be STOP", async () => {
      const page = await open("settings");
      await page.getByText("Cards", { exact: true }).first().click();
      await page.getByRole("button", { name: "Ground: G" }).click();
      await page.keyboard.press("h");
      await page.getByText("H is taken: Hold. Change that one first.").waitFor();
      await page.keyboard.press("q");
      await page.getByRole("button", { name: "Ground: Q" }).waitFor();
      await page.getByRole("button", { name: "STOP: off" }).click();
      await page.keyboard.press("PageDown");
      await page.getByRole("button", { name: "STOP: PageDown" }).waitFor();
      await page.screenshot({ path: `${FOLDER}/settings-keys.png` });
      await page.getByRole("heading", { name: "Settings" }).click();
      await page.keyboard.press("?");
      const list = page.getByRole("dialog", { name: "Keys" });
      await list.getByText("Ground").waitFor();
      expect(await list.locator("dl div", { hasText: "Ground" }).textContent()).toBe("QGround");
      await page.screenshot({ path: `${FOLDER}/key-list.png` });
      await clean(page);
      // Esc is STOP, not a way out of the list.
      await page.keyboard.press("Escape");
      await expect.poll(() => engine.of("stop").length).toBe(1);
      await list.waitFor();
      await list.getByRole("button", { name: "Close" }).click();
      await page.reload();
      await page.locator(".screen .sheet").waitFor();
      await page.evaluate(() => {
        location.hash = "live";
      });
      await page.locator(".live").waitFor();
      engine.show({ stopped: false });
      await page.locator(".tag.joy:enabled").waitFor();
      await page.keyboard.press("g");
      await page.keyboard.press("q");
      await expect.poll(() => sent("technique:set")).toEqual(["ground"]);
      await page.keyboard.press("PageDown");
      await expect.poll(() => engine.of("stop").length).toBe(2);
    });

    test("speaks in simple words, measures in inches and ticks only where that was chosen", async () => {
      const page = await open("settings", { viewport: { width: 1024, height: 3200 } });
      const ticks = () => page.evaluate(() => (window as unknown as { ticks: number }).ticks);
      await page.evaluate(() => {
        const counted = window as unknown as { ticks: number };
        counted.ticks = 0;
        const start = OscillatorNode.prototype.start;
        OscillatorNode.prototype.start = function (when) {
          counted.ticks++;
          start.call(this, when);
        };
      });
      const go = async (screen: string) => {
        await page.evaluate((hash) => {
          location.hash = hash;
        }, screen);
      };
      await go("live");
      await page.locator(".tag.joy:enabled").click();
      expect(await ticks()).toBe(0);
      await go("settings");
      await page.getByRole("button", { name: "A soft tick for tags" }).click();
      await page.getByRole("button", { name: "Simple words" }).click();
      await page.getByRole("button", { name: "Inches" }).click();
      await page.getByRole("heading", { name: "Who did what" }).waitFor();
      await go("robot");
      await page.getByText("24 in", { exact: true }).waitFor();
      await go("live");
      await page.locator(".tag.distress", { hasText: "Upset" }).waitFor();
      await page.locator(".tag.joy:enabled").click();
      expect(await ticks()).toBe(1);
    });

    test("locks the record, and prints the recovery sheet and nothing else", async () => {
      engine.answers.set("lock:set", () => ({ ok: true, given: RECOVERY }));
      const page = await open("settings");
      await page.getByLabel("Change the passphrase").fill("three blind mice");
      await page.getByLabel("The same again").fill("three blind rats");
      await page.getByText("The two are not the same.").waitFor();
      expect(await page.getByRole("button", { name: "Set it" }).isDisabled()).toBe(true);
      await page.getByLabel("The same again").fill("three blind mice");
      await page.getByRole("button", { name: "Set it" }).click();
      await page.locator(".recovery .key").waitFor();
      expect(await page.locator(".recovery .key").textContent()).toBe(RECOVERY.replaceAll("-", ""));
      expect(sent("lock:set")).toEqual(["three blind mice"]);
      expect(page.url()).not.toContain("mice");
      await clean(page);
      await page.screenshot({ path: `${FOLDER}/recovery.png` });
      await page.emulateMedia({ media: "print" });
      expect(await page.getByText("Antiphon: recovery sheet").isVisible()).toBe(true);
      for (const other of ["Foot switches and pedals", "Other devices", "Audit log", "Who uses Antiphon here?"]) {
        expect(await page.getByText(other, { exact: true }).first().isVisible(), other).toBe(false);
      }
      await page.screenshot({ path: `${FOLDER}/recovery-print.png` });
      await page.emulateMedia({ media: "screen" });
      await page.getByRole("button", { name: "I have it on paper" }).click();
      await expect.poll(() => page.getByText(RECOVERY.slice(0, 4)).count()).toBe(0);
    });

    test("backs up into the folder of the last copy, and shows the audit log", async () => {
      const page = await open("settings", { viewport: { width: 1024, height: 3200 } });
      expect(await page.getByLabel("Folder for the copy").inputValue()).toBe("/media/stick");
      engine.show({ running: false });
      await page.getByRole("button", { name: "Back up now" }).click();
      await expect.poll(() => sent("backup:make")).toEqual(["/media/stick"]);
      const entry = { what: "stop", who: "own", detail: "therapist", at: "2026-11-29T10:00:00.000Z" };
      await page.route("**/audit.json", (route) => route.fulfill({ json: { entries: [entry], broken: null } }));
      await page.getByRole("button", { name: "Show the last entries" }).click();
      await page.getByText("The chain holds").waitFor();
      await page.getByRole("cell", { name: "this screen" }).waitFor();
      await clean(page);
    });
  });

  describe("help", () => {
    test("says what to do, what words mean and what Antiphon is made of, and gives a log", async () => {
      const page = await open("help", { viewport: { width: 1024, height: 3600 } });
      for (const heading of ["It makes no sound", "The robot will not move", "Notes hang", "Words", "Licences"]) {
        await page.getByRole("heading", { name: heading, exact: true }).waitFor();
      }
      const licences = [{ name: "preact", version: "11.2.0", licence: "MIT" }];
      await page.route("**/licences.json", (route) => route.fulfill({ json: licences }));
      await page.getByRole("button", { name: "Show the packages" }).click();
      await page.getByRole("cell", { name: "preact" }).waitFor();
      expect(await page.getByRole("link", { name: "Save the log" }).getAttribute("href")).toBe("/log-bundle.json");
      await page.screenshot({ path: `${FOLDER}/help.png` });
      await clean(page);
    });

    test("prints the card on one page of A4, and on the next ones what belongs to it", async () => {
      const page = await open("help");
      await page.emulateMedia({ media: "print" });
      await page.setViewportSize({ width: 680, height: 970 });
      const card = await page.locator(".one-page").boundingBox();
      // A4 without margins of 15 mm, at 96 px an inch.
      expect(card?.height).toBeLessThan(1_009);
      expect(await page.getByText("Save the log").isVisible()).toBe(false);
      await page.screenshot({ path: `${FOLDER}/help-print.png`, fullPage: true });
    });
  });
});
