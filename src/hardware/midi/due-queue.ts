import type { Millis } from "../../engine/time/units.ts";

interface Place<Item> {
  readonly at: Millis;
  readonly order: number;
  readonly item: Item;
}

/** Things to do at absolute times. The earliest comes first; of equal times the one that was put in first. */
export class DueQueue<Item> {
  #heap: Place<Item>[] = [];
  #order = 0;

  get size(): number {
    return this.#heap.length;
  }

  /** When the first item is due, Infinity when there is none. */
  get next(): Millis {
    return this.#heap[0]?.at ?? Number.POSITIVE_INFINITY;
  }

  put(at: Millis, item: Item): void {
    this.#rise({ at, order: this.#order++, item });
  }

  /** Takes the first item out if it is due at `now`. */
  take(now: Millis): { readonly at: Millis; readonly item: Item } | undefined {
    const first = this.#heap[0];
    if (first === undefined || first.at > now) return undefined;
    const last = this.#heap.pop();
    if (last !== undefined && this.#heap.length > 0) this.#sink(last);
    return first;
  }

  /** Drops every item that `unwanted` says; returns how many. */
  drop(unwanted: (item: Item) => boolean): number {
    const kept = this.#heap.filter((place) => !unwanted(place.item));
    const dropped = this.#heap.length - kept.length;
    if (dropped > 0) {
      this.#heap = [];
      for (const place of kept) this.#rise(place);
    }
    return dropped;
  }

  #rise(place: Place<Item>): void {
    const heap = this.#heap;
    let index = heap.push(place) - 1;
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = heap[above] as Place<Item>;
      if (!before(place, parent)) break;
      heap[index] = parent;
      index = above;
    }
    heap[index] = place;
  }

  #sink(place: Place<Item>): void {
    const heap = this.#heap;
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const right = heap[left + 1];
      const below = right !== undefined && before(right, heap[left] as Place<Item>) ? left + 1 : left;
      const child = heap[below];
      if (child === undefined || !before(child, place)) break;
      heap[index] = child;
      index = below;
    }
    heap[index] = place;
  }
}

function before<Item>(one: Place<Item>, other: Place<Item>): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}
