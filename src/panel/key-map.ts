import { signal } from "@preact/signals";
import { words } from "./language.ts";
import { preferences } from "./preferences.ts";

/** What is named by its usual key: the tags and states, in the order of the keyboard map (sensory-safety 7.6). */
const TAG_KEYS = ["e", "j", "J", "i", "r", "n", "t", "v", "s", "m", "x", "d", "p", "*"] as const;
const STATE_KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;
const MUSIC_KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "[", "]", ",", "."] as const;
const CARD_KEYS = ["g", "f", "a", "h", "l", "c"] as const;
const VERB_KEYS = ["0", "b", "Enter", "?"] as const;

/** All that a key may do, by groups, each named by its usual key. */
export const KEY_GROUPS = {
  tags: TAG_KEYS,
  states: STATE_KEYS,
  music: MUSIC_KEYS,
  cards: CARD_KEYS,
  verbs: VERB_KEYS,
} as const;
export const USUAL_KEYS: readonly string[] = Object.values(KEY_GROUPS).flat();

/** Keys that other things need, or that type nothing. */
const NEVER = ["Escape", "Tab", "Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "Dead", "Unidentified", " "];

/** Whether the list of keys is shown. */
export const keyListShown = signal(false);

/** The key that does what `usual` usually does; "" for none. */
export function keyFor(usual: string): string {
  return preferences.keys.value[usual] ?? usual;
}

/** The usual key whose work the pressed one does; undefined for a key that does nothing. Capitals count only where they are told apart. */
export function usualKeyOf(pressed: string): string | undefined {
  const holds = (key: string) => USUAL_KEYS.find((usual) => keyFor(usual) === key);
  return holds(pressed) ?? holds(pressed.toLowerCase());
}

/** What else a key does already, by its usual key; undefined where it is free. */
export function takenBy(key: string, usual: string): string | undefined {
  const other = USUAL_KEYS.find((one) => one !== usual && keyFor(one) === key);
  if (other !== undefined) return other;
  return usual !== "stop" && preferences.stopKey.value === key ? "stop" : undefined;
}

/** Whether a key can be given any work. */
export function mayBeUsed(key: string): boolean {
  return key !== "" && !NEVER.includes(key);
}

/** Gives the work of `usual` to another key; "" to none; its usual one to have it back. */
export function giveKey(usual: string, key: string): void {
  const { [usual]: _before, ...others } = preferences.keys.peek();
  preferences.keys.value = key === usual ? others : { ...others, [usual]: key };
}

/** Why a key cannot have this work, in a sentence; undefined where it can. */
export function whyNotThisKey(key: string, usual: string): string | undefined {
  const { keys } = words.peek().house;
  const other = takenBy(key, usual);
  return other === undefined ? undefined : keys.taken(keyWords(key), workOf(other));
}

const ARROWS: Readonly<Record<string, string>> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
};

/** A key as it is printed. */
export function keyWords(key: string): string {
  if (key === "") return words.value.house.keys.off;
  if (key === "J") return "⇧ J";
  return ARROWS[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}

/** What the key does that is usually `usual`, in words. */
export function workOf(usual: string): string {
  const { live, techniques, house } = words.value;
  const { keys } = house;
  const tag = TAGS_BY_KEY[usual];
  if (tag) return live.tagNames[tag];
  if (usual === "J") return keys.tagWith(live.tagNames.jointAttention, keys.childStarted);
  const engagement = ["1", "2", "3", "4", "5"].indexOf(usual);
  if (engagement >= 0) return keys.tagWith(live.tagNames.engagement, live.engagementAre[engagement] ?? "");
  const regulation = REGULATION_BY_KEY[usual];
  if (regulation) return keys.tagWith(live.tagNames.regulation, live.regulationAre[regulation]);
  const card = CARDS_BY_KEY[usual];
  if (card) return techniques[card] ?? card;
  const does = WORK_BY_KEY[usual];
  return does ? keys.does[does] : usual;
}

const TAGS_BY_KEY: Readonly<Record<string, keyof ReturnType<typeof tagNames>>> = {
  e: "eyeContact",
  j: "jointAttention",
  i: "starts",
  r: "answers",
  n: "noAnswer",
  t: "turn",
  v: "voice",
  s: "joy",
  m: "sameFeeling",
  x: "selfRegulating",
  d: "distress",
  p: "prompt",
  "*": "moment",
};

function tagNames() {
  return words.peek().live.tagNames;
}

const REGULATION_BY_KEY: Readonly<Record<string, "calm" | "high" | "low" | "overloaded">> = {
  6: "calm",
  7: "high",
  8: "low",
  9: "overloaded",
};

const CARDS_BY_KEY: Readonly<Record<string, string>> = {
  g: "ground",
  f: "follow",
  a: "answer",
  h: "hold",
  l: "makeSpace",
  c: "calm",
};

const WORK_BY_KEY: Readonly<Record<string, keyof ReturnType<typeof doings>>> = {
  ArrowLeft: "tempoDown",
  ArrowRight: "tempoUp",
  ArrowUp: "louder",
  ArrowDown: "softer",
  "[": "lessBusy",
  "]": "busier",
  ",": "lower",
  ".": "higher",
  0: "quiet",
  b: "break",
  Enter: "next",
  "?": "list",
  stop: "stop",
};

function doings() {
  return words.peek().house.keys.does;
}
