import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "../../../src/server/protocol.ts";
import { Devices, pairedBefore } from "../../helpers/devices.ts";
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
  open.panel.gather(() => "{}\n");
  devices = new Devices(open);
});
afterAll(async () => {
  devices.close();
  await open.close();
});

/** The roles that are given what stands at an address; the others, and whoever is not paired, are refused. */
async function givenTo(path: string): Promise<Role[]> {
  const given: Role[] = [];
  for (const role of ROLES) {
    const { status } = await devices.send("network", "GET", path, { headers: { cookie: cookies.get(role) ?? "" } });
    expect([200, 401]).toContain(status);
    if (status === 200) given.push(role);
  }
  expect((await devices.send("network", "GET", path)).status).toBe(401);
  expect((await devices.send("here", "GET", path)).status).toBe(200);
  return given;
}

test("the audit log is the administrator's, the log bundle also the therapist's, licences are everybody's", async () => {
  expect(await givenTo("/audit.json")).toEqual(["administrator"]);
  expect(await givenTo("/log-bundle.json")).toEqual(["therapist", "administrator"]);
  expect(await givenTo("/licences.json")).toEqual(ROLES);
});

test("the audit log comes whole, with the last refusal in it, and says that its chain holds", async () => {
  const cookie = cookies.get("observer") ?? "";
  await devices.send("network", "GET", "/audit.json", { headers: { cookie } });
  const { entries, broken } = JSON.parse((await devices.send("here", "GET", "/audit.json")).body);
  expect(broken).toBeNull();
  expect(entries[0]).toMatchObject({ what: "engine", who: "own", detail: "started" });
  expect(
    entries.some(({ what, detail }: { what: string; detail: string }) => what === "refusal" && detail === "audit log"),
  ).toBe(true);
});

test("a log bundle is saved, not shown", async () => {
  const { headers } = await devices.send("here", "GET", "/log-bundle.json");
  expect(headers["content-disposition"]).toBe('attachment; filename="antiphon-log.json"');
});
