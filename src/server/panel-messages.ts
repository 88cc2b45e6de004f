import { z } from "zod";
import { TECHNIQUES } from "../engine/partner/techniques.ts";
import type { Ack, PanelToServer } from "./protocol.ts";
import type { Room } from "./room.ts";

/** What a panel may say: the shape of each message's value, and what is done with it. A new message is a line here. */
const pitch = z.int().min(0).max(127);
const velocity = z.int().min(1).max(127);
const lateness = z.strictObject({ count: z.int().min(1).max(10_000), worst: z.number().min(0).max(600_000) });

interface Message<T> {
  readonly value: z.ZodType<T>;
  act(room: Room, value: T): void;
}

function message<T>(value: z.ZodType<T>, act: (room: Room, value: T) => void): Message<unknown> {
  return { value, act: (room, checked) => act(room, checked as T) };
}

/** Messages without a value. `stop` is not among them: it has its own, shorter way. */
const TAPS: Partial<Record<keyof PanelToServer, (room: Room) => void>> = {
  start: (room) => room.start(),
  continue: (room) => room.continue(),
};

const VALUES: Partial<Record<keyof PanelToServer, Message<unknown>>> = {
  quiet: message(z.boolean(), (room, on) => room.quiet(on)),
  "technique:set": message(
    z.enum(TECHNIQUES.filter(({ card }) => card).map(({ name }) => name) as [string, ...string[]]),
    (room, technique) => room.setTechnique(technique),
  ),
  "space:set": message(z.number().min(2).max(60), (room, seconds) => room.setSpace(seconds)),
  "child:set": message(z.string().max(60), (room, character) => {
    const child = room.pretendChild;
    if (!child) throw new RangeError("this rig has no pretend child");
    child.become(character);
  }),
  "key:down": message(z.strictObject({ pitch, velocity }), (room, key) => room.keyDown(key.pitch, key.velocity)),
  "key:up": message(z.strictObject({ pitch }), (room, key) => room.keyUp(key.pitch)),
  "sound:late": message(lateness, (room, report) => room.reportLate(report)),
};

/** Names of the messages that {@link act} understands. */
export const MESSAGES: readonly string[] = [...Object.keys(TAPS), ...Object.keys(VALUES)];

/** Does what a panel's message says. What is wrong with it comes back as one sentence; the session is untouched. */
export function act(room: Room, name: string, values: readonly unknown[]): Ack {
  try {
    const tap = TAPS[name as keyof PanelToServer];
    if (tap) {
      tap(room);
      return { ok: true };
    }
    const known = VALUES[name as keyof PanelToServer];
    if (!known) return { ok: false, error: `"${name}" is no message of the panel.` };
    const checked = known.value.safeParse(values[0]);
    if (!checked.success) {
      const issue = checked.error.issues[0];
      const place = [name, ...(issue?.path ?? [])].join(".");
      return {
        ok: false,
        error: `The panel sent ${place} wrongly: ${issue?.message ?? "not understood"}. Reload the page.`,
      };
    }
    known.act(room, checked.data);
    return { ok: true };
  } catch (error) {
    return { ok: false, error: `"${name}" was not done: ${(error as Error).message}.` };
  }
}
