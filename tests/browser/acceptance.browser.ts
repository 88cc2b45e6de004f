import type { Browser, Page } from "playwright-core";
import { io, type Socket } from "socket.io-client";
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { Draws, seeded } from "../../src/engine/random.ts";
import type { Command } from "../../src/engine/session/command.ts";
import type { SessionEvent } from "../../src/engine/session/event.ts";
import { MAY_SAY } from "../../src/server/access/permissions.ts";
import type { MessageName } from "../../src/server/protocol.ts";
import { antiphon, dataFolder } from "../helpers/engine.ts";
import { breachesOf } from "../helpers/limit-checker.ts";
import { type OpenRoom, openRoom } from "../helpers/open-room.ts";
import { CHROMIUM, launch, textOf } from "./helpers/browser.ts";
import { peakLevel, tapSound } from "./helpers/sound-tap.ts";

/** Section 26 of the panel's specification, a test for each check that concerns these screens, on the real engine. */

const PRACTICE = {
  instruments: [{ driver: "pretend-child", name: "Pretend child", character: "echoer" }],
  sounds: [{ driver: "browser", name: "Browser sound" }],
};
const AUDIBLE = -60;
const SCALE = [60, 62, 64, 65, 67, 69, 71];

describe.skipIf(!CHROMIUM)("acceptance", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });

  async function open(address: string, path = "/#live"): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1024, height: 768 } });
    const page = await context.newPage();
    await page.addInitScript(tapSound);
    await page.goto(new URL(path, address).href);
    return page;
  }

  async function showTable(page: Page): Promise<void> {
    await page.getByRole("button", { name: "Picture: 30 s" }).click();
    await page.getByRole("button", { name: "Table", exact: true }).click();
    await page.locator(".roll-table").waitFor();
  }

  /** A room in this process, with all that happened in it. */
  async function room(rig: Record<string, unknown> = PRACTICE) {
    const events: SessionEvent[] = [];
    const commands: Command[] = [];
    const heard = (event: SessionEvent, told: readonly Command[]): void => {
      events.push(event);
      commands.push(...told);
    };
    const here: OpenRoom = await openRoom(rig, { heard });
    onTestFinished(() => here.close());
    return { here, events, commands };
  }

  async function hand(address: string, page?: "child"): Promise<Socket> {
    const socket = io(address, { transports: ["websocket"], ...(page && { auth: { page } }), forceNew: true });
    onTestFinished(() => {
      socket.close();
    });
    await new Promise((resolve) => socket.once("state", resolve));
    return socket;
  }

  test("1: from a cold start without hardware a new user hears the pretend child after two taps, and can end after one more", async () => {
    const engine = antiphon(["start", "--port", "0"], dataFolder());
    onTestFinished(async () => {
      engine.process.kill("SIGTERM");
      await engine.ended;
    });
    const page = await open(await engine.address, "/");
    await page.getByRole("link", { name: "Skip the welcome" }).click();
    await page.locator("button.start").click();
    // The child plays by itself, and it sounds in the page's own audio graph.
    await expect.poll(() => peakLevel(page), { timeout: 60_000, interval: 100 }).toBeGreaterThan(AUDIBLE);
    const finish = page.getByRole("button", { name: /^Finish/ }).first();
    await finish.focus();
    await page.keyboard.down("Enter");
    const now = page.getByRole("button", { name: "Now", exact: true });
    await now.waitFor();
    await page.keyboard.up("Enter");
    await now.click();
    await page.locator("button.start").waitFor();
  });

  test("2: from every screen and page one press silences the engine and freezes the robot, in the press's own moment", async () => {
    const { here, events, commands } = await room({ ...PRACTICE, robot: { driver: "emulated-robot", name: "Robot" } });
    const therapist = await hand(here.address);
    const page = await open(here.address);
    const child = await open(here.address, "/child");
    const bare = await browser.newContext({ javaScriptEnabled: false });
    const press: (readonly [string, () => Promise<unknown>])[] = [
      ...["today", "children", "plan", "room", "robot", "live", "practice", "settings", "help"].map(
        (screen, index) =>
          [
            screen,
            async () => {
              await page.evaluate((hash) => {
                location.hash = hash;
              }, screen);
              await page
                .locator(screen === "live" ? ".live" : ".screen .sheet")
                .first()
                .waitFor();
              if (index % 2) await page.keyboard.press("Escape");
              else await page.getByRole("button", { name: "STOP all sound" }).click();
            },
          ] as const,
      ),
      ["the child's screen", () => child.getByRole("button", { name: "Stop" }).click()],
      [
        "/stop without script",
        async () => {
          const stop = await bare.newPage();
          await stop.goto(`${here.address}stop`);
          await stop.getByRole("button").first().click();
        },
      ],
    ];
    for (const [where, act] of press) {
      expect(await therapist.emitWithAck("start")).toEqual({ ok: true });
      expect(await therapist.emitWithAck("continue")).toEqual({ ok: true });
      const before = commands.length;
      const stops = events.filter(({ kind }) => kind === "stop").length;
      await act();
      await expect
        .poll(() => events.filter(({ kind }) => kind === "stop").length, { message: where })
        .toBeGreaterThan(stops);
      const at = events.findLast(({ kind }) => kind === "stop")?.at ?? Number.NaN;
      const told = commands.slice(before);
      const silence = told.find((command) => command.kind === "silence");
      const freeze = told.find((command) => command.kind === "freeze");
      expect(silence && silence.at + silence.fade - at, where).toBeLessThanOrEqual(250);
      expect(freeze && freeze.at - at, where).toBeLessThanOrEqual(100);
      expect(here.room.session.stopped, where).toBe(true);
    }
  });

  test("3: whatever panels and children's screens say, well or badly, nothing leaves beyond the profile", async () => {
    const { here, commands } = await room();
    const [therapist, child] = [await hand(here.address), await hand(here.address, "child")];
    expect(await therapist.emitWithAck("start")).toEqual({ ok: true });
    const draws = new Draws(seeded(26, "hostile panel"));
    const hostile = [Number.NaN, 1e9, -1e9, 0, 1, 127, 128, 60.5, "127", null, true, {}, [], "x".repeat(500)];
    const some = (): unknown => draws.pick(hostile);
    const made: Readonly<Partial<Record<MessageName, () => unknown>>> = {
      "param:set": () =>
        draws.pick([
          { loudness: 12 },
          { busy: 5 },
          { tempo: 200 },
          { register: 2 },
          { loudness: some() },
          { tempo: some() },
        ]),
      "technique:set": () => draws.pick(["ground", "answer", "imitate", "stopGo", "hold", "follow", some()]),
      "key:down": () => ({ pitch: draws.whole(-5, 135), velocity: draws.whole(-5, 135) }),
      "key:up": () => ({ pitch: draws.whole(0, 127) }),
      "technique:tap": () => draws.pick(["stop", "go", "again", "change", some()]),
      "childview:set": () => ({ mode: draws.pick(["play", "turn", some()]), pads: some() }),
      "child:adjust": () => ({ replies: some(), latency: some() }),
      quiet: () => draws.unit() < 0.3,
      break: () => draws.unit() < 0.3,
    };
    const names = (Object.keys(MAY_SAY) as MessageName[]).filter(
      (name) => !/^(sync|finish|network|devices|pairing|control|children|people|house|backup|store)/.test(name),
    );
    const sounded = () => commands.filter(({ kind }) => kind === "noteOn").length;
    // However fast the machine is: enough must have sounded that a breach could have been among it.
    for (let round = 0; round < 700 || sounded() <= 50; round++) {
      const who = draws.unit() < 0.7 ? therapist : child;
      const name = draws.unit() < 0.7 ? draws.pick(Object.keys(made) as MessageName[]) : draws.pick(names);
      const value = (made[name] ?? some)();
      await who
        .timeout(10_000)
        .emitWithAck(name, value)
        .catch(() => null);
      // After STOP somebody goes on.
      if (here.room.session.stopped) await therapist.emitWithAck("continue");
      if (here.room.session.onBreak && draws.unit() < 0.2) await therapist.emitWithAck("break", false);
    }
    expect(sounded()).toBeGreaterThan(50);
    expect(breachesOf(commands, here.room.session.settings.profile)).toEqual([]);
  });

  test("5: on Live all that can be pressed is large, has a name and is reached by Tab, at 200 %, in forced colours and without motion", async () => {
    const { here } = await room();
    const therapist = await hand(here.address);
    expect(await therapist.emitWithAck("start")).toEqual({ ok: true });
    for (const options of [
      {},
      { viewport: { width: 512, height: 384 } },
      { forcedColors: "active" },
      { reducedMotion: "reduce" },
    ] as const) {
      const context = await browser.newContext({ viewport: { width: 1024, height: 768 }, ...options });
      const page = await context.newPage();
      await page.goto(`${here.address}#live`);
      await page.locator(".techniques").waitFor();
      const wrong = await page.locator(".live button, .bottom button").evaluateAll((controls) =>
        controls.flatMap((control) => {
          const { width, height } = control.getBoundingClientRect();
          if (width === 0) return [];
          const name = (control.getAttribute("aria-label") ?? control.textContent ?? "").trim();
          const why = [
            ...(Math.min(width, height) < 63.9 ? [`${width}x${height}`] : []),
            ...(name === "" ? ["no name"] : []),
            ...((control as HTMLElement).tabIndex < 0 ? ["not by Tab"] : []),
          ];
          return why.length > 0 ? [`${why.join(", ")}: ${control.outerHTML.slice(0, 90)}`] : [];
        }),
      );
      expect(wrong, JSON.stringify(options)).toEqual([]);
      const lone = await page
        .locator(".live input[type=range]")
        .evaluateAll(
          (sliders) =>
            sliders.filter((slider) => (slider.parentElement?.querySelectorAll("button").length ?? 0) < 2).length,
        );
      expect(lone).toBe(0);
      await context.close();
    }
  });

  test("6: a panel that is reloaded, closed or cut off loses no note and no tag, and shows the same when it is back", async () => {
    const { here, events } = await room({ instruments: [], sounds: PRACTICE.sounds });
    const player = await hand(here.address, "child");
    const page = await open(here.address);
    await page.locator("button.start").click();
    await page.locator(".tag.joy:enabled").waitFor();
    await page.keyboard.press("0");
    const played: string[] = [];
    const play = async (): Promise<void> => {
      const pitch = SCALE[played.length % SCALE.length] ?? 60;
      played.push(`${"CDEFGAB"[SCALE.indexOf(pitch)]}4`);
      expect(await player.emitWithAck("key:down", { pitch, velocity: 60 })).toEqual({ ok: true });
      expect(await player.emitWithAck("key:up", { pitch })).toEqual({ ok: true });
    };
    const tagged = () => events.filter(({ kind }) => kind === "tag").length;
    /** The table's notes, the newest first: those of the last half minute, however long the machine took. */
    const seesAll = async (panel: Page) => {
      const rows = await panel.locator(".roll-table tbody tr td:nth-child(2)").allTextContents();
      return rows.length >= 4 && rows.join() === played.toReversed().slice(0, rows.length).join();
    };
    for (let count = 0; count < 8; count++) await play();
    await page.keyboard.press("s");
    await page.keyboard.press("4");
    await expect.poll(tagged).toBe(2);
    const engagement = (panel: Page) => panel.locator('.tags button[aria-pressed="true"]').allTextContents();
    await expect.poll(() => engagement(page)).toHaveLength(1);
    const [techniques, tags] = [await textOf(page.locator(".techniques")), await engagement(page)];
    const comesBack = async (panel: Page) => {
      await panel.locator(".tag.joy:enabled").waitFor();
      await showTable(panel);
      for (let count = 0; count < 4; count++) await play();
      await expect.poll(() => seesAll(panel)).toBe(true);
      expect(await textOf(panel.locator(".techniques"))).toBe(techniques);
      expect(await engagement(panel)).toEqual(tags);
    };
    await page.reload();
    await comesBack(page);
    await page.context().close();
    for (let count = 0; count < 4; count++) await play();
    await comesBack(await open(here.address));
    expect(events.filter(({ kind }) => kind === "noteOn")).toHaveLength(played.length);
    expect(here.room.session.tags.tags).toHaveLength(2);
  });
});
