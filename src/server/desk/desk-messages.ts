import { z } from "zod";
import type { Doorkeeper } from "../access/doorkeeper.ts";
import type { Visitor } from "../access/visitor.ts";
import { carryOut, type Message, message } from "../message.ts";
import type { Ack, Said } from "../protocol.ts";
import type { HouseDesk } from "./desk.ts";
import { CHECKED, PLANNED_SESSION, SWITCH_ACTIONS, USERS } from "./desk-papers.ts";

/** The messages about what the house keeps of itself. */
export type DeskMessage =
  | "today:plan"
  | "today:drop"
  | "check:keep"
  | "switch:learn"
  | "switch:forget"
  | "backup:make"
  | "lock:set"
  | "house:used";

/** Where these messages are carried out, and who sent them. */
export interface MessageDesk {
  readonly desk: HouseDesk;
  readonly door: Doorkeeper;
  readonly visitor: Visitor;
}

const { id, ...planned } = PLANNED_SESSION.shape;
const action = z.enum(SWITCH_ACTIONS);

const MESSAGES: { readonly [Name in DeskMessage]: Message<Said<Name>, MessageDesk> } = {
  "today:plan": message(z.strictObject(planned), ({ desk }, session) => desk.plan(session)),
  "today:drop": message(id, ({ desk }, dropped) => desk.drop(dropped)),
  "check:keep": message(CHECKED, ({ desk }, checked) => desk.keepCheck(checked)),
  "switch:learn": message(action.nullable(), ({ desk }, learnt) => desk.learn(learnt)),
  "switch:forget": message(action, ({ desk }, forgotten) => desk.forgetSwitch(forgotten)),
  "backup:make": message(z.string().trim().min(1).max(1_000), async ({ desk, door, visitor }, into) => {
    await desk.backUp(into);
    door.audit.note("record", visitor.id, "backed up");
  }),
  "lock:set": message(z.string().min(1).max(200).nullable(), async ({ desk, door, visitor }, passphrase) => {
    const recovery = await desk.lock(passphrase);
    door.audit.note("record", visitor.id, passphrase === null ? "passphrase taken off" : "passphrase set");
    return recovery;
  }),
  "house:used": message(z.enum(USERS), ({ desk }, usedBy) => desk.useFor(usedBy)),
};

export function isDeskMessage(name: string): name is DeskMessage {
  return Object.hasOwn(MESSAGES, name);
}

/** Does what a message about the house says. What is wrong with it comes back as one sentence. */
export function actOnDesk(place: MessageDesk, name: DeskMessage, value: unknown): Ack | Promise<Ack> {
  return carryOut(name, MESSAGES[name] as Message<unknown, MessageDesk>, value, place);
}
