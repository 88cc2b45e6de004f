import { z } from "zod";
import { carryOut, type Message, message } from "../message.ts";
import type { Ack, Said } from "../protocol.ts";
import { KEPT_PLAN, type Plans } from "./kept-plans.ts";

/** The messages about kept plans. */
export type PlansMessage = "plans:keep" | "plans:remove";

const MESSAGES: { readonly [Name in PlansMessage]: Message<Said<Name>, Plans> } = {
  "plans:keep": message(KEPT_PLAN, (plans, plan) => plans.keep(plan)),
  "plans:remove": message(z.string().max(40), (plans, name) => plans.remove(name)),
};

export function isPlansMessage(name: string): name is PlansMessage {
  return Object.hasOwn(MESSAGES, name);
}

/** Does what a message about kept plans says. What is wrong with it comes back as one sentence. */
export function actOnPlans(plans: Plans, name: PlansMessage, value: unknown): Ack | Promise<Ack> {
  return carryOut(name, MESSAGES[name] as Message<unknown, Plans>, value, plans);
}
