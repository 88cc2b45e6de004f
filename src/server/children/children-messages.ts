import { z } from "zod";
import { OWN } from "../child-screen-schema.ts";
import { carryOut, type Message, message } from "../message.ts";
import type { Ack, Said } from "../protocol.ts";
import { KEPT_TUNES } from "../tune-schema.ts";
import { CHILD_CARD } from "./child-card.ts";
import type { Children } from "./children.ts";

/** The messages about children. */
export type ChildrenMessage =
  | "children:add"
  | "children:save"
  | "children:tunes"
  | "children:open"
  | "children:erase"
  | "pictures:remove";

const code = z.string().max(40);

const MESSAGES: { readonly [Name in ChildrenMessage]: Message<Said<Name>, Children> } = {
  "children:add": message(z.string().trim().max(40), (children, nickname) => children.add(nickname)),
  "children:save": message(CHILD_CARD, (children, card) => children.save(card)),
  "children:tunes": message(z.strictObject({ code, tunes: KEPT_TUNES }), (children, { code, tunes }) =>
    children.keepTunes(code, tunes),
  ),
  "children:open": message(code.nullable(), (children, child) => children.open(child)),
  "children:erase": message(code, (children, child) => children.erase(child)),
  "pictures:remove": message(OWN, (children, name) => children.removePicture(name)),
};

export function isChildrenMessage(name: string): name is ChildrenMessage {
  return Object.hasOwn(MESSAGES, name);
}

/** Does what a message about children says. What is wrong with it comes back as one sentence. */
export function actOnChildren(children: Children, name: ChildrenMessage, value: unknown): Ack | Promise<Ack> {
  return carryOut(name, MESSAGES[name] as Message<unknown, Children>, value, children);
}
