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
  /** The taps that made it and ended it, as their screens name them: a tap that comes twice counts once. */
  readonly key?: string;
  readonly endKey?: string;
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

/** A tap: what was seen, when, and the tap's own name where its screen gives it one. */
export interface Tap {
  readonly name: TagName;
  readonly detail: TagDetail | null;
  /** A word to it. */
  readonly note?: string | undefined;
  readonly key?: string | undefined;
}

/**
 * The tags after a tap: a new one, or the end of the span that goes on. A tap that waited for the engine may come late: its tag stands
 * where it was seen. One whose key is known changes nothing.
 */
export function addTag(tags: Tags, at: Millis, { name, detail, note = "", key }: Tap): Tags {
  if (key !== undefined && tags.tags.some((tag) => tag.key === key || tag.endKey === key)) return tags;
  const open = openSpan(tags, name);
  if (open)
    return changeTag(tags, open.id, { until: Math.max(open.at, at), ...(key === undefined ? {} : { endKey: key }) });
  const tag: Tag = { id: tags.next, at, name, detail, until: null, note, ...(key === undefined ? {} : { key }) };
  const place = tags.tags.findLastIndex((other) => other.at <= at) + 1;
  return { tags: tags.tags.toSpliced(place, 0, tag), next: tags.next + 1 };
}

/** The tags with a span going on again that was ended by mistake; the same where another of its name goes on. */
export function reopenTag(tags: Tags, id: number): Tags {
  const tag = tags.tags.find((one) => one.id === id);
  if (!tag || tag.until === null || openSpan(tags, tag.name)) return tags;
  const { endKey: _, ...kept } = tag;
  return { ...tags, tags: tags.tags.map((one) => (one.id === id ? { ...kept, until: null } : one)) };
}

/** The tags with one of them changed; the same where there is none of that number. */
export function changeTag(tags: Tags, id: number, change: Partial<Pick<Tag, "until" | "note" | "endKey">>): Tags {
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
