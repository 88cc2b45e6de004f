import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../src/hardware/system-clock.ts";
import { PanelServer } from "../../src/server/panel-server.ts";
import { parseRig } from "../../src/server/rig.ts";
import { Room } from "../../src/server/room.ts";
import { openStore, type Store } from "../../src/server/store/store.ts";
import { resources } from "./stage.ts";

/** A real room with a real panel server and store, in a folder of its own. */
export interface OpenRoom {
  readonly room: Room;
  readonly panel: PanelServer;
  readonly store: Store;
  readonly address: string;
  readonly troubles: string[];
  close(): Promise<void>;
}

export async function openRoom(rig: Record<string, unknown> = {}): Promise<OpenRoom> {
  const folder = mkdtempSync(join(tmpdir(), "antiphon-room-"));
  const troubles: string[] = [];
  const store = await openStore({ folder, onTrouble: ({ text }) => troubles.push(text) });
  const panel = new PanelServer();
  const room = new Room({
    rig: parseRig({ name: "test", seed: 1, sounds: [{ driver: "browser" }], ...rig }, "test"),
    resources: resources(),
    clock: systemClock,
    store,
    link: panel,
    listener: panel.follow,
    trouble: (text) => troubles.push(text),
  });
  panel.show(room, { version: "test", rig: "test", child: "practice", browserSound: true, interrupted: null });
  const { address } = await panel.listen(0);
  return {
    room,
    panel,
    store,
    address,
    troubles,
    async close() {
      await room.close();
      await panel.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
