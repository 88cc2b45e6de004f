import type { Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MAY_SAY } from "../../../src/server/access/permissions.ts";
import type { MessageName, Role } from "../../../src/server/protocol.ts";
import { ask, Devices, once, pairedBefore } from "../../helpers/devices.ts";
import { type OpenRoom, openRoom } from "../../helpers/open-room.ts";

/** Every message there is. */
const NAMES = Object.keys(MAY_SAY) as MessageName[];
/** Values on which it depends who may send them. Of all others the role is asked before the value. */
const SAID: Partial<Record<MessageName, unknown>> = { break: true };

/** The table of permissions, written down a second time: what each may say without control of the session. */
const ANYBODY: readonly MessageName[] = ["stop", "sync"];
const DEVICES: readonly MessageName[] = ["devices:list", "devices:rename", "devices:revoke"];
const CARE: readonly MessageName[] = ["today:plan", "today:drop", "check:keep"];
const TAGS: readonly MessageName[] = ["tag:add", "tag:edit", "tag:undo", "tag:reopen", "panic"];
const HOUSE: readonly MessageName[] = ["house:used", "robot:console"];
const ALWAYS: Readonly<Record<Role, readonly MessageName[]>> = {
  therapist: [
    ...ANYBODY,
    ...TAGS,
    ...DEVICES,
    ...HOUSE,
    ...CARE,
    "note",
    "childview:choose",
    "childview:more",
    "sound:late",
    "control:take",
    "panic",
  ],
  assistant: [...ANYBODY, ...TAGS, "panic"],
  observer: ANYBODY,
  researcher: ANYBODY,
  administrator: [...ANYBODY, ...DEVICES, ...HOUSE, "network:set"],
  child: [...ANYBODY, "break", "childview:choose", "childview:more", "key:down", "key:up", "sound:late"],
  speaker: [...ANYBODY, "sound:late"],
};
/** What a therapist in control may never say from elsewhere. */
const NOT_FROM_AFAR: readonly MessageName[] = [
  "pairing:open",
  "pairing:close",
  "network:set",
  "backup:make",
  "lock:set",
];

const REFUSALS = [
  "This device may not do that.",
  "Another device has control. Take control first.",
  "This is done at the engine's own screen.",
];

const ROLES = Object.keys(ALWAYS) as Role[];
/** Devices that come too late: not seen for more than twelve hours, paired more than thirty days ago. */
const EXPIRED = [
  { role: "therapist", seenAgo: 0.51 },
  { role: "therapist", pairedAgo: 30.1 },
] as const;

let open: OpenRoom;
let devices: Devices;
let screen: Socket;
const cookies = new Map<Role | "idle" | "old" | "revoked" | "forged", string>();
beforeAll(async () => {
  open = await openRoom(
    {},
    {
      lan: true,
      prepare: (folder) => {
        const all = pairedBefore(folder, [...ROLES.map((role) => ({ role })), ...EXPIRED, { role: "therapist" }]);
        const names = [...ROLES, "idle", "old", "revoked"] as const;
        for (const [index, name] of names.entries()) cookies.set(name, all[index] ?? "");
      },
    },
  );
  cookies.set("forged", `__Host-antiphon=${"A".repeat(43)}`);
  devices = new Devices(open);
  screen = devices.connect();
  await once(screen, "welcome");
  expect(await ask(screen, "devices:revoke", { id: (ROLES.length + 2).toString(16).padStart(16, "0") })).toEqual({
    ok: true,
  });
});
afterAll(async () => {
  devices.close();
  await open.close();
});

async function join(role: Role, page?: string): Promise<Socket> {
  const socket = devices.connect({ cookie: cookies.get(role), ...(page ? { page } : {}) });
  await once(socket, "welcome");
  return socket;
}

/** Says every message; returns those that were not refused for who says them. */
async function sayAll(socket: Socket): Promise<MessageName[]> {
  const allowed: MessageName[] = [];
  for (const name of NAMES) {
    const ack = await ask(socket, ...(SAID[name] === undefined ? [name] : [name, SAID[name]]));
    if (typeof ack === "number" || ack.ok || !REFUSALS.includes(ack.error)) allowed.push(name);
  }
  return allowed;
}

/** The messages as the table lists them, whatever order they were written in. */
const sorted = (names: readonly MessageName[]) => NAMES.filter((name) => names.includes(name));

describe("what a role may say while another device has control", () => {
  test.each(ROLES)("%s", async (role) => {
    expect(await ask(screen, "control:take")).toEqual({ ok: true });
    const socket = await join(role);
    // A therapist takes control in the course of the list, which ends what is asked here.
    const names = await sayAll(role === "therapist" ? withoutTaking(socket) : socket);
    expect(names).toEqual(sorted(ALWAYS[role].filter((name) => role !== "therapist" || name !== "control:take")));
  });
});

/** The socket, for which "control:take" is said by nobody. */
function withoutTaking(socket: Socket): Socket {
  const say = socket.emitWithAck.bind(socket);
  socket.emitWithAck = (name: string, ...values: unknown[]) =>
    name === "control:take" ? Promise.resolve({ ok: false, error: REFUSALS[0] }) : say(name, ...values);
  return socket;
}

describe("with control", () => {
  test("a therapist's tablet may do all but what belongs to the engine's own screen and to administrators", async () => {
    const socket = await join("therapist");
    expect(await ask(socket, "control:take")).toEqual({ ok: true });
    expect(await sayAll(socket)).toEqual(NAMES.filter((name) => !NOT_FROM_AFAR.includes(name)));
  });

  test("the engine's own screen may do all", async () => {
    expect(await ask(screen, "control:take")).toEqual({ ok: true });
    expect(await sayAll(screen)).toEqual(NAMES);
  });
});

describe("a narrow page", () => {
  test.each([
    ["the child's view on the engine's own machine", undefined, "child"],
    ["a speaker on the engine's own machine", undefined, "speaker"],
    ["the child's view on a therapist's tablet", "therapist", "child"],
    ["a speaker on a therapist's tablet", "therapist", "speaker"],
  ] as const)("%s may do no more than a device of that role", async (_, role, page) => {
    const socket = role ? await join(role, page) : devices.connect({ page });
    if (!role) await once(socket, "welcome");
    expect(await sayAll(socket)).toEqual(sorted(ALWAYS[page]));
  });

  test.each([
    ["observer", "child"],
    ["speaker", "child"],
    ["observer", "therapist"],
    ["assistant", "administrator"],
    ["child", "speaker"],
  ] as const)("does not turn %s into %s", async (role, page) => {
    await once(devices.connect({ cookie: cookies.get(role), page }), "disconnect");
  });

  test("of a child can ask for a break, and not end it", async () => {
    const socket = await join("child");
    expect(await ask(socket, "break", true)).toEqual({ ok: true });
    expect(await ask(socket, "break", false)).toEqual({ ok: false, error: REFUSALS[0] });
  });
});

describe("what a role hears", () => {
  const all = ["welcome", "access", "state", "notes", "sound", "silence", "alert", "instruments"];
  test.each([
    ["therapist", all],
    ["assistant", ["welcome", "access", "state", "notes", "alert", "instruments"]],
    ["observer", ["welcome", "access", "state", "notes"]],
    ["researcher", ["welcome", "access"]],
    ["administrator", ["welcome", "access", "alert"]],
    ["child", ["welcome", "access", "state", "notes", "sound", "silence"]],
    ["speaker", ["welcome", "access", "state", "sound", "silence"]],
  ] as const)("%s", async (role, heard) => {
    const socket = devices.connect({ cookie: cookies.get(role) });
    const names = new Set<string>();
    socket.onAny((name: string) => names.add(name));
    const child = new Promise<string>((resolve) => socket.once("welcome", (welcome) => resolve(welcome.child)));
    await once(socket, "access");
    open.panel.alert({ level: "info", text: "To whom it may concern" });
    open.panel.silence();
    // Whatever was sent before is there when this is answered.
    await ask(socket, "sync");
    expect([...names].toSorted()).toEqual([...heard].toSorted());
    expect(await child).toBe(["therapist", "assistant", "child"].includes(role) ? "K-7F3" : "");
  });
});

describe("whoever is not paired (any more)", () => {
  test.each([[undefined], ["idle"], ["old"], ["revoked"], ["forged"]] as const)("%s: no link", async (who) => {
    const error = await once<Error>(devices.connect({ cookie: who && cookies.get(who) }), "connect_error");
    expect(error).toBeInstanceOf(Error);
  });
});

describe("every route", () => {
  const UNKNOWN = ["none", "idle", "old", "revoked", "forged"] as const;
  const PRIVATE = [
    ["GET", "/"],
    ["HEAD", "/"],
    ["GET", "/assets/none.js"],
    ["HEAD", "/sound/FluidR3Mono_GM.sf3"],
    ["GET", "/stop"],
    ["GET", "/pictures/own-0123456789abcdef"],
  ] as const;
  const headers = (who: string, more: Record<string, string> = {}) => {
    const cookie = cookies.get(who as Role);
    return { headers: { ...(cookie ? { cookie } : {}), ...more } };
  };

  test.each(UNKNOWN)("refuses %s what is not public, and leads to pairing", async (who) => {
    for (const [method, path] of PRIVATE) {
      expect((await devices.send("network", method, path, headers(who))).status, path).toBe(401);
      const page = await devices.send("network", method, path, headers(who, { accept: "text/html" }));
      expect([page.status, page.headers.location], path).toEqual([303, "/pair"]);
    }
    expect((await devices.send("network", "POST", "/stop", headers(who))).status).toBe(403);
    expect((await devices.send("network", "POST", "/pictures?word=x", headers(who))).status).toBe(401);
  });

  test.each(ROLES)(
    "serves a child's pictures to %s where it is told which child it is, and takes them of therapists",
    async (role) => {
      const picture = await devices.send("network", "GET", "/pictures/own-0123456789abcdef", headers(role));
      // There is none of that name: who may ask is told so.
      expect(picture.status).toBe(["therapist", "assistant", "child"].includes(role) ? 404 : 401);
      const sent = await devices.send("network", "POST", "/pictures?word=x", headers(role));
      expect(sent.status).toBe(role === "therapist" ? 400 : 401);
    },
  );

  test.each(ROLES)("serves %s the panel and STOP", async (role) => {
    for (const [method, path] of PRIVATE.filter(([, path]) => !path.startsWith("/pictures"))) {
      const { status } = await devices.send("network", method, path, headers(role));
      // A panel that was not built yet is not there, and a child is led to its own page: neither is a refusal.
      expect([200, 303, 404], `${method} ${path}`).toContain(status);
    }
    open.room.start();
    open.room.continue();
    expect(open.room.session.stopped).toBe(false);
    expect((await devices.send("network", "POST", "/stop", headers(role))).status).toBe(204);
    expect(open.room.session.stopped).toBe(true);
  });

  test.each([
    ["child", "/child"],
    ["speaker", "/speaker"],
  ])("has for a %s only the page that is its own", async (role, page) => {
    const { status, headers: given } = await devices.send("network", "GET", "/", headers(role));
    expect([status, given.location]).toEqual([303, page]);
  });

  test.each([...UNKNOWN, ...ROLES])("shows %s how to pair", async (who) => {
    for (const path of ["/pair", "/bare.css", "/pair.js"]) {
      expect((await devices.send("network", "GET", path, headers(who))).status).toBe(200);
    }
    expect((await devices.send("network", "POST", "/pair", headers(who))).status).toBe(403);
  });

  test.each([...UNKNOWN, ...ROLES])("answers %s nothing else", async (who) => {
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"]) {
      expect((await devices.send("network", method, "/", headers(who))).status).toBe(405);
    }
  });
});
