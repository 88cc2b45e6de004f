// How soon the panel's first picture stands, from nothing cached, over loopback; and how much JavaScript Live needs, packed, without
// the synthesiser and with it.
//   npm run bench -- panel-paint [visits]
import { gzipSync } from "node:zlib";
import { launch } from "../tests/browser/helpers/browser.ts";
import { figures, machineSince, now, quantile, stolenSeconds } from "./helpers/figures.ts";
import { load, openPanelEngine } from "./helpers/panel-engine.ts";

const visits = Number(process.argv[2] ?? 20);
const KB = 1024;

/** First contentful paint, ms from the navigation. */
function firstPaint(): Promise<number> {
  return new Promise((resolve) => {
    new PerformanceObserver((list) => {
      for (const { name, startTime } of list.getEntries()) if (name === "first-contentful-paint") resolve(startTime);
    }).observe({ type: "paint", buffered: true });
  });
}

const began = now();
const stolen = stolenSeconds();
const engine = await openPanelEngine();
const browser = await launch();
try {
  const paints: number[] = [];
  for (let visit = 0; visit < visits; visit++) {
    const context = await browser.newContext({ viewport: { width: 1024, height: 768 } });
    const page = await context.newPage();
    await page.goto(`${engine.address}/`, { waitUntil: "commit" });
    paints.push(await page.evaluate(firstPaint));
    await context.close();
  }
  console.log(
    `first contentful paint of /, cold: ${figures(paints)}, p95 ${quantile(paints, 0.95).toFixed(0)} ms; ${load()}`,
  );
  console.log("  asked: <= 1000 ms");

  const context = await browser.newContext({ viewport: { width: 1024, height: 768 } });
  const page = await context.newPage();
  const scripts = new Map<string, number>();
  page.on("response", async (response) => {
    const { pathname } = new URL(response.url());
    if (!pathname.endsWith(".js")) return;
    // A body that cannot be read any more is one of a page that is gone.
    const body = await response.body().catch(() => undefined);
    if (body) scripts.set(pathname, gzipSync(body).length);
  });
  await page.goto(`${engine.address}/#live`);
  await page.locator("canvas.roll").waitFor();
  await page.locator("button.start").click();
  await page.locator(".fact.sound", { hasText: /\bon$/ }).waitFor({ timeout: 30_000 });
  const ofSynth = (path: string) => /spessasynth|synth-library/.test(path);
  const sum = (which: (path: string) => boolean) =>
    [...scripts].filter(([path]) => which(path)).reduce((total, [, bytes]) => total + bytes, 0) / KB;
  for (const [path, bytes] of [...scripts].toSorted(([, a], [, b]) => b - a)) {
    console.log(`  ${(bytes / KB).toFixed(1).padStart(6)} kB  ${path}${ofSynth(path) ? "  (synthesiser)" : ""}`);
  }
  console.log(`JavaScript of Live, packed: ${sum((path) => !ofSynth(path)).toFixed(0)} kB   asked: <= 150 kB`);
  console.log(`  with the synthesiser: ${sum(() => true).toFixed(0)} kB, without the SoundFont`);
  console.log(machineSince(began, stolen));
} finally {
  await browser.close();
  await engine.close();
}
