import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "../../src/engine/session/command.ts";
import type { SessionEvent } from "../../src/engine/session/event.ts";
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
  /** The data folder. */
  readonly folder: string;
  readonly address: string;
  readonly troubles: string[];
  close(): Promise<void>;
}

export interface OpenOptions {
  /** The door to the network is open, under the name "localhost". */
  readonly lan?: boolean;
  /** What lies in the data folder before the engine starts. */
  readonly prepare?: (folder: string) => void;
  /** Is told of each event after the panel. */
  readonly heard?: (event: SessionEvent, commands: readonly Command[]) => void;
}

export async function openRoom(
  rig: Record<string, unknown> = {},
  { lan = false, prepare, heard }: OpenOptions = {},
): Promise<OpenRoom> {
  const folder = mkdtempSync(join(tmpdir(), "antiphon-room-"));
  prepare?.(folder);
  const troubles: string[] = [];
  const store = await openStore({ folder, onTrouble: ({ text }) => troubles.push(text) });
  const panel = new PanelServer();
  const room = new Room({
    rig: parseRig({ name: "test", seed: 1, sounds: [{ driver: "browser" }], ...rig }, "test"),
    resources: resources(),
    clock: systemClock,
    store,
    link: panel,
    listener: (event, commands) => {
      panel.follow(event, commands);
      heard?.(event, commands);
    },
    trouble: (text) => troubles.push(text),
  });
  panel.show(room, {
    version: "test",
    rig: "test",
    child: "K-7F3",
    browserSound: true,
    output: room.output,
    loudness: room.loudness,
    interrupted: null,
  });
  const { address } = await panel.listen({ port: 0, folder, lan: { on: lan, port: 0, names: ["localhost"] } });
  return {
    room,
    panel,
    store,
    folder,
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
