import type { Millis, Steering } from "../server/protocol.ts";

/** By then the engine has shown what was wished, or has not taken it. */
const SHOWN_WITHIN: Millis = 600;

/** What was set here and is not shown by the engine yet: two quick steps are two steps. */
export class Wishes {
  readonly #wishes = new Map<string, { readonly value: unknown; readonly at: Millis }>();

  wish(change: Partial<Steering>): void {
    for (const [name, value] of Object.entries(change)) this.#wishes.set(name, { value, at: performance.now() });
  }

  /** The steering as the engine shows it, with what was wished a moment ago. */
  over(steering: Steering): Steering {
    const now = performance.now();
    const fresh = [...this.#wishes].filter(([, { at }]) => now - at < SHOWN_WITHIN);
    return { ...steering, ...Object.fromEntries(fresh.map(([name, { value }]) => [name, value])) };
  }
}
