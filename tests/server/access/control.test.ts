import { afterEach, beforeEach, expect, test } from "vitest";
import type { Access, View } from "../../../src/server/protocol.ts";
import { ask, Devices, once, pairedBefore, when } from "../../helpers/devices.ts";
import { type OpenRoom, openRoom } from "../../helpers/open-room.ts";

let open: OpenRoom;
let devices: Devices;
let tablet = "";
let second = "";
beforeEach(async () => {
  open = await openRoom(
    {},
    {
      lan: true,
      prepare: (folder) => {
        [tablet = "", second = ""] = pairedBefore(folder, [{ role: "therapist" }, { role: "therapist" }]);
      },
    },
  );
  devices = new Devices(open);
});
afterEach(async () => {
  devices.close();
  await open.close();
});

async function join(cookie?: string) {
  const socket = cookie === undefined ? devices.connect() : devices.connect({ cookie });
  return { socket, access: await once<Access>(socket, "access") };
}

const NO_CONTROL = { ok: false, error: "Another device has control. Take control first." };

test("the first therapist has control; another takes it over, and both are told", async () => {
  const { socket: screen, access } = await join();
  expect(access.control).toEqual({ mine: true, holder: "Engine's screen" });
  const { socket: other, access: theirs } = await join(tablet);
  expect(theirs.control).toEqual({ mine: false, holder: "Engine's screen" });
  expect(await ask(other, "start")).toEqual(NO_CONTROL);
  const told = when<Access>(screen, "access", ({ control }) => control.holder === "therapist");
  expect(await ask(other, "control:take")).toEqual({ ok: true });
  expect((await told).control).toEqual({ mine: false, holder: "therapist" });
  expect(await ask(other, "start")).toEqual({ ok: true });
  expect(await ask(screen, "quiet", true)).toEqual(NO_CONTROL);
  expect(await ask(screen, "stop")).toEqual({ ok: true });
  expect(open.room.session.stopped).toBe(true);
});

test("two screens of the device in control steer alike: what came last holds", async () => {
  const [{ socket: one }, { socket: two }] = [await join(tablet), await join(tablet)];
  expect(await ask(one, "param:set", { space: 8_000 })).toEqual({ ok: true });
  expect(await ask(two, "param:set", { space: 4_000 })).toEqual({ ok: true });
  const [seen, alsoSeen] = await Promise.all(
    [one, two].map((socket) => when<View>(socket, "state", (view) => view.steering.space === 4_000)),
  );
  expect(seen?.steering).toEqual(alsoSeen?.steering);
});

test("control that went away with its device falls to the next therapist who steers, not to one who only looks", async () => {
  const { socket: one } = await join(tablet);
  const { socket: two } = await join(second);
  expect(await ask(two, "quiet", true)).toEqual(NO_CONTROL);
  const gone = when<Access>(two, "access", ({ panels }) => panels === 1);
  one.close();
  expect((await gone).control.mine).toBe(false);
  expect(await ask(two, "quiet", true)).toEqual({ ok: true });
  // Whoever had it gets it back by taking it, not by coming back.
  const { socket: back, access } = await join(tablet);
  expect(access.control.mine).toBe(false);
  expect(await ask(back, "quiet", false)).toEqual(NO_CONTROL);
});

test("a revoked device is cut off before the answer is sent, and does not come back", async () => {
  const { socket: screen } = await join();
  const { socket: other, access } = await join(tablet);
  expect(access.local).toBe(false);
  const cut = once(other, "disconnect");
  const { devices: list } = await when<Access>(screen, "access", (seen) => (seen.devices?.[0]?.panels ?? 0) > 0);
  const id = list?.[0]?.id ?? "";
  expect(await ask(screen, "devices:revoke", { id })).toEqual({ ok: true });
  await cut;
  expect(await ask(screen, "devices:revoke", { id })).toMatchObject({ ok: false });
  await once<Error>(devices.connect({ cookie: tablet }), "connect_error");
  expect((await devices.send("network", "POST", "/stop", { headers: { cookie: tablet } })).status).toBe(403);
});

test("connection recovery does not bring a revoked device back", async () => {
  const { socket: screen } = await join();
  const first = devices.connect({ cookie: tablet });
  await once(first, "access");
  // A server that recovers connections tells its clients under which private id.
  expect((first as unknown as { _pid?: string })._pid).toBeUndefined();
  first.close();
  await ask(screen, "devices:revoke", { id: "0".repeat(16) });
  await once<Error>(devices.connect({ cookie: tablet }), "connect_error");
});

test("with the network switched off, other devices are cut off and nobody answers there; the setting is kept", async () => {
  const { socket: screen, access } = await join();
  const { socket: other } = await join(tablet);
  expect(access.network).toMatchObject({ lan: true, addresses: expect.arrayContaining([devices.address]) });
  expect(access.network?.fingerprint).toMatch(/^[0-9A-F:]{95}$/);
  const cut = once(other, "disconnect");
  expect(await ask(screen, "network:set", { lan: false })).toEqual({ ok: true });
  await cut;
  expect(open.panel.network).toEqual({ lan: false, addresses: [], fingerprint: null });
  expect(await ask(screen, "pairing:open", { role: "observer", minutes: 2 })).toMatchObject({
    ok: false,
    error: expect.stringContaining("switch the network on first"),
  });
  expect(await ask(screen, "network:set", { lan: true })).toEqual({ ok: true });
  await once<Access>(devices.connect({ cookie: tablet }), "access");
});
