import { request } from "node:http";
import { io, type Socket } from "socket.io-client";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { TECHNIQUES } from "../../src/engine/partner/techniques.ts";
import type { Ack, RobotPicture, SoundCommand, View, Welcome } from "../../src/server/protocol.ts";
import { type OpenRoom, openRoom } from "../helpers/open-room.ts";

/** A robot's only joint. */
const HEAD = { name: "headYaw", pin: 9, low: -45, high: 45, rest: 0, speed: 60 };

let open: OpenRoom;
const sockets: Socket[] = [];
beforeEach(async () => {
  open = await openRoom();
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.close();
  await open.close();
});

function connect(headers: Record<string, string> = {}): Socket {
  const socket = io(open.address, { transports: ["websocket"], extraHeaders: headers, reconnection: false });
  sockets.push(socket);
  return socket;
}

function once<T>(socket: Socket, name: string): Promise<T> {
  return new Promise((resolve) => socket.once(name, resolve));
}

/** The first view for which the test holds. */
function viewWhere(socket: Socket, holds: (view: View) => boolean): Promise<View> {
  return new Promise((resolve) => socket.on("state", (view: View) => holds(view) && resolve(view)));
}

const ask = (socket: Socket, ...message: unknown[]): Promise<Ack> =>
  socket.emitWithAck(...(message as [string, ...unknown[]]));

function get(path: string, headers: Record<string, string> = {}, method = "GET") {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
    const url = new URL(path, open.address);
    const sent = request(url, { method, headers, path }, (response) => {
      let body = "";
      response.on("data", (part) => {
        body += part;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    sent.on("error", reject).end();
  });
}

describe("a panel that joins", () => {
  test("is welcomed and gets the whole view, without catching up", async () => {
    open.room.start();
    const socket = connect();
    const [welcome, view] = await Promise.all([once<Welcome>(socket, "welcome"), once<View>(socket, "state")]);
    expect(welcome).toMatchObject({ rig: "test", browserSound: true, interrupted: null, pretendChild: null });
    expect(view).toMatchObject({ running: true, label: "Listening", turn: "child" });
    expect(view.techniques.map(({ name }) => name)).toEqual(
      TECHNIQUES.filter(({ card }) => card).map(({ name }) => name),
    );
  });

  test("starts, plays keys as the child, hears them at once, and stops", async () => {
    const socket = connect();
    await once(socket, "welcome");
    expect(await ask(socket, "start")).toEqual({ ok: true });
    const sounded = once<SoundCommand[]>(socket, "sound");
    expect(await ask(socket, "key:down", { pitch: 64, velocity: 70 })).toEqual({ ok: true });
    expect(await sounded).toMatchObject([{ kind: "noteOn", player: "child", pitch: 64 }]);
    const silenced = once(socket, "silence");
    expect(await ask(socket, "stop")).toEqual({ ok: true });
    await silenced;
    expect((await viewWhere(socket, (view) => view.stopped)).label).toBe("Stopped");
  });

  test("and goes: the keys it held come up", async () => {
    const socket = connect();
    await once(socket, "welcome");
    await ask(socket, "start");
    await ask(socket, "key:down", { pitch: 64, velocity: 70 });
    const other = connect();
    await once(other, "welcome");
    const lifted = new Promise<SoundCommand>((resolve) =>
      other.on("sound", ([command]: SoundCommand[]) => command?.kind === "noteOff" && resolve(command)),
    );
    socket.close();
    expect(await lifted).toMatchObject({ pitch: 64, player: "child" });
  });
});

describe("what a panel sends wrongly", () => {
  const table: [string, unknown[], string][] = [
    ["a message that is none", ["dance"], '"dance" is no message of the panel.'],
    ["a name from JavaScript's depths", ["__proto__", {}], '"__proto__" is no message of the panel.'],
    ["a pitch that is none", ["key:down", { pitch: 200, velocity: 3 }], "The panel sent key:down.pitch wrongly"],
    ["a key with more to it", ["key:down", { pitch: 60, velocity: 3, loud: true }], "The panel sent key:down wrongly"],
    ["nothing where a value is due", ["quiet"], "The panel sent quiet wrongly"],
    ["a space of an hour", ["param:set", { space: 3_600_000 }], "The panel sent param:set.space wrongly"],
    ["a technique that is none", ["technique:set", "shout"], "The panel sent technique:set wrongly"],
    ["a character where there is no child", ["child:set", "sparse"], "this rig has no pretend child"],
  ];
  test.each(table)("%s gets one clear line, and the engine lives on", async (_, message, sentence) => {
    const socket = connect();
    await once(socket, "welcome");
    const ack = await ask(socket, ...message);
    expect(ack).toMatchObject({ ok: false });
    if (!ack.ok) {
      expect(ack.error).toContain(sentence);
      expect(ack.error).not.toContain("\n");
    }
    expect(await ask(socket, "start")).toEqual({ ok: true });
  });

  test("a flood is left out and said so; STOP is not", async () => {
    const socket = connect();
    await once(socket, "welcome");
    const acks = await Promise.all(Array.from({ length: 400 }, () => ask(socket, "quiet", true)));
    expect(acks.filter((ack) => !ack.ok).length).toBeGreaterThan(50);
    expect(await ask(socket, "stop")).toEqual({ ok: true });
    expect(open.room.session.stopped).toBe(true);
  });
});

describe("who may not come in", () => {
  test.each([
    ["a page of another origin", { origin: "http://evil.test" }],
    ["a rebound name", { host: "rebound.evil.test" }],
  ])("%s", async (_, headers) => {
    const socket = connect(headers);
    const error = await once<Error>(socket, "connect_error");
    expect(error).toBeInstanceOf(Error);
    expect((await get("/", headers)).status).toBe(403);
  });

  test("nothing outside the panel's folder is served", async () => {
    for (const path of [
      "/../package.json",
      "/%2e%2e/%2e%2e/package.json",
      "/assets/../../../package.json",
      "/..%2f..%2fpackage.json",
    ]) {
      expect((await get(path)).status).toBe(404);
    }
  });

  test("pages come with a strict content policy", async () => {
    const { headers } = await get("/");
    expect(headers["content-security-policy"]).toContain("default-src 'self'");
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers["x-content-type-options"]).toBe("nosniff");
  });
});

test("POST /stop stops without a socket", async () => {
  open.room.start();
  expect((await get("/stop", {}, "POST")).status).toBe(204);
  expect(open.room.session.stopped).toBe(true);
});

test("the SoundFont is there", async () => {
  const { status, headers } = await get("/sound/FluidR3Mono_GM.sf3", {}, "HEAD");
  expect(status).toBe(200);
  expect(Number(headers["content-length"])).toBeGreaterThan(10_000_000);
});

test("a port that is in use: another one is taken, and said so", async () => {
  const { PanelServer } = await import("../../src/server/panel-server.ts");
  const second = new PanelServer();
  const { address, taken } = await second.listen({
    port: Number(new URL(open.address).port),
    folder: open.folder,
    lan: { on: false, port: 0, names: [] },
  });
  expect(taken).toBe(true);
  expect(address).not.toBe(open.address);
  await second.close();
});

describe("a room with a robot", () => {
  const robot = { driver: "emulated-robot", body: { joints: [HEAD], ring: true } };

  test("the panel is told of it on joining and when it changes, and its wishes are bounded and shown", async () => {
    await open.close();
    open = await openRoom({ robot, session: { robot: { lights: "still" } } });
    const socket = connect();
    const linked = new Promise<RobotPicture>((resolve) =>
      socket.on("robot", (picture: RobotPicture) => picture.readiness === "unarmed" && resolve(picture)),
    );
    const first = await once<RobotPicture>(socket, "robot");
    expect(first).toMatchObject({ name: "Robot", port: null, measured: true, battery: null, calibration: null });
    expect(await linked).toMatchObject({ firmware: "gesture-robot 1.0", powered: false });
    for (const message of [
      ["robot:size", 0.5],
      ["robot:speed", 0.6],
      ["robot:mirror", false],
      ["robot:only-when-child-plays", true],
      ["robot:rest"],
    ])
      expect(await ask(socket, ...message)).toEqual({ ok: true });
    const shown = viewWhere(socket, ({ robot }) => robot?.wishes.onlyWhenChildPlays === true);
    expect(await ask(socket, "robot:lights", "slow")).toEqual({ ok: true });
    const wishes = {
      size: 0.5,
      speed: 0.6,
      mirrorsPads: false,
      onlyWhenChildPlays: true,
      lights: "still",
      autonomy: "all",
    };
    expect((await shown).robot?.wishes).toEqual(wishes);
    expect(await ask(socket, "robot:calibrate", { step: "confirm" })).toEqual({
      ok: false,
      error: '"robot:calibrate" was not done: the robot is not being calibrated.',
    });
  });

  test("what is none of its messages gets one clear line", async () => {
    const socket = connect();
    await once(socket, "welcome");
    for (const message of [
      ["robot:size", 1.2],
      ["robot:size", 0],
      ["robot:speed", 0.2],
      ["robot:lights", "disco"],
      ["robot:mirror", "yes"],
      ["robot:calibrate", { step: "turn", by: 90 }],
      ["robot:calibrate", { step: "turn" }],
      ["robot:calibrate", { step: "arm", by: 1 }],
    ]) {
      const ack = await ask(socket, ...message);
      expect(ack).toMatchObject({
        ok: false,
        error: expect.stringMatching(/^The panel sent robot:\S+ wrongly: .*\.$/),
      });
    }
  });

  test("without one it says so", async () => {
    const socket = connect();
    await once(socket, "welcome");
    for (const message of [["robot:arm"], ["robot:size", 0.5], ["robot:calibrate", { step: "start" }]])
      expect(await ask(socket, ...message)).toMatchObject({
        ok: false,
        error: expect.stringContaining("this rig has no robot"),
      });
  });
});
