// How soon the panel shows and sounds what happens, in real pages on the real engine, over loopback:
//  - a note that the engine is told of, until the piano roll has drawn it; a card that is chosen, until its word stands there;
//  - a pad pressed on the child's page, until the speaker's page hands the note to its synthesiser;
//  - an engine that is frozen or killed, until the speaker's page is silent at its loudspeaker.
//   npm run bench -- panel-latency [events] [deaths]
import type { Browser, Page } from "playwright-core";
import { launch } from "../tests/browser/helpers/browser.ts";
import { audibleSpan, peakLevel, tapSound } from "../tests/browser/helpers/sound-tap.ts";
import { machineSince, now, quantile, stolenSeconds } from "./helpers/figures.ts";
import { clockOf, wall } from "./helpers/panel-clock.ts";
import { ask, load, openPanelEngine, type PanelEngine } from "./helpers/panel-engine.ts";

const [events = 200, deaths = 12] = process.argv.slice(2).map(Number);
const GAP = 330;
const SILENT = -60;

/** What the hooks below note down, in the page's own clock. */
interface Notes {
  readonly drawn: number[];
  readonly words: { readonly at: number; readonly card: string }[];
  readonly pressed: number[];
  readonly handed: number[];
}
type Noted = typeof globalThis & { bench: Notes };

/** Put into each page before its own code: when what the bench asks about happens. */
function takeNotes(): void {
  const bench: Notes = { drawn: [], words: [], pressed: [], handed: [] };
  Object.assign(window, { bench });
  const clock = () => performance.timeOrigin + performance.now();
  /** When the picture that is being made is through the main thread. */
  const whenPainted = (tell: (at: number) => void) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => tell(clock());
    port2.postMessage(null);
  };
  // The heads of notes are stamps; all move left, so one further to the right than any in the last picture is a new note.
  let [rightmost, before] = [0, Number.POSITIVE_INFINITY];
  const { clearRect, drawImage, restore } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.clearRect = function (...place) {
    rightmost = 0;
    clearRect.apply(this, place);
  };
  const stamp = drawImage as (this: CanvasRenderingContext2D, ...place: unknown[]) => void;
  CanvasRenderingContext2D.prototype.drawImage = function (this: CanvasRenderingContext2D, ...place: unknown[]) {
    rightmost = Math.max(rightmost, Number(place[1]));
    stamp.apply(this, place);
  } as typeof CanvasRenderingContext2D.prototype.drawImage;
  CanvasRenderingContext2D.prototype.restore = function () {
    restore.call(this);
    if (rightmost > before) whenPainted((at) => bench.drawn.push(at));
    before = rightmost;
  };
  let card = "";
  new MutationObserver(() => {
    const pressed = document.querySelector(".techniques button[aria-pressed=true]");
    const name = pressed?.firstChild?.textContent ?? "";
    if (name === card) return;
    card = name;
    requestAnimationFrame(() => whenPainted((at) => bench.words.push({ at, card: name })));
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-pressed"] });
  window.addEventListener("pointerdown", (event) => bench.pressed.push(performance.timeOrigin + event.timeStamp), true);
  const post = MessagePort.prototype.postMessage as (this: MessagePort, ...message: unknown[]) => void;
  MessagePort.prototype.postMessage = function (this: MessagePort, ...message: unknown[]) {
    const said = message[0] as { type?: string; data?: { messageData?: Uint8Array } } | null;
    const bytes = said?.type === "midiMessage" ? said.data?.messageData : undefined;
    // Note on, on the child's channels.
    if (bytes && (bytes[0] === 0x91 || bytes[0] === 0x99) && (bytes[2] ?? 0) > 0) bench.handed.push(clock());
    post.apply(this, message);
  } as typeof MessagePort.prototype.postMessage;
}

async function open(browser: Browser, address: string, width = 1024, height = 768): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  // What runs TypeScript here marks functions with their names by a helper that a page does not have.
  await page.addInitScript("globalThis.__name = (marked) => marked");
  await page.addInitScript(takeNotes);
  await page.addInitScript(tapSound);
  await page.goto(address);
  return page;
}

const take = <Name extends keyof Notes>(page: Page, name: Name): Promise<Notes[Name]> =>
  page.evaluate((which) => (globalThis as Noted).bench[which].splice(0) as unknown, name) as Promise<Notes[Name]>;

function line(what: string, values: readonly number[], asked: string): string {
  const [p50, p95, p99, max] = [0.5, 0.95, 0.99, 1].map((share) => quantile(values, share).toFixed(1));
  return `${what.padEnd(44)} n ${values.length}  p50 ${p50}  p95 ${p95}  p99 ${p99}  max ${max} ms   asked: ${asked}`;
}

/** From when each thing was done to the first that followed before the next was done; what was never seen is missing. */
function delays(done: readonly number[], seen: readonly number[]): number[] {
  return done.flatMap((at, index) => {
    const next = done[index + 1] ?? Number.POSITIVE_INFINITY;
    const first = seen.find((time) => time > at && time < next);
    return first === undefined ? [] : [first - at];
  });
}

async function notesDrawn(engine: PanelEngine, page: Page): Promise<number[]> {
  const offset = await clockOf(page);
  await take(page, "drawn");
  const told: number[] = [];
  for (let count = 0; count < events; count++) {
    // Not in step with anything that beats.
    await page.waitForTimeout(GAP + ((count * 37) % 61));
    const pitch = 60 + (count % 24);
    told.push(wall());
    engine.hand.emit("key:down", { pitch, velocity: 60 }, () => {});
    setTimeout(() => engine.hand.emit("key:up", { pitch }, () => {}), 120);
  }
  await page.waitForTimeout(1_000);
  const drawn = await take(page, "drawn");
  return delays(
    told,
    drawn.map((at) => at + offset),
  );
}

async function cardsShown(engine: PanelEngine, page: Page): Promise<number[]> {
  const offset = await clockOf(page);
  await take(page, "words");
  const told: number[] = [];
  for (let count = 0; count < events; count++) {
    await page.waitForTimeout(GAP + ((count * 37) % 61));
    told.push(wall());
    engine.hand.emit("technique:set", count % 2 ? "answer" : "follow", () => {});
  }
  await page.waitForTimeout(1_000);
  const words = await take(page, "words");
  return delays(
    told,
    words.map(({ at }) => at + offset),
  );
}

/** The speaker's page, with its sound on. */
async function openSpeaker(browser: Browser, address: string): Promise<Page> {
  const speaker = await open(browser, `${address}/speaker`, 480, 640);
  await speaker.locator("button.main").click();
  await speaker.locator("main p[role=status]").waitFor({ timeout: 30_000 });
  return speaker;
}

async function padsSounded(engine: PanelEngine, browser: Browser): Promise<number[]> {
  await ask(engine.hand, "childview:set", { mode: "play", pads: 4 });
  const child = await open(browser, `${engine.address}/child`);
  const speaker = await openSpeaker(browser, engine.address);
  const pad = child.locator("button.pad").first();
  await pad.waitFor();
  const box = await pad.boundingBox();
  if (!box) throw new Error("there is no pad to press");
  await child.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await speaker.waitForTimeout(1_500);
  await take(child, "pressed");
  await take(speaker, "handed");
  for (let count = 0; count < events; count++) {
    await child.waitForTimeout(GAP / 2 + ((count * 37) % 61));
    await child.mouse.down();
    await child.waitForTimeout(60);
    await child.mouse.up();
  }
  await child.waitForTimeout(500);
  const [pressed, handed] = [await take(child, "pressed"), await take(speaker, "handed")];
  const [ours, theirs] = [await clockOf(child), await clockOf(speaker)];
  await child.context().close();
  await speaker.context().close();
  return delays(
    pressed.map((at) => at + ours),
    handed.map((at) => at + theirs),
  );
}

/** From a signal to the engine to the last audible sample at the speaker's loudspeaker. */
async function silenceAfter(browser: Browser, signal: "SIGSTOP" | "SIGKILL"): Promise<number | undefined> {
  const engine = await openPanelEngine();
  try {
    const speaker = await openSpeaker(browser, engine.address);
    await ask(engine.hand, "start");
    await speaker.waitForTimeout(1_500);
    // Held for long: nothing of it ends by itself. Struck again, so that it is loud when the engine goes.
    for (const pitch of [48, 55, 60, 64, 67]) engine.hand.emit("key:down", { pitch, velocity: 100 }, () => {});
    const began = now();
    while ((await peakLevel(speaker)) < SILENT + 15 && now() - began < 5_000) await speaker.waitForTimeout(20);
    const offset = await clockOf(speaker);
    const at = wall();
    process.kill(engine.pid, signal);
    // The tap remembers 0.7 s.
    await speaker.waitForTimeout(520);
    const span = await audibleSpan(speaker);
    const heard = await speaker.evaluate(() => {
      const { analyser } = (window as unknown as { soundTap: { analyser: AnalyserNode } }).soundTap;
      return performance.timeOrigin + performance.now() - analyser.context.currentTime * 1_000;
    });
    await speaker.context().close();
    return span && span.last * 1_000 + heard + offset - at;
  } finally {
    await engine.close();
  }
}

const began = now();
const stolen = stolenSeconds();
const browser = await launch();
try {
  const engine = await openPanelEngine();
  try {
    const live = await open(browser, `${engine.address}/#live`);
    await live.locator("canvas.roll").waitFor();
    await ask(engine.hand, "start");
    console.log(line("note told to the engine -> drawn", await notesDrawn(engine, live), `p95 <= 100 ms (${load()})`));
    console.log(
      line("card told to the engine -> word shown", await cardsShown(engine, live), `p95 <= 100 ms (${load()})`),
    );
    await live.context().close();
    const pads = await padsSounded(engine, browser);
    console.log(line("pad pressed -> note at the synthesiser", pads, `p95 <= 30 ms (${load()})`));
  } finally {
    await engine.close();
  }
  for (const signal of ["SIGSTOP", "SIGKILL"] as const) {
    const silences: number[] = [];
    for (let round = 0; round < deaths; round++) silences.push((await silenceAfter(browser, signal)) ?? Number.NaN);
    const said = signal === "SIGSTOP" ? "engine frozen -> silent" : "engine killed -> silent";
    console.log(line(said, silences, `<= 300 ms (${load()})`));
  }
  console.log(machineSince(began, stolen));
} finally {
  await browser.close();
}
