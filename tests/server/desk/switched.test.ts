import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { viewOf } from "../../../src/engine/session/view.ts";
import { doSwitched } from "../../../src/server/desk/switch-deeds.ts";
import { type OpenRoom, openRoom } from "../../helpers/open-room.ts";

let open: OpenRoom;
beforeAll(async () => {
  open = await openRoom();
});
afterAll(() => open.close());
beforeEach(() => {
  if (!open.room.session.running) open.room.start();
  open.room.continue();
});

test("STOP stops at once, running or not, on a break and in Quiet", () => {
  open.room.hear({ kind: "quiet", on: true });
  open.room.hear({ kind: "break", on: true });
  doSwitched(open.room, "stop");
  expect(open.room.session.stopped).toBe(true);
  doSwitched(open.room, "stop");
  expect(open.room.session.stopped).toBe(true);
  open.room.continue();
  open.room.hear({ kind: "break", on: false });
  open.room.hear({ kind: "quiet", on: false });
});

test("Quiet comes and goes, a space is left, a moment is tagged, the next phase begins", () => {
  const { room } = open;
  doSwitched(room, "quiet");
  expect(room.session.quiet).toBe(true);
  doSwitched(room, "quiet");
  expect(room.session.quiet).toBe(false);
  doSwitched(room, "leaveSpace");
  expect(room.session.technique).toBe("makeSpace");
  doSwitched(room, "moment");
  expect(viewOf(room.session, room.now()).tags.counts).toMatchObject({ moment: 1 });
  doSwitched(room, "next");
  room.hear({ kind: "plan", template: "20" });
  const before = room.session.plan?.phase ?? -1;
  doSwitched(room, "next");
  expect(room.session.plan?.phase).toBe(before + 1);
});

test("after STOP nothing but STOP is done", () => {
  const { room } = open;
  room.stop();
  const { technique, quiet, plan } = room.session;
  for (const action of ["quiet", "leaveSpace", "moment", "next"] as const) doSwitched(room, action);
  expect(room.session).toMatchObject({ technique, quiet, plan, stopped: true });
});

test("STOP by foot is written into the audit log", async () => {
  open.panel.noteSwitchedStop();
  // Closing the panel waits until it is written.
  await open.panel.close();
  expect(readFileSync(join(open.folder, "audit.ndjson"), "utf8")).toContain('"foot switch"');
});
