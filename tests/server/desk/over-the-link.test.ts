import { readdirSync } from "node:fs";
import type { Socket } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readAuditLog } from "../../../src/server/access/audit-log.ts";
import { newCard } from "../../../src/server/children/child-card.ts";
import { Children } from "../../../src/server/children/children.ts";
import { HouseDesk } from "../../../src/server/desk/desk.ts";
import type { Ack, Desk, Role } from "../../../src/server/protocol.ts";
import { openStore } from "../../../src/server/store/store.ts";
import { ask, Devices, once, pairedBefore, when } from "../../helpers/devices.ts";
import { type OpenRoom, openRoom } from "../../helpers/open-room.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";

const ROLES: readonly Role[] = ["therapist", "administrator", "assistant"];
let open: OpenRoom;
let devices: Devices;
let screen: Socket;
const cookies = new Map<Role, string>();
beforeAll(async () => {
  const prepare = (folder: string) => {
    const all = pairedBefore(
      folder,
      ROLES.map((role) => ({ role })),
    );
    for (const [place, role] of ROLES.entries()) cookies.set(role, all[place] ?? "");
  };
  open = await openRoom({}, { lan: true, prepare });
  const { store, panel } = open;
  const children = new Children({
    here: () => "practice",
    store,
    open: async () => {},
    changed: () => panel.tellChildren(),
    erased: (code) => desk.forgetChild(code),
  });
  const desk: HouseDesk = new HouseDesk({
    store,
    switches: { learning: undefined, learn: () => {}, set: () => {} },
    knows: (code) => children.list().some(({ card }) => card.code === code),
    changed: () => panel.tellDesk(),
    now: () => new Date(),
  });
  panel.keep(children);
  panel.keepDesk(desk);
  await children.save({ ...newCard("K-7F3"), nickname: "Sam" });
  devices = new Devices(open);
  screen = devices.connect();
  await once(screen, "welcome");
});
afterAll(async () => {
  devices.close();
  await open.close();
});

const soon = () => new Date(Date.now() + 3_600_000).toISOString();
const told = (socket: Socket, holds: (desk: Desk) => boolean) => when<Desk>(socket, "desk", holds);

async function join(role: Role): Promise<{ socket: Socket; names: Set<string>; first: Promise<Desk> }> {
  const socket = devices.connect({ cookie: cookies.get(role) });
  const names = new Set<string>();
  socket.onAny((name: string) => names.add(name));
  const first = once<Desk>(socket, "desk");
  await once(socket, "access");
  await ask(socket, "sync");
  return { socket, names, first };
}

test("a planned session is seen by those who steer, by an administrator without the child, by an assistant not at all", async () => {
  const seen = told(screen, ({ planned }) => planned.length === 1);
  expect(await ask(screen, "today:plan", { at: soon(), child: "K-7F3", plan: "30" })).toEqual({ ok: true });
  expect((await seen).planned[0]).toMatchObject({ child: "K-7F3", plan: "30" });
  expect(await ask(screen, "today:plan", { at: soon(), child: "K-000", plan: "30" })).toEqual({
    ok: false,
    error: '"today:plan" was not done: there is no child K-000.',
  });
  const therapist = await join("therapist");
  expect((await therapist.first).planned).toHaveLength(1);
  const administrator = await join("administrator");
  expect((await administrator.first).planned).toEqual([]);
  const assistant = await join("assistant");
  expect(assistant.names.has("desk")).toBe(false);
});

test("the recovery key comes to the engine's own screen alone, in the answer, and opens the record", async () => {
  const therapist = await join("therapist");
  await ask(therapist.socket, "control:take");
  expect(await ask(therapist.socket, "lock:set", "three blind mice")).toEqual({
    ok: false,
    error: "This is done at the engine's own screen.",
  });
  const others: unknown[] = [];
  therapist.socket.onAny((...message: unknown[]) => others.push(message));
  const ack = (await ask(screen, "lock:set", "three blind mice")) as Ack & { given?: string };
  expect(ack).toMatchObject({ ok: true });
  expect(ack.given).toMatch(/^(\w{4}-){7}\w{4}$/);
  await ask(therapist.socket, "sync");
  expect(JSON.stringify(others)).not.toContain(ack.given);
  const stick = temporaryFolder();
  const seen = told(screen, ({ backup }) => backup !== null);
  expect(await ask(screen, "backup:make", stick)).toEqual({ ok: true });
  const { backup } = await seen;
  expect(readdirSync(stick)).toHaveLength(1);
  const copy = await openStore({
    folder: backup?.folder as string,
    passphrase: { recovery: ack.given as string },
    onTrouble: () => {},
  });
  expect(copy.cards().map(({ child }) => child)).toEqual(["K-7F3"]);
  await copy.close();
  const { entries } = readAuditLog(`${open.folder}/audit.ndjson`);
  const log = JSON.stringify(entries);
  expect(log).toContain("passphrase set");
  expect(log).toContain("backed up");
  for (const secret of ["mice", ack.given as string, "K-7F3"]) expect(log).not.toContain(secret);
});

test("erasing a child takes it off the list, and says that the copy still holds it", async () => {
  await ask(screen, "control:take");
  const seen = told(screen, ({ backup }) => backup?.holdsErased === true);
  expect(await ask(screen, "children:erase", "K-7F3")).toEqual({ ok: true });
  expect((await seen).planned).toEqual([]);
});
