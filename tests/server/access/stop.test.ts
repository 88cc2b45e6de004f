import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Role } from "../../../src/server/protocol.ts";
import { ask, Devices, once, pairedBefore } from "../../helpers/devices.ts";
import { type OpenRoom, openRoom } from "../../helpers/open-room.ts";

const ROLES: readonly Role[] = [
  "therapist",
  "assistant",
  "observer",
  "researcher",
  "administrator",
  "child",
  "speaker",
];

let open: OpenRoom;
let devices: Devices;
let cookies: string[] = [];
beforeAll(async () => {
  open = await openRoom(
    {},
    {
      lan: true,
      prepare: (folder) => {
        cookies = pairedBefore(
          folder,
          ROLES.map((role) => ({ role })),
        );
      },
    },
  );
  devices = new Devices(open);
});
afterAll(async () => {
  devices.close();
  await open.close();
});
beforeEach(() => {
  open.room.start();
  open.room.continue();
  expect(open.room.session).toMatchObject({ running: true, stopped: false });
});

const cookieFor = (role: Role) => ({ cookie: cookies[ROLES.indexOf(role)] ?? "" });

describe("STOP", () => {
  test.each(ROLES)("from a device of role %s, whoever has control", async (role) => {
    const socket = devices.connect(cookieFor(role));
    await once(socket, "welcome");
    expect(await ask(socket, "stop")).toEqual({ ok: true });
    expect(open.room.session.stopped).toBe(true);
  });

  test("from a socket whose messages are used up", async () => {
    const socket = devices.connect(cookieFor("observer"));
    await once(socket, "welcome");
    const acks = await Promise.all(Array.from({ length: 400 }, () => ask(socket, "quiet", true)));
    expect(acks.at(-1)).toMatchObject({ ok: false, error: expect.stringContaining("Too many") });
    expect(await ask(socket, "stop")).toEqual({ ok: true });
    expect(open.room.session.stopped).toBe(true);
  });

  test("with whatever comes with it", async () => {
    const socket = devices.connect(cookieFor("speaker"));
    await once(socket, "welcome");
    socket.emit("stop");
    socket.emit("stop", { nonsense: true }, "and more");
    await ask(socket, "sync");
    expect(open.room.session.stopped).toBe(true);
  });
});

describe("the bare page /stop", () => {
  const page = { accept: "text/html" };

  test("is one button in a form, without a script, and is kept nowhere", async () => {
    const { status, body, headers } = await devices.send("here", "GET", "/stop", { headers: page });
    expect(status).toBe(200);
    expect(body).toContain('<form class="stop" method="post" action="/stop"><button class="stop">STOP</button></form>');
    expect(body).not.toContain("<script");
    expect(body).toContain("Ends all sound");
    expect(headers["cache-control"]).toBe("no-store");
    // Else a browser would post the form with the origin "null".
    expect(headers["referrer-policy"]).toBe("same-origin");
    expect(headers["content-security-policy"]).toContain("form-action 'self'");
  });

  test.each([
    ["here", undefined],
    ["network", "child"],
    ["network", "observer"],
  ] as const)("stops from %s (%s), says what happened and how to go on", async (where, role) => {
    const origin = (where === "here" ? open.address : devices.address).replace(/\/$/, "");
    const headers = { ...page, origin, ...(role ? cookieFor(role) : {}) };
    const { status, body } = await devices.send(where, "POST", "/stop", { headers });
    expect(status).toBe(200);
    expect(open.room.session.stopped).toBe(true);
    expect(body).toContain("Stopped. All sound is off");
    expect(body).not.toContain("\\n");
    expect(body).toContain("hold “Continue calmly” for one second");
  });

  test.each([
    ["de-AT,de;q=0.9,en;q=0.8", "de", "STOPP"],
    ["fr-FR,en;q=0.5,de;q=0.4", "en", "STOP"],
    ["en;q=0.1,de", "de", "STOPP"],
    ["de;q=0,zh", "en", "STOP"],
    ["", "en", "STOP"],
    [";;q=x,,", "en", "STOP"],
  ])("speaks to a browser that asks for %j", async (language, tag, word) => {
    const { body } = await devices.send("here", "GET", "/stop", { headers: { ...page, "accept-language": language } });
    expect(body).toContain(`<html lang="${tag}">`);
    expect(body).toContain(`>${word}</button>`);
  });

  test("tells a device that is not paired what to do instead, and stops nothing", async () => {
    const { status, body } = await devices.post("/stop", {});
    expect(status).toBe(403);
    expect(body).toContain("This device is not paired, so STOP was not done. Use another STOP");
    expect(open.room.session.stopped).toBe(false);
  });

  test.each([
    ["another origin", { origin: "http://evil.test" }],
    ["an origin that says nothing", { origin: "null" }],
    ["the engine's own name on another port", { origin: "http://127.0.0.1:1" }],
    ["a rebound name", { host: "rebound.evil.test" }],
    ["a page behind something that passes requests on", { "x-forwarded-for": "10.0.0.9" }],
  ])("does not listen to %s", async (_, headers) => {
    expect((await devices.send("here", "POST", "/stop", { headers })).status).toBe(403);
    expect(open.room.session.stopped).toBe(false);
  });

  test("does not listen over the network to the origin and host of the engine's own machine", async () => {
    const { host } = new URL(open.address);
    for (const headers of [{ host }, { origin: `http://${host}` }, { host: "127.0.0.1" }]) {
      const answer = await devices.send("network", "POST", "/stop", {
        headers: { ...cookieFor("therapist"), ...headers },
      });
      expect(answer.status).toBe(403);
    }
    expect(open.room.session.stopped).toBe(false);
  });
});
