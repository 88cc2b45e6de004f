import { batch, signal } from "@preact/signals";
import type { View } from "../server/protocol.ts";

/**
 * The view as components read it: each of its parts is a signal. Twenty views a second come, and most of their parts are what they
 * were; only who reads a part that changed is told.
 */
export class ViewParts {
  /** Always the same object; its parts change. */
  readonly view: View;
  readonly #take: (next: View) => void;

  constructor(first: View) {
    const names = Object.keys(first) as (keyof View)[];
    const parts = names.map((name) => ({ name, part: signal<unknown>(first[name]) }));
    const view = {};
    for (const { name, part } of parts) {
      Object.defineProperty(view, name, { enumerable: true, get: () => part.value });
    }
    this.view = view as View;
    this.#take = (next) => {
      for (const { name, part } of parts) if (!isSame(part.peek(), next[name])) part.value = next[name];
    };
  }

  /** The next view; one engine always sends the same parts. */
  see(next: View): void {
    batch(() => this.#take(next));
  }
}

/** Whether two values from JSON are alike in all that is in them. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every(
      (name) =>
        Object.hasOwn(other, name) &&
        isSame((one as Record<string, unknown>)[name], (other as Record<string, unknown>)[name]),
    )
  );
}
