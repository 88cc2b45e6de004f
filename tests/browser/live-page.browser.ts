import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CHROMIUM, launch, NO_CHROMIUM, showKeys, startSession, textOf, visit } from "./helpers/browser.ts";
import { showMusic } from "./helpers/scene.ts";
import { ScriptedEngine } from "./helpers/scripted-engine.ts";

if (!CHROMIUM) console.warn(`Browser tests are skipped. ${NO_CHROMIUM}`);

describe.skipIf(!CHROMIUM)("the live page", () => {
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

  async function showTable(page: Page): Promise<void> {
    await page.getByRole("button", { name: "Picture: 30 s" }).click();
    await page.getByRole("button", { name: "Table", exact: true }).click();
    await page.locator(".roll-table").waitFor();
  }

  const words = (page: Page) => page.locator(".state .words");

  test("says in plain words what the partner does", async () => {
    const { page, complaints } = await visit(browser, engine.address);
    await expect.poll(() => textOf(words(page))).toBe("Ready");
    await startSession(page);
    await expect.poll(() => textOf(words(page))).toBe("Listening");
    engine.show({ partner: "playing", label: "My turn", turn: "partner" });
    await expect.poll(() => textOf(words(page))).toBe("■ My turn");
    engine.show({ partner: "waiting", label: "Waiting", turn: "child" });
    await expect.poll(() => textOf(words(page))).toBe("● Waiting");
    expect(complaints).toEqual([]);
  });

  test("counts the child's space down by itself, and reads it aloud only once", async () => {
    const { page } = await visit(browser, engine.address);
    await startSession(page);
    const endsAt = engine.now() + 3_000;
    engine.show({ partner: "space", label: "Your turn – 3 s", turn: "child", space: { seconds: 3, endsAt } });
    for (const left of [3, 2, 1]) await expect.poll(() => textOf(words(page))).toBe(`● Your turn – ${left} s`);
    expect(Math.abs(endsAt - 1_000 - engine.now())).toBeLessThan(500);
    expect(await textOf(page.locator(".state [aria-live=polite]"))).toBe("Your turn");
  });

  test("asks the engine for what is pressed", async () => {
    const { page } = await visit(browser, engine.address);
    await startSession(page);
    await page.getByRole("button", { name: "More ▾" }).click();
    await page.getByRole("button", { name: "Silence" }).click();
    await page.getByRole("button", { name: "Leave more space" }).click();
    await expect.poll(() => textOf(page.locator(".leave-space output"))).toBe("6 s");
    await page.getByRole("button", { name: "Leave less space" }).click();
    await page.getByRole("button", { name: "Quiet" }).click();
    await expect.poll(() => engine.of("quiet").length).toBe(1);
    expect(engine.of("start")).toHaveLength(1);
    expect(engine.of("technique:set")[0]?.content).toEqual(["silence"]);
    expect(engine.of("param:set").map(({ content }) => content[0])).toEqual([{ space: 6_000 }, { space: 5_000 }]);
    expect(engine.of("quiet")[0]?.content).toEqual([true]);
  });

  test("shows devices and an interrupted session in words", async () => {
    const other = await ScriptedEngine.open({ interrupted: "The last session was cut off; it is kept." });
    const { page } = await visit(browser, other.address);
    expect(await textOf(page.locator(".notices"))).toBe("The last session was cut off; it is kept.");
    other.show({
      late: { count: 4, worst: 30 },
      devices: [{ device: "Launchkey", status: "lost", text: "The keyboard was unplugged." }],
    });
    await expect.poll(() => textOf(page.locator(".fact.instruments"))).toBe("▲ Instruments 0/1");
    await other.close();
  });

  test("a refused request is told in the engine's sentence until it is closed", async () => {
    const { page } = await visit(browser, engine.address);
    engine.alert("error", "The space must last 2 to 60 s.");
    await page.getByText("The space must last 2 to 60 s.").waitFor();
    await page.getByRole("button", { name: "Close this message" }).click();
    await expect.poll(() => textOf(page.locator(".notices"))).toBe("");
  });

  test("the table holds the notes of the picture", async () => {
    const { page } = await visit(browser, engine.address);
    await startSession(page);
    const now = engine.now();
    engine.notes([
      { id: 1, player: "child", pitch: 60, velocity: 70, onset: now - 2_000, duration: 400 },
      { id: 2, player: "partner", pitch: 67, velocity: 50, onset: now + 4_000, duration: 500 },
    ]);
    await showTable(page);
    await expect
      .poll(() => page.locator(".roll-table tbody tr").allInnerTexts())
      .toEqual([
        expect.stringMatching(/^■ partner\tG4\tplanned in \d\.\d s\t0\.5 s$/),
        expect.stringMatching(/^● child\tC4\t\d\.\d s ago\t0\.4 s$/),
      ]);
  });

  test("with reduced motion the picture steps every 2 s, else it scrolls", async () => {
    const steps = async (reducedMotion: "reduce" | "no-preference"): Promise<number> => {
      const { page } = await visit(browser, engine.address, { reducedMotion });
      const drawn = new Set<string | null>();
      for (const end = Date.now() + 3_000; Date.now() < end; await page.waitForTimeout(50)) {
        drawn.add(await page.locator("canvas").getAttribute("data-drawn"));
      }
      return drawn.size;
    };
    expect(await steps("reduce")).toBeLessThanOrEqual(3);
    expect(await steps("no-preference")).toBeGreaterThan(10);
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test(`axe finds nothing serious (${colorScheme})`, async () => {
      const { page } = await visit(browser, engine.address, { colorScheme });
      const serious = async () =>
        (await new AxeBuilder({ page }).analyze()).violations
          .filter(({ impact }) => impact === "serious" || impact === "critical")
          .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
      expect(await serious()).toEqual([]);
      await startSession(page);
      showMusic(engine);
      engine.show({ quiet: true, turn: "child" });
      engine.alert("warning", "A keyboard was unplugged.");
      await showTable(page);
      await page.getByText("A keyboard was unplugged.").waitFor();
      expect(await serious()).toEqual([]);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Continue calmly" }).waitFor();
      expect(await serious()).toEqual([]);
    });
  }

  test("everything to press is large enough, in each state", async () => {
    const { page } = await visit(browser, engine.address);
    const small = () =>
      page.locator("button, select, input").evaluateAll((controls) =>
        controls
          .map((control) => ({
            name: control.getAttribute("aria-label") ?? control.textContent,
            box: control.getBoundingClientRect(),
          }))
          .filter(({ box }) => box.width > 0 && (box.width < 48 || box.height < 48))
          .map(({ name, box }) => `${name} ${box.width}x${box.height}`),
      );
    expect(await small()).toEqual([]);
    await startSession(page);
    engine.alert("info", "Hello.");
    await page.getByText("Hello.").waitFor();
    expect(await small()).toEqual([]);
    const stop = await page.getByRole("button", { name: "STOP all sound" }).boundingBox();
    expect(stop?.width).toBeGreaterThanOrEqual(96);
    expect(stop?.height).toBeGreaterThanOrEqual(96);
    const live = await page.locator(".live button, .live select, .bottom button").evaluateAll((controls) =>
      controls
        .map((control) => ({ name: control.textContent, box: control.getBoundingClientRect() }))
        .filter(({ box }) => box.width < 63.9 || box.height < 63.9)
        .map(({ name, box }) => `${name} ${box.width}x${box.height}`),
    );
    expect(live).toEqual([]);
  });

  test("nothing scrolls at 1024x768, with every message shown and the link lost", async () => {
    const { page } = await visit(browser, engine.address);
    await startSession(page);
    showMusic(engine);
    engine.show({ quiet: true });
    engine.alert("error", "The space must last 2 to 60 s; 90 is too long.");
    await page.getByText("90 is too long").waitFor();
    const hidden = () =>
      page.evaluate(() => {
        const bottom = document.querySelector(".bottom")?.getBoundingClientRect().top ?? 0;
        const cut = [...document.querySelectorAll("main .card > *, main button, main select")]
          .filter((part) => !part.classList.contains("hidden"))
          .filter((part) => part.getBoundingClientRect().bottom > bottom)
          .map((part) => part.outerHTML.slice(0, 60));
        const cards = [...document.querySelectorAll(".card")]
          .filter((card) => card.scrollHeight > card.clientHeight + 1)
          .map((card) => card.className);
        const { scrollWidth, scrollHeight } = document.documentElement;
        return { cut, cards, scrollWidth, scrollHeight };
      });
    expect(await hidden()).toEqual({ cut: [], cards: [], scrollWidth: 1024, scrollHeight: 768 });
    await engine.close();
    await page.locator(".ribbon").waitFor();
    expect(await hidden()).toEqual({ cut: [], cards: [], scrollWidth: 1024, scrollHeight: 768 });
  });

  for (const [width, height] of [
    [320, 640],
    [512, 384],
  ] as const) {
    test(`reflows at ${width}x${height}: no sideways scrolling, the verbs stay in sight`, async () => {
      const { page } = await visit(browser, engine.address, { viewport: { width, height } });
      await startSession(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
      for (const name of ["STOP all sound", "Quiet"]) {
        const box = await page.getByRole("button", { name }).boundingBox();
        expect(box && box.x >= 0 && box.x + box.width <= width && box.y + box.height <= height).toBe(true);
      }
      const last = await page.locator(".live button").last().boundingBox();
      const bar = await page.locator(".bottom").boundingBox();
      expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
    });
  }

  test("everything can be reached and done with the keyboard alone", async () => {
    const { page } = await visit(browser, engine.address);
    await page.locator("button.start").focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => textOf(words(page))).toBe("Listening");
    await showKeys(page);
    const reached = new Set<string>();
    for (let tabs = 0; tabs < 80; tabs++) {
      await page.keyboard.press("Tab");
      reached.add(
        await page.evaluate(() => {
          const { activeElement } = document;
          return activeElement?.getAttribute("aria-label") ?? activeElement?.id ?? activeElement?.textContent ?? "";
        }),
      );
    }
    for (const name of ["C4", "STOP all sound", "Softer", "Louder", "volume", "Leave more space", "Loudness: less"]) {
      expect([...reached]).toContain(name);
    }
    await page.locator("[data-pitch='60']").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.down("Enter");
    await expect.poll(() => engine.of("key:down").length).toBe(1);
    await page.keyboard.up("Enter");
    await expect.poll(() => engine.of("key:up").length).toBe(1);
    expect(engine.of("key:down")[0]?.content).toEqual([{ pitch: 61, velocity: 64, source: "screen" }]);
    await page.getByRole("button", { name: "STOP all sound" }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => engine.of("stop").length).toBe(1);
    await page.getByRole("button", { name: "Continue calmly" }).focus();
    await page.keyboard.down("Space");
    await page.waitForTimeout(600);
    await page.keyboard.up("Space");
    await page.waitForTimeout(600);
    expect(engine.of("continue")).toHaveLength(0);
    await page.keyboard.down("Space");
    await expect.poll(() => engine.of("continue").length, { timeout: 3_000 }).toBe(1);
  });
});
