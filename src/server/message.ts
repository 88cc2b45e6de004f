import { z } from "zod";
import type { Ack } from "./protocol.ts";

/** A message of a panel: its value as it must be, and what is done with it in a place (the room, say). */
export interface Message<Value, Place> {
  readonly value: z.ZodType<Value>;
  /** A text that comes of it goes back to whoever asked. */
  act(place: Place, value: Value): unknown;
}

export function message<Value, Place>(
  value: z.ZodType<Value>,
  act: (place: Place, value: Value) => unknown,
): Message<Value, Place> {
  return { value, act };
}

/** A message without a value. */
export function tap<Place>(act: (place: Place) => unknown): Message<undefined, Place> {
  return { value: z.unknown().transform(() => undefined), act };
}

/** Does what a message says. What is wrong with it comes back as one sentence, and nothing was changed. */
export function carryOut<Value, Place>(
  name: string,
  { value, act }: Message<Value, Place>,
  given: unknown,
  place: Place,
): Ack | Promise<Ack> {
  const checked = value.safeParse(given);
  if (!checked.success) {
    const issue = checked.error.issues[0];
    const path = [name, ...(issue?.path ?? [])].join(".");
    return {
      ok: false,
      error: `The panel sent ${path} wrongly: ${issue?.message ?? "not understood"}. Reload the page.`,
    };
  }
  try {
    const done = act(place, checked.data);
    return done instanceof Promise
      ? done.then(
          (given): Ack => (typeof given === "string" ? { ok: true, given } : { ok: true }),
          (error: Error) => notDone(name, error),
        )
      : { ok: true };
  } catch (error) {
    return notDone(name, error as Error);
  }
}

function notDone(name: string, { message }: Error): Ack {
  // A whole sentence stands for itself; a reason is put into one.
  return { ok: false, error: message.endsWith(".") ? message : `"${name}" was not done: ${message}.` };
}
