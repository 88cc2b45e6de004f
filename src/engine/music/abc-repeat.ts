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
      // On the second pass the music leaps from the first ending to the second, whose sign stands in the :| or after it.
      let there = i + 1;
      for (; there < items.length; there++) {
        const other = items[there];
        if (other?.kind === "bar" && (other.closes || other.ending === 2)) break;
      }
      const close = items[there];
      if (close?.kind === "bar" && close.ending !== 2) there += 1;
      const sign = items[there];
      if (sign?.kind !== "bar" || sign.ending !== 2) {
        throw new AbcError(id, item.line, "the first ending is not followed by :|2, the second one");
      }
      second = false;
      endings = 2;
      opened = undefined;
      start = there + 1;
      i = there;
    } else if (item.ending === 2) {
      throw new AbcError(id, item.line, "this second ending has no first one (|1 … :|2)");
    }
  }
  if (opened !== undefined) throw new AbcError(id, items[opened]?.line ?? 1, "this repeat (|:) is never closed (:|)");
  return unfolded;
}
