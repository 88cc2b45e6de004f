import type { AbcItem } from "./abc-body.ts";
import { AbcError } from "./abc-error.ts";

/** Writes repeats and their first and second endings out in full, so that the items read from first to last. */
export function unfoldRepeats(items: readonly AbcItem[], id: string): AbcItem[] {
  const unfolded: AbcItem[] = [];
  let start = 0;
  let opened: number | undefined;
  let second = false;
  let endings = 0;
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (!item) break;
    unfolded.push(item);
    if (item.kind !== "bar") continue;
    if (item.closes && !second) {
      if (endings === 2) throw new AbcError(id, item.line, "this repeat (:|) has no beginning (|:)");
      second = true;
      i = start - 1;
      continue;
    }
    if (item.closes) {
      second = false;
      endings = 0;
      start = i + 1;
      opened = undefined;
    }
    if (item.opens) {
      if (opened !== undefined && !second && opened !== i) {
        throw new AbcError(id, item.line, "a repeat (|:) begins before the last one has ended (:|)");
      }
      endings = 0;
      start = i + 1;
      opened = i;
    }
    if (item.ending === 1 && second) {
      const close = items.findIndex((other, at) => at > i && other.kind === "bar" && other.closes);
      const next = items[close];
      const after = items[close + 1];
      const marked = next?.kind === "bar" && next.ending === 2 ? close : close + 1;
      const there = marked === close ? next : after;
      if (there?.kind !== "bar" || there.ending !== 2) {
        throw new AbcError(id, item.line, "the first ending is not followed by :|2, the second one");
      }
      second = false;
      endings = 2;
      opened = undefined;
      start = marked + 1;
      i = marked;
    } else if (item.ending === 2) {
      throw new AbcError(id, item.line, "this second ending has no first one (|1 … :|2)");
    }
  }
  if (opened !== undefined) throw new AbcError(id, items[opened]?.line ?? 1, "this repeat (|:) is never closed (:|)");
  return unfolded;
}
