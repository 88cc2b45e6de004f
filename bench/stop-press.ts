// STOP pressed while the room is full: hundreds of paired observers watch over TLS, a child plays ten notes a second, and
// somebody at the engine's own screen presses STOP. Timed from the press until this panel is told to be silent, and until the
// answer; the same without observers before it, in the same run. Then: how soon a revoked device is cut off, and what a
// frozen one costs. Panels run in processes of their own; times are the system's monotonic clock, one for all processes.
//   npm run bench -- stop-press [observers] [presses] [frozen seconds]
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setPriority } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { io, type Socket } from "socket.io-client";
import type { Access } from "../src/server/protocol.ts";
import { ask, Devices, pairedBefore } from "../tests/helpers/devices.ts";
import { openRoom } from "../tests/helpers/open-room.ts";
import { figures, machineSince, now, quantile, stolenSeconds } from "./helpers/figures.ts";

/** What a process of panels is told: where the engine is, and one cookie a panel (none: the engine's own screen). */
interface Task {
  readonly address: string;
  readonly ca: string | null;
  readonly cookies: readonly string[];
}

/** Sockets in one process. */
const SHARE = 100;
const REVOKED = 20;

function connect({ address, ca }: Task, cookie?: string): Socket {
  return io(address, {
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    ...(ca === null ? {} : { ca }),
    ...(cookie === undefined ? {} : { extraHeaders: { cookie } }),
  });
}

const heard = (socket: Socket, name: string) => new Promise<void>((resolve) => socket.once(name, () => resolve()));

/** Panels that only watch; each tells when it was cut off. */
async function watch(task: Task): Promise<void> {
  const sockets: Socket[] = [];
  // One after the other: a crowd that comes at once would be measured here, and it is watching that is asked.
  for (const cookie of task.cookies) {
    const socket = connect(task, cookie);
    await heard(socket, "welcome");
    sockets.push(socket);
  }
  for (const [index, socket] of sockets.entries()) socket.on("disconnect", () => process.send?.({ index, at: now() }));
  // They would be on other machines: what they cost there must not be taken from the engine here.
  setPriority(5);
  process.send?.("ready");
}

/** Presses STOP again and again; tells how long silence and the answer took. */
async function press(task: Task): Promise<void> {
  const socket = connect(task);
  await heard(socket, "welcome");
  process.send?.("ready");
  process.on("message", async (count: number) => {
    const taken: [silent: number, answered: number][] = [];
    await ask(socket, "start");
    for (let i = 0; i < count; i++) {
      await ask(socket, "continue");
      await sleep(50 + ((i * 37) % 100));
      const silent = heard(socket, "silence").then(now);
      const began = now();
      const answered = ask(socket, "stop").then(now);
      taken.push([(await silent) - began, (await answered) - began]);
    }
    process.send?.(taken);
  });
}

async function panels(mode: "watch" | "press", task: Task): Promise<ChildProcess> {
  const child = fork(fileURLToPath(import.meta.url), [mode], { execArgv: ["--import", "tsx"] });
  child.send(task);
  await once(child, "message");
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

async function presses(presser: ChildProcess, count: number): Promise<[number, number][]> {
  presser.send(count);
  const [taken] = await once(presser, "message");
  return taken as [number, number][];
}

const megabytes = () => process.memoryUsage().rss / 2 ** 20;

async function measure(observers: number, count: number, frozenSeconds: number): Promise<void> {
  const [began, stolen] = [now(), stolenSeconds()];
  let cookies: string[] = [];
  const room = await openRoom(
    {},
    {
      lan: true,
      prepare: (folder) => {
        const watching = Array.from({ length: observers + REVOKED }, () => ({ role: "observer" as const }));
        cookies = pairedBefore(folder, [...watching, { role: "therapist" }]);
      },
    },
  );
  const devices = new Devices(room);
  const over = { address: devices.address, ca: devices.certificate.toString() };
  let key = 0;
  const child = setInterval(() => {
    room.room.instruments.pageUp("screen", 60 + (key % 12));
    key++;
    room.room.instruments.pageDown("screen", 60 + (key % 12), 70);
  }, 100);
  const presser = await panels("press", { address: room.address, ca: null, cookies: [] });
  const alone = await presses(presser, count);
  console.log(`STOP -> silent, nobody else      ${figures(alone.map(([silent]) => silent))}`);
  console.log(`STOP -> answer, nobody else      ${figures(alone.map(([, answered]) => answered))}`);
  const before = megabytes();
  const crowd: ChildProcess[] = [];
  for (let i = 0; i < observers; i += SHARE) {
    crowd.push(await panels("watch", { ...over, cookies: cookies.slice(i, Math.min(i + SHARE, observers)) }));
  }
  console.log(`${observers} observers are in after ${((now() - began) / 1000).toFixed(0)} s`);
  const cpu = process.cpuUsage();
  const since = now();
  const crowded = await presses(presser, count);
  const { user, system } = process.cpuUsage(cpu);
  const share = (user + system) / 1000 / (now() - since);
  console.log(`STOP -> silent, ${observers} observers    ${figures(crowded.map(([silent]) => silent))}`);
  console.log(`STOP -> answer, ${observers} observers    ${figures(crowded.map(([, answered]) => answered))}`);
  const { panels: there } = await new Promise<Access>((resolve) => devices.connect().once("access", resolve));
  console.log(`  panels still connected: ${there} (observers, the one that presses, and one that counts)`);
  const ratio =
    quantile(
      crowded.map(([silent]) => silent),
      0.5,
    ) /
    quantile(
      alone.map(([silent]) => silent),
      0.5,
    );
  console.log(`  ratio of the medians ${ratio.toFixed(1)}; asked: p99 <= 100 ms with 300 observers`);
  console.log(
    `  engine: ${(100 * share).toFixed(0)} % of a core; resident ${before.toFixed(0)} -> ${megabytes().toFixed(0)} MB`,
  );

  const victims = await panels("watch", { ...over, cookies: cookies.slice(observers, observers + REVOKED) });
  const screen = devices.connect();
  await heard(screen, "welcome");
  const waiting = new Map<number, (at: number) => void>();
  victims.on("message", ({ index, at }: { index: number; at: number }) => waiting.get(index)?.(at));
  const cut: number[] = [];
  for (let index = 0; index < REVOKED; index++) {
    const gone = new Promise<number>((resolve) => waiting.set(index, resolve));
    const asked = now();
    await ask(screen, "devices:revoke", { id: (observers + index).toString(16).padStart(16, "0") });
    cut.push((await gone) - asked);
  }
  console.log(`revoked -> cut off               ${figures(cut)}; asked: <= 1000 ms`);
  await end(victims);

  const frozen = await panels("watch", { ...over, cookies: cookies.slice(-1) });
  const calm = megabytes();
  let most = calm;
  let left: number | undefined;
  const full = await new Promise<Access>((resolve) => {
    screen.once("access", resolve);
    void ask(screen, "devices:list");
  });
  screen.on("access", ({ panels: there }: Access) => {
    if (there < full.panels) left ??= now();
  });
  frozen.kill("SIGSTOP");
  const froze = now();
  while (now() - froze < frozenSeconds * 1000) {
    await sleep(200);
    most = Math.max(most, megabytes());
  }
  const dropped = left === undefined ? "never" : `${((left - froze) / 1000).toFixed(1)} s`;
  console.log(
    `frozen for ${frozenSeconds} s: dropped after ${dropped}, at most ${(most - calm).toFixed(1)} MB more; asked: <= 10 MB`,
  );
  clearInterval(child);
  for (const process of [frozen, presser, ...crowd]) await end(process);
  devices.close();
  await room.close();
  console.log(machineSince(began, stolen));
}

const [mode] = process.argv.slice(2);
if (mode === "watch" || mode === "press") {
  process.once("message", (task: Task) => void (mode === "watch" ? watch(task) : press(task)));
} else {
  const [observers = 300, count = 200, frozenSeconds = 60] = process.argv.slice(2).map(Number);
  await measure(observers, count, frozenSeconds);
}
