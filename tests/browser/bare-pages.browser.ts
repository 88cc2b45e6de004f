import { mkdirSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Access } from "../../src/server/protocol.ts";
import { ask, Devices, once, pairedBefore, when } from "../helpers/devices.ts";
import { type OpenRoom, openRoom } from "../helpers/open-room.ts";
import { CHROMIUM, launch } from "./helpers/browser.ts";

describe.skipIf(!CHROMIUM)("the bare pages", () => {
  let browser: Browser;
  let open: OpenRoom;
  let devices: Devices;
  let cookie = "";

  beforeAll(async () => {
    browser = await launch();
    const prepare = (folder: string) => {
      [cookie = ""] = pairedBefore(folder, [{ role: "observer" }]);
    };
    open = await openRoom({}, { lan: true, prepare });
    devices = new Devices(open);
    mkdirSync("test-results", { recursive: true });
  });
  afterAll(async () => {
    devices.close();
    await open.close();
    await browser.close();
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });

  /** A page of a device on the network; paired as an observer where told. */
  async function device(options: BrowserContextOptions = {}, paired = true): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      ignoreHTTPSErrors: true,
      ...options,
    });
    const [name = "", value = ""] = cookie.split("=");
    if (paired) {
      await context.addCookies([
        { name, value, url: devices.address, secure: true, httpOnly: true, sameSite: "Strict" },
      ]);
    }
    return context.newPage();
  }

  function run(): void {
    open.room.start();
    open.room.continue();
    expect(open.room.session.stopped).toBe(false);
  }

  test.each([
    ["light", "en-GB", "STOP", "Stopped."],
    ["dark", "de-DE", "STOPP", "Gestoppt."],
  ] as const)("STOP without a script, %s, in %s", async (colorScheme, locale, name, said) => {
    run();
    const page = await device({ javaScriptEnabled: false, colorScheme, locale });
    await page.goto(`${devices.address}stop`);
    const button = page.getByRole("button", { name });
    const box = await button.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(96);
    expect(box?.width).toBeGreaterThanOrEqual(96);
    await page.screenshot({ path: `test-results/stop-${colorScheme}.png` });
    await button.click();
    await page.getByText(said).waitFor();
    expect(open.room.session.stopped).toBe(true);
    await page.screenshot({ path: `test-results/stopped-${colorScheme}.png` });
  });

  test("are accessible, on a narrow screen too", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      for (const forcedColors of ["none", "active"] as const) {
        const page = await device({ colorScheme, forcedColors, viewport: { width: 320, height: 480 } });
        for (const path of ["stop", "pair"]) {
          await page.goto(devices.address + path);
          const { violations } = await new AxeBuilder({ page }).analyze();
          const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
          expect(found, `${path}, ${colorScheme}, forced colours ${forcedColors}`).toEqual([]);
          const width = await page.evaluate("document.documentElement.scrollWidth");
          expect(width, path).toBeLessThanOrEqual(320);
        }
        await page.screenshot({ path: `test-results/pair-${colorScheme}-${forcedColors}.png`, fullPage: true });
      }
    }
  });

  test("a device is paired by the QR code's address, and from then on has STOP", async () => {
    const screen = devices.connect();
    const shown = when<Access>(screen, "access", ({ pairing }) => pairing !== null);
    await once(screen, "welcome");
    await ask(screen, "pairing:open", { role: "assistant", minutes: 2 });
    const link = (await shown).pairing?.link ?? "";
    screen.close();
    const page = await device({}, false);
    await page.goto(`${devices.address}stop`);
    // Nobody knows this device yet.
    await page.waitForURL(/\/pair$/);
    await page.goto(link.replace("/pair", "/pair?again"));
    expect(new URL(page.url()).hash).toBe("");
    await page.getByLabel("A name for this device").fill("Anna's tablet");
    await page.getByRole("button", { name: "Pair" }).click();
    await page.waitForURL(devices.address);
    run();
    await page.goto(`${devices.address}stop`);
    await page.getByRole("button", { name: "STOP" }).click();
    await page.getByText("Stopped.").waitFor();
    expect(open.room.session.stopped).toBe(true);
  });

  test("a page of another origin has no way in: not by socket, form, fetch or frame", async () => {
    run();
    const elsewhere = await evilServer(open.address, devices.address);
    const { port } = elsewhere.address() as AddressInfo;
    const page = await device();
    await page.goto(`http://localhost:${port}/`);
    await page.waitForFunction("window.tried === 5", undefined, { timeout: 30_000 });
    expect(await page.evaluate("window.opened")).toEqual([]);
    const framed = page.frames().filter((frame) => frame !== page.mainFrame());
    expect(framed.map((frame) => frame.url())).toEqual(["chrome-error://chromewebdata/"]);
    expect(open.room.session.stopped).toBe(false);
    await page.getByRole("button", { name: "post" }).click();
    await page.getByText("engine's own address").waitFor();
    expect(open.room.session.stopped).toBe(false);
    elsewhere.close();
  });
});

/** A page that tries whatever a browser lets it. */
function evilServer(here: string, network: string): Promise<Server> {
  const sockets = [here, network].map(
    (address) => `${address.replace("http", "ws")}socket.io/?EIO=4&transport=websocket`,
  );
  const script = `
window.tried = 0;
window.opened = [];
for (const address of ${JSON.stringify(sockets)}) {
  const socket = new WebSocket(address);
  socket.onopen = () => window.opened.push(address);
  socket.onerror = () => window.tried++;
}
for (const address of ${JSON.stringify([here, network])}) {
  fetch(address + "stop", { method: "POST", credentials: "include" })
    .then((answer) => window.opened.push("fetch " + answer.status))
    .catch(() => {})
    .finally(() => window.tried++);
}
const frame = document.createElement("iframe");
frame.src = ${JSON.stringify(`${here}stop`)};
frame.onload = () => window.tried++;
document.body.append(frame);
`;
  const html = `<!doctype html><title>Elsewhere</title><body><form method="post" action="${here}stop"><button>post</button></form><script>${script}</script></body>`;
  const server = createServer((_, response) => response.writeHead(200, { "content-type": "text/html" }).end(html));
  return new Promise((resolve) => server.listen(0, () => resolve(server)));
}
