import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readAuditLog } from "../../../src/server/access/audit-log.ts";
import type { Access, Alert, Welcome } from "../../../src/server/protocol.ts";
import { ask, cookieOf, Devices, once, when } from "../../helpers/devices.ts";
import { type OpenRoom, openRoom } from "../../helpers/open-room.ts";

let open: OpenRoom;
let devices: Devices;
beforeEach(async () => {
  open = await openRoom({}, { lan: true });
  devices = new Devices(open);
});
afterEach(async () => {
  devices.close();
  await open.close();
});

/** Opens pairing at the engine's own screen; what it shows. */
async function openPairing(role = "observer") {
  const screen = devices.connect();
  await once(screen, "welcome");
  const shown = when<Access>(screen, "access", ({ pairing }) => pairing !== null);
  expect(await ask(screen, "pairing:open", { role, minutes: 2 })).toEqual({ ok: true });
  const { pairing } = await shown;
  if (!pairing) throw new Error("no pairing");
  return { screen, pairing };
}

describe("pairing", () => {
  test("by code: the device gets a cookie that only our host sees, over TLS and out of reach of scripts", async () => {
    const { pairing } = await openPairing();
    expect(pairing.code).toMatch(/^\d{6}$/);
    expect(pairing.left).toBeGreaterThan(100_000);
    const answer = await devices.post("/pair", { code: pairing.code, name: "Tablet" });
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe("/");
    const [cookie = ""] = answer.headers["set-cookie"] ?? [];
    for (const part of ["__Host-antiphon=", "HttpOnly", "Secure", "SameSite=Strict", "Path=/"]) {
      expect(cookie).toContain(part);
    }
    expect(cookie).not.toContain("Domain");
    const welcome = await once<Welcome>(devices.connect({ cookie: cookieOf(answer.headers["set-cookie"]) }), "welcome");
    expect(welcome.rig).toBe("test");
  });

  test("by the QR code's ticket, which is in it and behind the #", async () => {
    const { pairing } = await openPairing();
    const { hash, pathname } = new URL(pairing.link);
    expect(pathname).toBe("/pair");
    expect(hash.length).toBeGreaterThan(22);
    expect((await devices.post("/pair", { ticket: hash.slice(1), code: "" })).status).toBe(303);
  });

  test("is good once", async () => {
    const { pairing } = await openPairing();
    expect((await devices.post("/pair", { code: pairing.code })).status).toBe(303);
    const again = await devices.post("/pair", { code: pairing.code });
    expect(again.status).toBe(403);
    expect(again.body).toContain("Pairing is closed.");
    expect(again.headers["set-cookie"]).toBeUndefined();
  });

  test("closes after five wrong codes, and the engine's own screen hears of it", async () => {
    const { screen, pairing } = await openPairing();
    const wrong = pairing.code === "000000" ? "000001" : "000000";
    const alert = once<Alert>(screen, "alert");
    for (const left of ["4 tries are left", "3 tries are left", "2 tries are left", "One try is left"]) {
      expect((await devices.post("/pair", { code: wrong })).body).toContain(left);
    }
    expect((await devices.post("/pair", { code: wrong })).body).toContain("Pairing is closed.");
    expect((await alert).text).toContain("Five wrong codes");
    expect((await devices.post("/pair", { code: pairing.code })).status).toBe(403);
  });

  test("is closed until somebody at the engine's own screen opens it", async () => {
    expect((await devices.post("/pair", { code: "123456" })).status).toBe(403);
    const therapist = devices.connect({ cookie: await devices.pair("therapist") });
    await once(therapist, "welcome");
    const ack = await ask(therapist, "pairing:open", { role: "administrator", minutes: 2 });
    expect(ack).toEqual({ ok: false, error: "This is done at the engine's own screen." });
    // And no other screen is shown a code.
    const { screen } = await openPairing();
    const seen = await new Promise<Access>((resolve) => {
      therapist.once("access", resolve);
      void ask(therapist, "devices:list");
    });
    expect(seen.pairing).toBeNull();
    expect(await ask(screen, "pairing:close")).toEqual({ ok: true });
  });

  test("anew takes the place of what the device was", async () => {
    const before = await devices.pair("therapist");
    const { pairing } = await openPairing("observer");
    const { headers } = await devices.post("/pair", { code: pairing.code }, { cookie: before });
    const access = await once<Access>(devices.connect({ cookie: cookieOf(headers["set-cookie"]) }), "access");
    expect(access.roles).toEqual(["observer"]);
    await once<Error>(devices.connect({ cookie: before }), "connect_error");
  });

  test("of a nameless device, or one with a strange name, gives it one that fits a list", async () => {
    await devices.pair("observer", "  <b>\u202eAnna\n".concat("x".repeat(100)));
    await devices.pair("assistant", "");
    const { devices: list } = await once<Access>(devices.connect(), "access");
    expect(list?.map(({ name }) => name)).toEqual([`<b> Anna ${"x".repeat(31)}`, "Device"]);
  });
});

test("a device list names role and whether it is there; its cookie stands nowhere in the data folder", async () => {
  const cookie = await devices.pair("assistant", "Anna's tablet");
  const tablet = devices.connect({ cookie });
  await once(tablet, "welcome");
  const screen = devices.connect();
  const { devices: list } = await when<Access>(screen, "access", ({ devices: all }) => all?.[0]?.panels === 1);
  expect(list).toMatchObject([{ name: "Anna's tablet", role: "assistant", panels: 1 }]);
  const id = list?.[0]?.id ?? "";
  expect(await ask(screen, "devices:rename", { id, name: "Piano" })).toEqual({ ok: true });
  expect(await ask(screen, "devices:rename", { id: "none", name: "Piano" })).toMatchObject({ ok: false });
  const renamed = await when<Access>(tablet, "access", ({ name }) => name === "Piano");
  expect(renamed).toMatchObject({ local: false, devices: null, network: null, pairing: null });
  const token = cookie.split("=")[1] ?? "-";
  for (const file of ["access.json", "audit.ndjson"]) {
    expect(readFileSync(join(open.folder, file), "utf8")).not.toContain(token);
  }
});

test("the audit log holds what happened, in an unbroken chain, and no name of a device", async () => {
  const cookie = await devices.pair("observer", "Sam's tablet");
  const tablet = devices.connect({ cookie });
  await once(tablet, "welcome");
  await ask(tablet, "start");
  await ask(tablet, "stop");
  await open.panel.close();
  const { entries, broken } = readAuditLog(join(open.folder, "audit.ndjson"));
  expect(broken).toBeNull();
  expect(JSON.stringify(entries)).not.toContain("Sam");
  expect(entries.map(({ what, detail }) => `${what}: ${detail}`)).toEqual([
    "engine: started",
    "control: taken",
    "pairing: opened for observer",
    "pairing: paired as observer",
    "refusal: start",
    "stop: observer",
    "engine: ended",
  ]);
});
