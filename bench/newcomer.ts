// As a newcomer: clone into an empty folder, npm start, open the page, press Start, hear the first sound; then start again.
//   npm run bench -- newcomer
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "../tests/browser/helpers/browser.ts";
import { peakLevel, tapSound } from "../tests/browser/helpers/sound-tap.ts";
import { now } from "./helpers/figures.ts";

const folder = mkdtempSync(join(tmpdir(), "antiphon-newcomer-"));
const checkout = join(folder, "antiphon");
const env = { ...process.env, ANTIPHON_DATA: join(folder, "data") };

/** npm start, until it prints the address. */
async function start(): Promise<{ engine: ChildProcess; address: string; seconds: number; installing: number }> {
  const began = now();
  let installed = began;
  const engine = spawn("npm", ["start"], { cwd: checkout, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const address = await new Promise<string>((resolve, reject) => {
    let said = "";
    const hear = (text: string) => {
      said += text;
      if (/added \d+ packages/.test(text)) installed = now();
      const found = /http:\/\/[\d.:]+\//.exec(said);
      if (found) resolve(found[0]);
    };
    engine.stdout?.setEncoding("utf8").on("data", hear);
    engine.stderr?.setEncoding("utf8").on("data", hear);
    engine.once("exit", () => reject(new Error(said)));
  });
  return { engine, address, seconds: (now() - began) / 1000, installing: (installed - began) / 1000 };
}

/** Ctrl-C, as a terminal sends it: to the whole group. */
async function interrupt(engine: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => engine.once("exit", resolve));
  process.kill(-(engine.pid ?? 0), "SIGINT");
  await gone;
}

spawnSync("git", ["clone", "-q", process.cwd(), checkout], { stdio: "inherit" });
const first = await start();
console.log(
  `fresh clone to address: ${first.seconds.toFixed(1)} s, ${first.installing.toFixed(1)} s of it downloading and installing packages`,
);

const opened = now();
const browser = await launch();
const page = await browser.newPage();
await page.addInitScript(tapSound);
await page.goto(first.address);
const pressed = now();
await page.getByRole("button", { name: "Start" }).click();
while ((await peakLevel(page)) < -60) await page.waitForTimeout(20);
const sounded = now();
console.log(
  `browser opened and page loaded ${((pressed - opened) / 1000).toFixed(1)} s, Start to the first sound ${((sounded - pressed) / 1000).toFixed(1)} s` +
    ` (the pretend child waits about a second)`,
);
const total = first.seconds - first.installing + (sounded - opened) / 1000;
console.log(`fresh clone to first sound, without the packages: ${total.toFixed(1)} s; asked: under 90 s`);
await browser.close();
await interrupt(first.engine);

for (let round = 0; round < 3; round++) {
  const again = await start();
  console.log(`start again: ${again.seconds.toFixed(2)} s to the address; asked: under 3 s`);
  await interrupt(again.engine);
}
rmSync(folder, { recursive: true, force: true });
