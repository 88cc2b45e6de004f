import { z } from "zod";
import { carryOut, type Message, message, tap } from "../message.ts";
import type { Ack, Said } from "../protocol.ts";
import type { Doorkeeper } from "./doorkeeper.ts";
import type { LanListener } from "./lan-listener.ts";
import { ROLES } from "./role.ts";
import type { Visitor } from "./visitor.ts";

/** The messages about who may do what, and from where. */
export type AccessMessage =
  | "control:take"
  | "pairing:open"
  | "pairing:close"
  | "devices:list"
  | "devices:rename"
  | "devices:revoke"
  | "network:set";

/** Where these messages are carried out, and who sent them. */
export interface AccessPlace {
  readonly door: Doorkeeper;
  readonly lan: LanListener;
  readonly visitor: Visitor;
}

const id = z.string().max(40);

const MESSAGES: { readonly [Name in AccessMessage]: Message<Said<Name>, AccessPlace> } = {
  "control:take": tap(({ door, visitor }) => door.takeControl(visitor)),
  "pairing:open": message(
    z.strictObject({ role: z.enum(ROLES), minutes: z.number().min(1).max(10) }),
    ({ door, lan, visitor }, { role, minutes }) => {
      if (!lan.on) throw new RangeError("other devices cannot reach the engine yet: switch the network on first");
      door.openPairing(visitor, role, minutes * 60_000);
    },
  ),
  "pairing:close": tap(({ door, visitor }) => door.closePairing(visitor)),
  "devices:list": tap(({ door }) => door.tell()),
  "devices:rename": message(z.strictObject({ id, name: z.string().min(1).max(40) }), ({ door }, device) =>
    door.rename(device.id, device.name),
  ),
  "devices:revoke": message(z.strictObject({ id }), ({ door, visitor }, device) => door.revoke(visitor, device.id)),
  "network:set": message(z.strictObject({ lan: z.boolean() }), ({ door, lan, visitor }, { lan: on }) =>
    door.setNetwork(visitor, lan, on),
  ),
};

export function isAccessMessage(name: string): name is AccessMessage {
  return Object.hasOwn(MESSAGES, name);
}

/** Does what a message about access says. What is wrong with it comes back as one sentence. */
export function actOnAccess(place: AccessPlace, name: AccessMessage, value: unknown): Ack | Promise<Ack> {
  return carryOut(name, MESSAGES[name] as Message<unknown, AccessPlace>, value, place);
}
