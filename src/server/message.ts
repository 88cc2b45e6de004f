import { z } from "zod";
import type { Ack } from "./protocol.ts";

/** A message of a panel: its value as it must be, and what is done with it in a place (the room, say). */
export interface Message<Value, Place> {
  readonly value: z.ZodType<Value>;
  act(place: Place, value: Value): void | Promise<void>;
}

export function message<Value, Place>(
  value: z.ZodType<Value>,
  act: (place: Place, value: Value) => void | Promise<void>,
): Message<Value, Place> {
  return { value, act };
}

/** A message without a value. */
export function tap<Place>(act: (place: Place) => void | Promise<void>): Message<undefined, Place> {
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
    return done
      ? done.then(
          () => ({ ok: true }) as const,
          (error: Error) => notDone(name, error),
        )
      : { ok: true };
  } catch (error) {
    return notDone(name, error as Error);
  }
}

function notDone(name: string, { message }: Error): Ack {
  return { ok: false, error: `"${name}" was not done: ${message}.` };
}
