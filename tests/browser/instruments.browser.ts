import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { SessionEvent } from "../../src/engine/session/event.ts";
import { type OpenRoom, openRoom } from "../helpers/open-room.ts";
import { CHROMIUM, launch } from "./helpers/browser.ts";

const FOLDER = "test-results/instruments";
const PADS = "nanoPAD2 MIDI 1";
const PIANO = "Digital Piano MIDI 1";

const TYPES: Readonly<Record<string, string>> = { html: "text/html", js: "text/javascript", css: "text/css" };

/** The real room with its real server, and a page of the panel that was built for these tests. */
describe.skipIf(!CHROMIUM)("instruments on the panel", () => {
  let browser: Browser;
  let open: OpenRoom;
  let events: SessionEvent[];

  beforeAll(async () => {
    mkdirSync(FOLDER, { recursive: true });
    // The page's files are handed over by the test, so the browser takes the engine for a stranger on the network.
    browser = await launch("--disable-features=LocalNetworkAccessChecks");
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    events = [];
    open = await openRoom({}, { heard: (event) => events.push(event) });
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    await open.close();
  });

  async function visit(hash: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1024, height: 768 }, ...options });
    await context.route(
      (url) => !url.pathname.startsWith("/socket.io"),
      (route) => {
        const path = new URL(route.request().url()).pathname;
        const file = join(process.env.ANTIPHON_TEST_PANEL ?? "", path === "/" ? "index.html" : path);
        // What is no page of the panel (the sounds) comes from the engine itself.
        if (!existsSync(file)) return route.continue();
        return route.fulfill({ body: readFileSync(file), contentType: TYPES[file.split(".").at(-1) ?? ""] ?? "" });
      },
    );
    const page = await context.newPage();
    await page.goto(`${open.address}#${hash}`);
    await page.locator(".sheet").waitFor();
    return page;
  }

  function plug(device: string, expected = true, instrument: "keys" | "pads" = "keys"): void {
    open.room.instruments.listener.plugged?.({ device, player: "child", instrument, expected });
  }

  /** A key goes down, as a driver tells it. */
  function press(device: string, pitch: number, velocity: number, pad = false): void {
    const drum = pad ? { pad: true as const } : {};
    const at = performance.now();
    open.room.instruments.listener.noteOn({ at, player: "child", device, pitch, velocity, ...drum, behind: 0.3 });
  }

  function lift(device: string, pitch: number, pad = false): void {
    const drum = pad ? { pad: true as const } : {};
    open.room.instruments.listener.noteOff({ at: performance.now(), player: "child", device, pitch, ...drum });
  }

  function hit(device: string, pitch: number, velocity: number, pad = false): void {
    press(device, pitch, velocity, pad);
    lift(device, pitch, pad);
  }

  const settingsOf = (device: string) =>
    open.room.instruments.picture().instruments.find((one) => one.device === device)?.settings;
  const sounded = () => events.flatMap((event) => (event.kind === "noteOn" ? [event] : []));

  test("a pad is learnt by hitting it: a drum, a colour, and it lights up", async () => {
    plug(PADS);
    const page = await visit(`sounds/${encodeURIComponent(PADS)}`);
    await page.getByRole("button", { name: "Learn a key or pad" }).click();
    await page.getByText("Hit the key or pad now.").waitFor();
    hit(PADS, 36, 70, true);
    const editor = page.getByRole("group", { name: "Pad 36", exact: true });
    await editor.getByLabel("Drum", { exact: true }).selectOption("Low tom");
    await editor.getByRole("button", { name: "Green" }).click();
    await page.screenshot({ path: `${FOLDER}/learn.png`, fullPage: true });
    await editor.getByRole("button", { name: "Save" }).click();
    await page.getByText("Pad 36 → Low tom").waitFor();
    expect(settingsOf(PADS)?.learnt).toEqual([
      { key: 36, pad: true, sound: { pitch: 45, drum: true }, colour: "green" },
    ]);
    press(PADS, 36, 70, true);
    await page.locator('[data-pad="36"].lit').waitFor();
    expect(sounded().at(-1)).toMatchObject({ player: "child", pitch: 45, pad: true, raw: { pitch: 36 } });
    await page.screenshot({ path: `${FOLDER}/learnt.png`, fullPage: true });
    lift(PADS, 36, true);
    await page.locator('[data-pad="36"]:not(.lit)').waitFor();
  });

  test("three hits set how loud the touch is; hits that do not rise are told", async () => {
    plug(PIANO);
    const page = await visit(`sounds/${encodeURIComponent(PIANO)}`);
    const begin = page.getByRole("button", { name: "Set by three hits" });
    await begin.click();
    for (const [place, velocity] of [50, 40, 30].entries()) {
      await page.getByText(/^Hit (softly|as usual|hard)\.$/).waitFor();
      hit(PIANO, 60, velocity);
      await expect.poll(() => page.locator(".strokes .came").count()).toBe(1 + place);
    }
    await page.getByText(/Once more: soft, then medium, then hard/).waitFor();
    expect(settingsOf(PIANO)?.curve).toEqual({ kind: "normal" });
    await begin.click();
    for (const [place, velocity] of [14, 33, 71].entries()) {
      hit(PIANO, 64, velocity);
      await expect.poll(() => page.locator(".strokes .came").count()).toBe(4 + place);
    }
    await page.getByText("The soft hit (14) sounds at 32 of 127").waitFor();
    expect(settingsOf(PIANO)?.curve).toEqual({ kind: "hits", soft: 14, medium: 33, hard: 71 });
    for (const velocity of [14, 33, 71]) hit(PIANO, 67, velocity);
    expect(
      sounded()
        .slice(-3)
        .map(({ velocity }) => velocity),
    ).toEqual([32, 64, 96]);
    press(PIANO, 67, 20);
    await page.locator('[data-key="67"].lit').waitFor();
    await page.screenshot({ path: `${FOLDER}/three-hits.png`, fullPage: true });
    const dim = await visit(`sounds/${encodeURIComponent(PIANO)}`, {
      colorScheme: "dark",
      viewport: { width: 390, height: 844 },
      locale: "de-DE",
    });
    hit(PIANO, 62, 50);
    await dim.locator(".strokes .came").first().waitFor();
    await dim.screenshot({ path: `${FOLDER}/narrow-dim.png`, fullPage: true });
  });

  test("play now: the next key says whose its instrument is", async () => {
    plug(PIANO);
    plug(PADS, true, "pads");
    const page = await visit("sounds");
    await page.getByRole("button", { name: "Me: play now" }).click();
    await page.getByText("Waiting for your key…").waitFor();
    hit(PIANO, 48, 60);
    await page.getByRole("button", { name: "Me: play now" }).waitFor();
    expect(sounded().map(({ player }) => player)).toEqual(["therapist"]);
    const mine = page.getByRole("group", { name: `Who plays it: ${PIANO}` }).getByRole("button", { name: "Me" });
    expect(await mine.getAttribute("aria-pressed")).toBe("true");
    await page.screenshot({ path: `${FOLDER}/list.png`, fullPage: true });
  });

  test("the room check shows what is played by whom, how hard and how late it came", async () => {
    plug(PIANO);
    plug(PADS);
    open.room.instruments.set(PADS, { player: "therapist" });
    const page = await visit("room");
    for (const velocity of [20, 60, 100]) hit(PIANO, 64, velocity);
    const childs = page.getByRole("listitem").filter({ hasText: "Child's instrument" });
    await childs.getByText("Key E4").waitFor();
    await childs.getByText(/Arrives within 0\.3 ms/).waitFor();
    expect(await childs.locator(".strokes .came").count()).toBe(3);
    const mine = page.getByRole("listitem").filter({ hasText: "My instrument" });
    await mine.getByText(PADS).waitFor();
    await mine.getByRole("button", { name: "Me: play now" }).click();
    await mine.getByText("Waiting for your key…").waitFor();
    await page.screenshot({ path: `${FOLDER}/room.png`, fullPage: true });
  });

  test("a new device is asked about in the frame, and is silent until somebody answered", async () => {
    const page = await visit("today");
    plug(PADS, false);
    await page.getByText(`New: ${PADS} – use as the child's pads?`).waitFor();
    hit(PADS, 36, 70);
    expect(sounded()).toEqual([]);
    await page.screenshot({ path: `${FOLDER}/banner.png` });
    await page.getByRole("button", { name: "Always" }).click();
    await page.getByText(/^New:/).waitFor({ state: "detached" });
    hit(PADS, 36, 70);
    expect(sounded()).toMatchObject([{ player: "child", pitch: 36, pad: true }]);
    expect(settingsOf(PADS)).toMatchObject({ player: "child", playedAs: "pads" });
  });
});
