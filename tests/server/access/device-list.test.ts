import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DeviceList } from "../../../src/server/access/device-list.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";

const HOUR = 3_600_000;
const START = Date.parse("2026-11-28T10:00:00Z");

/** A list on a clock that the test moves. */
function deviceList(folder: string, troubles: string[] = []) {
  const clock = { now: START };
  const list = new DeviceList(
    folder,
    (text) => troubles.push(text),
    () => clock.now,
  );
  return { clock, list };
}

test("a device is known by its token after a restart, and the token is not on the disk", () => {
  const folder = temporaryFolder();
  const { token, device } = deviceList(folder).list.admit("observer", "Tablet");
  expect(Buffer.from(token, "base64url").length).toBe(32);
  expect(deviceList(folder).list.identify(token)).toEqual(device);
  expect(readFileSync(join(folder, "access.json"), "utf8")).not.toContain(token);
  expect(statSync(join(folder, "access.json")).mode & 0o777).toBe(0o600);
});

test.each([
  ["not seen for twelve hours", 12 * HOUR, false],
  ["seen every eleven hours, until thirty days are over", 11 * HOUR, true],
])("a device %s must be paired anew", (_, every, seen) => {
  const { clock, list } = deviceList(temporaryFolder());
  const { token, device } = list.admit("therapist", "Tablet");
  let lasted = 0;
  while (list.identify(token) && lasted < 1_000 * HOUR) {
    if (seen) list.see(device.id);
    clock.now += every + 1;
    lasted += every;
  }
  expect(lasted / HOUR).toBe(seen ? 726 : 12);
});

test("a revoked token is worth nothing, also after a restart", () => {
  const folder = temporaryFolder();
  const { list } = deviceList(folder);
  const { token, device } = list.admit("observer", "Tablet");
  list.revoke(device.id);
  expect(list.identify(token)).toBeUndefined();
  list.save();
  expect(deviceList(folder).list.identify(token)).toBeUndefined();
  expect(() => list.revoke(device.id)).toThrow("no such device is paired");
});

test("when a device was last seen is written every ten minutes at the most", () => {
  const folder = temporaryFolder();
  const { clock, list } = deviceList(folder);
  const { device } = list.admit("observer", "Tablet");
  const written = () => JSON.parse(readFileSync(join(folder, "access.json"), "utf8")).devices[0].seenAt - START;
  clock.now += HOUR / 12;
  list.see(device.id);
  expect(written()).toBe(0);
  clock.now += HOUR / 10;
  list.see(device.id);
  expect(written()).toBe(HOUR / 12 + HOUR / 10);
});

test.each(["{", '{"format":"antiphon-access","version":1,"lan":true,"devices":[{"id":"x"}]}'])(
  "a damaged list (%s) is moved aside and said so; nobody is paired, and the network is as the rig says",
  (text) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "access.json"), text);
    const troubles: string[] = [];
    const { list } = deviceList(folder, troubles);
    expect(list.all).toEqual([]);
    expect(list.lan).toBeNull();
    expect(troubles).toEqual([expect.stringContaining("was damaged and moved to")]);
  },
);

test("a disk that refuses is told; what was done holds until the end", () => {
  const folder = temporaryFolder();
  const troubles: string[] = [];
  const { list } = deviceList(join(folder, "none"), troubles);
  const { token } = list.admit("observer", "Tablet");
  expect(list.identify(token)).toBeDefined();
  expect(troubles).toEqual([expect.stringContaining("could not be saved")]);
});
