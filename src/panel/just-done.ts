import type { Steering, View } from "../server/protocol.ts";
import { words } from "./language.ts";
import type { Panel } from "./panel.ts";

/** What was done last on this page, said in words, and how it is taken back. */
export interface JustDone {
  readonly text: string;
  readonly undo: () => void;
  /** Distress was tagged: what helps is offered with it. */
  readonly distress?: true;
}

/** What a setting is called; names as in {@link Steering}, or "card", "phase", "extend", "plan", "robot". */
export function thingCalled(name: string): string {
  const { things } = words.peek().onLive;
  return things[name] ?? (things.other as string);
}

/** Several of them, as one enumerates. */
export function thingsCalled(names: readonly string[]): string {
  return [...new Set(names.map(thingCalled))].join(", ");
}

/** How a message that is about to be sent could be taken back, and what to say of it; undefined where it cannot, or is no change. */
export function undoOf(panel: Panel, name: string, value: unknown, before: View | null): JustDone | undefined {
  const { onLive, techniques, phases } = words.peek();
  const back = () => void panel.send("undo");
  if (!before?.running) return undefined;
  switch (name) {
    case "param:set":
      return { text: onLive.changed(thingsCalled(Object.keys(value as Partial<Steering>))), undo: back };
    case "technique:set":
      return { text: onLive.card(techniques[String(value)] ?? String(value)), undo: back };
    case "phase:go": {
      const phase = before.plan?.phases[Number(value)];
      return phase && { text: onLive.phase(phases[phase.name] ?? phase.label), undo: back };
    }
    case "phase:extend":
      return {
        text: onLive.changed(thingCalled("extend")),
        undo: () => void panel.link.ask((ack) => panel.link.socket.emit("phase:extend", -Number(value), ack)),
      };
    case "robot:level": {
      const level = before.robot?.level;
      if (level === undefined) return undefined;
      return {
        text: onLive.changed(thingCalled("robot")),
        undo: () => void panel.link.ask((ack) => panel.link.socket.emit("robot:level", level, ack)),
      };
    }
    default:
      return undefined;
  }
}
