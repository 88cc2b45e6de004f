// The Live page through a busy session: the child plays 10 notes a second on the real engine, the partner plays along, and a
// panel stands open at 1024x768. How busy the page's main thread is, whether its heap and the engine's memory grow, and what a
// panel costs that takes nothing for a minute.
//   npm run bench -- panel-live [minutes] [seconds that the slow panel may have]
import { connect } from "node:net";
import type { CDPSession } from "playwright-core";
import { launch } from "../tests/browser/helpers/browser.ts";
import { machineSince, now, stolenSeconds } from "./helpers/figures.ts";
import { ask, load, openPanelEngine, type PanelEngine, playKeys } from "./helpers/panel-engine.ts";

const [minutes = 3, slowFor = 60] = process.argv.slice(2).map(Number);
const NOTES_PER_SECOND = 10;
const WARM_UP = 20;
const MB = 2 ** 20;

const sleep = (seconds: number) => new Promise((resolve) => setTimeout(resolve, 1_000 * seconds));

interface Reading {
  /** Seconds. */
  readonly wall: number;
  readonly tasks: number;
  readonly scripts: number;
  readonly styles: number;
  readonly layouts: number;
  readonly cpu: number;
  /** Bytes. */
  readonly heap: number;
}

async function read(devtools: CDPSession): Promise<Reading> {
  await devtools.send("HeapProfiler.collectGarbage");
  const { metrics } = await devtools.send("Performance.getMetrics");
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return {
    wall: of("Timestamp"),
    tasks: of("TaskDuration"),
    scripts: of("ScriptDuration"),
    styles: of("RecalcStyleDuration"),
    layouts: of("LayoutDuration"),
    cpu: of("ThreadTime"),
    heap: of("JSHeapUsedSize"),
  };
}

/** A panel that greets and then reads nothing: what it costs the engine, MB, and after how many seconds it was cut off. */
async function slowPanel(engine: PanelEngine): Promise<{ cost: number; cut: number | undefined }> {
  const before = engine.memory();
  const { host, port } = new URL(engine.address);
  const socket = connect(Number(port), "127.0.0.1");
  let cut: number | undefined;
  const began = now();
  socket.on("error", () => {});
  socket.write(
    `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${engine.address}\r\n` +
      "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: c2xvdyBwYW5lbCBzbG93IQ==\r\n\r\n",
  );
  await new Promise((resolve) => socket.once("data", resolve));
  // "40" of Socket.IO, masked with zeros: greet, then read no more.
  socket.write(Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0x34, 0x30]));
  socket.pause();
  const joined = new Promise<void>((resolve) => engine.hand.on("access", ({ panels }) => panels > 2 && resolve()));
  await Promise.race([joined, sleep(3)]);
  engine.hand.on("access", ({ panels }) => {
    if (panels <= 2) cut ??= (now() - began) / 1_000;
  });
  let most = before;
  for (let second = 0; second < slowFor; second++) {
    await sleep(1);
    if (cut === undefined) most = Math.max(most, engine.memory());
  }
  engine.hand.off("access");
  socket.destroy();
  return { cost: most - before, cut };
}

const engine = await openPanelEngine();
const browser = await launch();
const began = now();
const stolen = stolenSeconds();
try {
  const context = await browser.newContext({ viewport: { width: 1024, height: 768 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(`${engine.address}/#live`);
  await page.locator("canvas.roll").waitFor();
  await ask(engine.hand, "technique:set", "ground");
  await ask(engine.hand, "start");
  const ids = new Set<number>();
  engine.hand.on("notes", (notes) => {
    for (const { id, onset } of notes) if (onset > 0) ids.add(id);
  });
  let views = 0;
  engine.hand.on("state", () => views++);
  const keys = playKeys(engine.hand, NOTES_PER_SECOND);
  const devtools = await context.newCDPSession(page);
  await devtools.send("Performance.enable");
  await sleep(WARM_UP);

  const rss = engine.memory();
  const [drawnBefore, viewsBefore] = [ids.size, views];
  const first = await read(devtools);
  await sleep(60 * minutes);
  const last = await read(devtools);
  const wall = last.wall - first.wall;
  const share = (name: "tasks" | "scripts" | "styles" | "layouts" | "cpu") =>
    `${((100 * (last[name] - first[name])) / wall).toFixed(1)} %`;
  console.log(
    `Live at 1024x768 for ${(wall / 60).toFixed(1)} min: ${((ids.size - drawnBefore) / wall).toFixed(1)} notes/s drawn, ` +
      `${((views - viewsBefore) / wall).toFixed(1)} views/s; ${load()}`,
  );
  console.log(`main thread, tasks over wall time   ${share("tasks")}   asked: <= 10 %`);
  console.log(`  of it scripts ${share("scripts")}, styles ${share("styles")}, layout ${share("layouts")}`);
  console.log(`  its own CPU time                  ${share("cpu")}`);
  console.log(
    `heap after warm-up ${(first.heap / MB).toFixed(1)} MB, at the end ${(last.heap / MB).toFixed(1)} MB: ` +
      `${((last.heap - first.heap) / MB).toFixed(1)} MB more   asked: <= 5 MB`,
  );
  console.log(`engine ${rss.toFixed(0)} MB, at the end ${engine.memory().toFixed(0)} MB   asked: flat`);
  const { cost, cut } = await slowPanel(engine);
  console.log(
    `a panel that reads nothing for ${slowFor} s: ${cost.toFixed(1)} MB more at the most, ` +
      `${cut === undefined ? "NOT cut off" : `cut off after ${cut.toFixed(1)} s`}   asked: <= 10 MB, cut off`,
  );
  keys.stop();
  console.log(`${machineSince(began, stolen)}; complaints of the page: ${complaints.length}`);
} finally {
  await browser.close();
  await engine.close();
}
