import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from "playwright-core";
import { tapSound } from "./sound-tap.ts";

const PATHS = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Where Chromium is, or undefined: then the browser tests are skipped. */
export const CHROMIUM = PATHS.find((path) => path !== undefined && existsSync(path));

export const NO_CHROMIUM = "Chromium is missing: install it (apt-get install chromium) or set CHROMIUM to its path.";

export async function launch(...more: string[]): Promise<Browser> {
  if (!CHROMIUM) throw new Error(NO_CHROMIUM);
  return chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", ...more] });
}

/** A page that looks at the address, 1024x768 unless told, with the sound tap, and with its complaints collected. */
export async function visit(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1024, height: 768 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.addInitScript(tapSound);
  await page.goto(address.includes("#") ? address : `${address}/#live`);
  await page.locator("button.start").waitFor();
  return { page, complaints };
}

/** Presses Start and waits until the sound is on. */
export async function startSession(page: Page): Promise<void> {
  await page.locator("button.start").click();
  await page.locator(".fact.sound", { hasText: /\bon$/ }).waitFor({ timeout: 20_000 });
}

/** Shows the child's keys in place of the tags. */
export async function showKeys(page: Page): Promise<void> {
  await page.getByRole("button", { name: "♪ Keys" }).click();
  await page.locator(".strip").waitFor();
}

/** What stands there, with single spaces. */
export async function textOf(place: Locator): Promise<string> {
  return ((await place.textContent()) ?? "").replace(/\s+/g, " ").trim();
}
