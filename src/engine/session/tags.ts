import type { Millis } from "../time/units.ts";

/** What a therapist taps while it happens; practice.md 11. Nothing of it is ever guessed from the notes. */
export const POINT_TAGS = [
  "eyeContact",
  "jointAttention",
  "starts",
  "answers",
  "noAnswer",
  "turn",
  "voice",
  "joy",
  "prompt",
  "moment",
] as const;
/** What begins with one tap and ends with the next. */
export const SPAN_TAGS = ["sameFeeling", "selfRegulating", "distress"] as const;
/** What holds until another of its kind is tapped: how engaged the child is, 1 away … 5 fully in, and how regulated. */
export const STATE_TAGS = ["engagement", "regulation"] as const;
export const TAG_NAMES = [...POINT_TAGS, ...SPAN_TAGS, ...STATE_TAGS] as const;
export type TagName = (typeof TAG_NAMES)[number];

/** What a tag may say besides its name: a level, a kind of prompt, or that the child began. */
export const TAG_DETAILS = [
  "1",
  "2",
  "3",
  "4",
  "5",
  "calm",
  "high",
  "low",
  "overloaded",
  "none",
  "gesture",
  "model",
  "verbal",
  "physical",
  "childStarted",
] as const;
export type TagDetail = (typeof TAG_DETAILS)[number];

export interface Tag {
  /** Its number in the session, from 0. */
  readonly id: number;
  readonly at: Millis;
  readonly name: TagName;
  readonly detail: TagDetail | null;
  /** The end of a span; null while it goes on, and for all that is no span. */
  readonly until: Millis | null;
  readonly note: string;
}

/** The tags of a session. Those taken back are gone from here; the log has them. */
export interface Tags {
  readonly tags: readonly Tag[];
  readonly next: number;
}

export const NO_TAGS: Tags = { tags: [], next: 0 };

/** The span of a name that goes on, if one does. */
export function openSpan({ tags }: Tags, name: TagName): Tag | undefined {
  return (SPAN_TAGS as readonly string[]).includes(name)
    ? tags.findLast((tag) => tag.name === name && tag.until === null)
    : undefined;
}

/** The tags after a tap: a new one, or the end of the span that goes on. */
export function addTag(tags: Tags, at: Millis, name: TagName, detail: TagDetail | null): Tags {
  const open = openSpan(tags, name);
  if (open) return changeTag(tags, open.id, { until: at });
  const tag: Tag = { id: tags.next, at, name, detail, until: null, note: "" };
  return { tags: [...tags.tags, tag], next: tags.next + 1 };
}

/** The tags with one of them changed; the same where there is none of that number. */
export function changeTag(tags: Tags, id: number, change: Partial<Pick<Tag, "until" | "note">>): Tags {
  if (!tags.tags.some((tag) => tag.id === id)) return tags;
  return { ...tags, tags: tags.tags.map((tag) => (tag.id === id ? { ...tag, ...change } : tag)) };
}

/** The tags without one that was tapped by mistake. */
export function removeTag(tags: Tags, id: number): Tags {
  return { ...tags, tags: tags.tags.filter((tag) => tag.id !== id) };
}

/** What holds now of a state, such as "3" of engagement; null before the first tap. */
export function stateOf({ tags }: Tags, name: (typeof STATE_TAGS)[number]): TagDetail | null {
  return tags.findLast((tag) => tag.name === name)?.detail ?? null;
}
