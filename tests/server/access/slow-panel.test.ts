import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { readAuditLog } from "../../../src/server/access/audit-log.ts";
import { ask, Devices, once } from "../../helpers/devices.ts";
import { openRoom } from "../../helpers/open-room.ts";

test("a panel that takes nothing any more is cut off, and what waited for it is let go; others notice nothing", async () => {
  const open = await openRoom();
  const devices = new Devices(open);
  onTestFinished(async () => {
    devices.close();
    await open.close();
  });
  const good = devices.connect();
  await once(good, "welcome");
  const frozen = new WebSocket(`${open.address.replace("http", "ws")}socket.io/?EIO=4&transport=websocket`);
  frozen.on("error", () => {});
  await new Promise<void>((resolve) => {
    frozen.on("message", (data) => {
      if (String(data).startsWith("0")) frozen.send("40");
      if (String(data).startsWith("40")) resolve();
    });
  });
  frozen.pause();
  // The system's own buffers take some megabytes first; then it piles up in the engine.
  let told = 0;
  good.on("alert", () => told++);
  let gone = false;
  good.on("access", ({ panels }: { panels: number }) => {
    gone = panels === 1 && told > 0;
  });
  let sent = 0;
  while (!gone) {
    open.panel.alert({ level: "info", text: "x".repeat(60_000) });
    sent++;
    // Unasked, so that it is not cut off for its silence instead.
    frozen.send("3");
    // A good panel keeps up: it has heard all before the next one is sent.
    while (told < sent) await nextTurn();
  }
  expect(await ask(good, "start")).toEqual({ ok: true });
  await open.panel.close();
  const { entries } = readAuditLog(join(open.folder, "audit.ndjson"));
  expect(entries).toContainEqual(expect.objectContaining({ what: "cut", who: "own", detail: "took nothing any more" }));
  frozen.terminate();
});
