import type { TagName } from "../../../server/protocol.ts";
import { preferences } from "../../preferences.ts";

/** What can stand in the row, as practice.md 11 has it. Distress stands there always, and prompts have a row of their own in the drawer. */
export const ROW_TAGS = [
  "eyeContact",
  "jointAttention",
  "starts",
  "answers",
  "noAnswer",
  "turn",
  "voice",
  "joy",
  "sameFeeling",
  "selfRegulating",
  "moment",
] as const satisfies readonly TagName[];

export const PLACES = 8;

const USUAL: readonly TagName[] = [
  "eyeContact",
  "jointAttention",
  "starts",
  "answers",
  "noAnswer",
  "voice",
  "joy",
  "moment",
];

/**
 * The tags that were chosen for the row in this browser, in the order in which they stand; the usual ones where none were. Those that
 * the plan pins are there in any case.
 */
export function tagRow(pinned: readonly TagName[] = []): readonly TagName[] {
  const chosen = preferences.tagRow.value.split(",");
  const own = ROW_TAGS.filter((name) => chosen.includes(name)).slice(0, PLACES);
  const wanted = [...new Set([...pinned, ...(own.length > 0 ? own : USUAL)])].slice(0, PLACES);
  return ROW_TAGS.filter((name) => wanted.includes(name));
}

/** Puts a tag into the row, or takes it out. A full row takes no other. */
export function toggleInRow(name: TagName): void {
  const row = tagRow();
  const next = row.includes(name) ? row.filter((one) => one !== name) : [...row, name];
  if (next.length > 0 && next.length <= PLACES) preferences.tagRow.value = next.join(",");
}
