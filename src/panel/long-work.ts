import type { Ack } from "../server/protocol.ts";
import { words } from "./language.ts";
import { UNREACHABLE } from "./link.ts";
import type { Panel } from "./panel.ts";

/** What takes its time: a copy of the record, a lock. */
const PATIENCE = 15 * 60_000;

/** Asks the engine for what may take minutes. What it refuses is told on the page. */
export async function askForWork(
  panel: Panel,
  ...asked: ["backup:make", string] | ["lock:set", string | null]
): Promise<Ack> {
  const { socket } = panel.link;
  const send = socket.emit.bind(socket) as (...message: unknown[]) => void;
  const ack = await panel.link.ask((reply) => send(...asked, reply), PATIENCE);
  if (!ack.ok)
    panel.notices.tell({ level: "error", text: ack === UNREACHABLE ? words.peek().link.unchanged : ack.error });
  return ack;
}
