import type { Socket } from "socket.io";
import { systemClock } from "../hardware/system-clock.ts";
import { actOnAccess, isAccessMessage } from "./access/access-messages.ts";
import type { Doorkeeper } from "./access/doorkeeper.ts";
import type { LanListener } from "./access/lan-listener.ts";
import { MessageBudget } from "./access/message-budget.ts";
import type { Visitor } from "./access/visitor.ts";
import { whatChanges } from "./changed.ts";
import type { Children } from "./children/children.ts";
import { actOnChildren, isChildrenMessage } from "./children/children-messages.ts";
import type { HouseDesk } from "./desk/desk.ts";
import { actOnDesk, isDeskMessage } from "./desk/desk-messages.ts";
import { act, isRoomMessage } from "./panel-messages.ts";
import type { Plans } from "./plans/kept-plans.ts";
import { actOnPlans, isPlansMessage } from "./plans/plans-messages.ts";
import type { Ack, PanelToServer, Said, ServerToPanel } from "./protocol.ts";
import type { Room } from "./room.ts";

export interface LinkData {
  visitor: Visitor;
}
export type PanelSocket = Socket<PanelToServer, ServerToPanel, Record<string, never>, LinkData>;

/** What a panel may send in a second, STOP apart. */
const MESSAGES_PER_SECOND = 200;

export interface LinkPlace {
  /** The room that is open now: it may become another child's. */
  readonly room: Room;
  /** Undefined where nobody is known, as in tests. */
  readonly children: Children | undefined;
  readonly desk: HouseDesk | undefined;
  readonly plans: Plans | undefined;
  readonly door: Doorkeeper;
  readonly lan: LanListener;
  stop(who: Visitor): void;
  /** Something was changed that the other screens should be told of. */
  changed(by: PanelSocket, what: readonly string[]): void;
  /** The pretend child's character was changed. */
  readonly characterChanged: () => void;
}

/** Listens to a panel: each message is checked against role, control and shape, and answered by an Ack. */
export function listenTo(socket: PanelSocket, place: LinkPlace): void {
  const { door, lan } = place;
  const { visitor } = socket.data;
  /** Keys that the panel holds down: pitches, and drum pads beside them. */
  const held = new Map<string, HeldKey>();
  const budget = new MessageBudget(MESSAGES_PER_SECOND, systemClock.now());

  function answer(name: string, value: unknown): Ack | Promise<Ack> {
    const isKnown =
      isRoomMessage(name) ||
      isAccessMessage(name) ||
      isChildrenMessage(name) ||
      isPlansMessage(name) ||
      isDeskMessage(name);
    if (!isKnown) {
      return { ok: false, error: `"${String(name).slice(0, 40)}" is no message of the panel.` };
    }
    const why = door.refusal(visitor, name, value);
    if (why !== undefined) return { ok: false, error: why };
    if (isChildrenMessage(name)) {
      return place.children
        ? actOnChildren(place.children, name, value)
        : { ok: false, error: "This room keeps no cards of children." };
    }
    if (isPlansMessage(name)) {
      return place.plans ? actOnPlans(place.plans, name, value) : { ok: false, error: "This room keeps no plans." };
    }
    if (isDeskMessage(name)) {
      return place.desk
        ? actOnDesk({ desk: place.desk, door, visitor }, name, value)
        : { ok: false, error: "This room keeps nothing from day to day." };
    }
    return isRoomMessage(name) ? act(place.room, name, value) : actOnAccess({ door, lan, visitor }, name, value);
  }

  function settle(ack: Ack, name: string, value: unknown): void {
    if (!ack.ok) return;
    keepHeld(name, value, held);
    if (name === "child:set" || name === "child:adjust") place.characterChanged();
    const what = whatChanges(name, value);
    if (what.length > 0) place.changed(socket, what);
  }

  // Typed messages come in through one door, where each is checked; unknown ones get a sentence too.
  socket.onAny((name: string, ...values: unknown[]) => {
    const last = values.at(-1);
    const reply = typeof last === "function" ? (last as (answer: unknown) => void) : () => {};
    if (name === "stop") {
      // Before roles, control and the budget: nothing may stand in its way.
      place.stop(visitor);
      reply({ ok: true } satisfies Ack);
      return;
    }
    const now = systemClock.now();
    if (!budget.spend(now)) {
      reply({ ok: false, error: "Too many messages at once; this one was left out." } satisfies Ack);
      return;
    }
    if (name === "sync") {
      reply(now);
      return;
    }
    const ack = answer(name, values[0]);
    if (ack instanceof Promise) {
      void ack.then(reply);
      return;
    }
    settle(ack, name, values[0]);
    reply(ack);
  });
  // A panel that goes lifts its keys.
  socket.on("disconnect", () => {
    for (const { source = "screen", pitch, pad } of held.values()) place.room.instruments.pageUp(source, pitch, pad);
  });
}

type HeldKey = Said<"key:up">;

function keepHeld(name: string, value: unknown, held: Map<string, HeldKey>): void {
  if (name !== "key:down" && name !== "key:up") return;
  const { pitch, source, pad } = value as HeldKey;
  const place = `${source ?? "screen"} ${pad ?? false} ${pitch}`;
  if (name === "key:down") held.set(place, { pitch, ...(source && { source }), ...(pad && { pad }) });
  else held.delete(place);
}
