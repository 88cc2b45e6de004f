import { type Signal, signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { Checked } from "../../../server/protocol.ts";
import { words } from "../../language.ts";

interface Row {
  readonly name: string;
  readonly state: string;
  readonly good: boolean;
}

/** The rows that are in sight, by their ids, and those that a person leaves out. */
export const rows: Signal<ReadonlyMap<string, Row>> = signal(new Map());
export const leftOut: Signal<ReadonlySet<string>> = signal(new Set());

/** Rows that are not ready and not left out. */
export function troubles(): string[] {
  return [...rows.value].filter(([id, { good }]) => !good && !leftOut.value.has(id)).map(([id]) => id);
}

/** What the check has found, as it is kept. */
export function checkedRows(): Checked["rows"] {
  return [...rows.peek()].map(([row, { good, state }]) => ({
    row: row.slice(0, 60),
    state: good ? "ready" : leftOut.peek().has(row) ? "without" : "trouble",
    text: state.slice(0, 200),
  }));
}

export function leaveOut(id: string, out: boolean): void {
  const next = new Set(leftOut.peek());
  if (out) next.add(id);
  else next.delete(id);
  leftOut.value = next;
}

interface Props {
  /** Names the row in what is kept; the words of a language do not. */
  readonly id: string;
  readonly name: string;
  /** How it is, in a word or two. */
  readonly state: string;
  readonly good: boolean;
  /** What there is to know about it. */
  readonly text?: string | undefined;
  /** What to do where it is not good. */
  readonly fix?: string | undefined;
  /** Its tests and buttons. */
  readonly children?: ComponentChildren;
}

/** One row of the room check. One that is not ready can be left out by a person's word. */
export function Check({ id, name, state, good, text, fix, children }: Props) {
  const { check } = words.value.house;
  useEffect(() => {
    rows.value = new Map(rows.peek()).set(id, { name, state, good });
  }, [id, name, state, good]);
  useEffect(() => {
    return () => {
      const next = new Map(rows.peek());
      next.delete(id);
      rows.value = next;
    };
  }, [id]);
  const without = !good && leftOut.value.has(id);
  return (
    <li class={good || without ? "card check" : "card check trouble"}>
      <span class="sign" aria-hidden="true">
        {good ? "●" : without ? "○" : "▲"}
      </span>
      <div class="what">
        <p>
          <b>{name}</b> <span>{without ? `${state}, ${check.usedWithout}` : state}</span>
        </p>
        {text && <p class="muted">{text}</p>}
        {!good && fix && (
          <p>
            <b>{check.fix}:</b> {fix}
          </p>
        )}
      </div>
      <div class="line">
        {children}
        {!good && (
          <button
            type="button"
            aria-label={`${name}: ${without ? check.withIt : check.without}`}
            onClick={() => leaveOut(id, !without)}
          >
            {without ? check.withIt : check.without}
          </button>
        )}
      </div>
    </li>
  );
}
