import { signal } from "@preact/signals";
import type { Alert, Millis } from "../server/protocol.ts";

export interface Notice extends Alert {
  readonly id: number;
}

const INFO_STAYS: Millis = 10_000;
const MOST = 2;

/** Sentences for the person at the panel, the newest last, two at the most. What is only said goes by itself. */
export class Notices {
  readonly shown = signal<readonly Notice[]>([]);
  #next = 0;

  /** The same sentence is not shown twice. */
  tell(alert: Alert): void {
    if (this.shown.peek().some((other) => other.text === alert.text)) return;
    const notice = { ...alert, id: this.#next++ };
    this.shown.value = [...this.shown.peek(), notice].slice(-MOST);
    if (alert.level === "info") setTimeout(() => this.dismiss(notice.id), INFO_STAYS);
  }

  dismiss(id: number): void {
    this.shown.value = this.shown.peek().filter((notice) => notice.id !== id);
  }
}
