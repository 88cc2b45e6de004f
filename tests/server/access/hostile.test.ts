import type { Socket } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import type { Access } from "../../../src/server/protocol.ts";
import { ask, Devices, once, pairedBefore } from "../../helpers/devices.ts";
import { hostileVisits } from "../../helpers/hostile-frames.ts";
import { type OpenRoom, openRoom } from "../../helpers/open-room.ts";

let open: OpenRoom;
let devices: Devices;
let good: Socket;
let observer = "";
beforeAll(async () => {
  open = await openRoom(
    {},
    {
      lan: true,
      prepare: (folder) => {
        [observer = ""] = pairedBefore(folder, [{ role: "observer" }]);
      },
    },
  );
  devices = new Devices(open);
  good = devices.connect();
  await once(good, "welcome");
});
afterAll(async () => {
  devices.close();
  await open.close();
});

/** A bare WebSocket of a paired observer, greeted by the engine. */
async function visit(): Promise<{ socket: WebSocket; closed: Promise<number> }> {
  const address = `${devices.address.replace("https", "wss")}socket.io/?EIO=4&transport=websocket`;
  const socket = new WebSocket(address, { headers: { cookie: observer }, ca: devices.certificate });
  const closed = new Promise<number>((resolve) => socket.once("close", resolve));
  // What the engine thinks of a frame is told by its closing.
  socket.on("error", () => {});
  await new Promise<void>((resolve, reject) => {
    socket.on("message", (data) => {
      const text = String(data);
      if (text.startsWith("0")) socket.send("40");
      if (text.startsWith("40")) resolve();
    });
    socket.once("close", () => reject(new Error("not greeted")));
  });
  return { socket, closed };
}

test("a hundred thousand frames of a hostile device: the engine lives, and nothing of them reaches the session", async () => {
  const before = open.room.session;
  let sent = 0;
  let asking = 0;
  let answered = 0;
  for (const { frames } of hostileVisits(1, 100_000, 250)) {
    const { socket, closed } = await visit();
    const taken = new Promise<void>((resolve, reject) => {
      socket.on("message", (data) => {
        if (String(data).startsWith("43")) answered++;
        if (String(data).startsWith("437777777[")) resolve();
      });
      socket.once("close", () => reject(new Error("closed before the last frame")));
    });
    for (const frame of frames.slice(0, -1)) socket.send(frame);
    socket.send('427777777["sync"]');
    await taken;
    socket.send(frames.at(-1) ?? "");
    sent += frames.length;
    asking += frames.slice(0, -1).filter((frame) => /^42\d/.test(String(frame))).length + 1;
    // Some of the last frames leave the connection standing: then it is we who go.
    socket.close();
    await closed;
    const asked = await ask(good, "sync");
    expect(asked).toBeTypeOf("number");
  }
  expect(sent).toBe(100_000);
  // None was merely thrown away: all that wanted an answer got one.
  expect(asking).toBeGreaterThan(30_000);
  expect(answered).toBe(asking);
  expect(open.room.session).toBe(before);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  expect(await ask(good, "start")).toEqual({ ok: true });
  expect(good.connected).toBe(true);
  expect(open.troubles).toEqual([]);
});

test("a frame beyond the limit is closed with 1009", async () => {
  const { socket, closed } = await visit();
  socket.send(`42["note",${JSON.stringify("x".repeat(200_000))}]`);
  expect(await closed).toBe(1009);
});

test("one connection is one panel: whoever greets twice is cut off", async () => {
  const { socket, closed } = await visit();
  socket.send("40");
  await closed;
  const access = await new Promise<Access>((resolve) => {
    good.on("access", (seen) => seen.panels === 1 && resolve(seen));
    void ask(good, "devices:list");
  });
  expect(access.devices?.[0]?.panels).toBe(0);
});

test("whoever opens a WebSocket from another page, or under a rebound name, is not greeted", async () => {
  const { host, port } = new URL(open.address);
  for (const [address, headers] of [
    [`ws://${host}`, { origin: "http://evil.test" }],
    [`ws://${host}`, { origin: "null" }],
    [`ws://${host}`, { host: "rebound.evil.test" }],
    [`ws://${host}`, { host: `rebound.evil.test:${port}`, origin: `http://rebound.evil.test:${port}` }],
    [devices.address.replace("https", "wss"), { cookie: observer, origin: "https://evil.test" }],
    [devices.address.replace("https", "wss"), { cookie: observer, origin: open.address.replace(/\/$/, "") }],
  ] as const) {
    const socket = new WebSocket(`${address}/socket.io/?EIO=4&transport=websocket`.replace("//socket", "/socket"), {
      headers,
      ca: devices.certificate,
    });
    const status = await new Promise<number>((resolve) => {
      socket.on("unexpected-response", (_, response) => resolve(response.statusCode ?? 0));
      socket.on("open", () => resolve(101));
    });
    socket.on("error", () => {});
    socket.terminate();
    expect([400, 403], JSON.stringify(headers)).toContain(status);
  }
});

test("another page's script is given no way in by polling", async () => {
  const answer = await devices.send("here", "GET", "/socket.io/?EIO=4&transport=polling", {
    headers: { origin: "http://evil.test" },
  });
  expect(answer.status).toBe(400);
  expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
});

test("a form that is too long, or none, pairs nobody", async () => {
  await ask(good, "pairing:open", { role: "observer", minutes: 1 });
  for (const body of ["x".repeat(100_000), "code[]=1&code=2", "%", "__proto__=1"]) {
    const { status } = await devices.send("network", "POST", "/pair", { body });
    expect(status).toBe(403);
  }
});
