import { effect, type Signal, signal } from "@preact/signals";

export const THEMES = ["system", "light", "dim", "contrast"] as const;
export const TEXT_SIZES = ["normal", "large", "larger"] as const;
export const HANDS = ["right", "left"] as const;
/** How much is in sight. A level hides things; it never moves them. */
export const LEVELS = ["simple", "full", "lab"] as const;
export const MOTIONS = ["system", "still"] as const;

const KEY = "antiphon.preferences";

function remembered(): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function choice<T extends string>(name: string, allowed: readonly T[], fallback: T): Signal<T> {
  const value = remembered()[name];
  return signal(allowed.find((one) => one === value) ?? fallback);
}

function keysFrom(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([, key]) => typeof key === "string" && key !== "Escape"));
}

/** How this browser shows the panel. Kept in the browser; nothing of a child is in it. */
export const preferences = {
  /** Code of a language, or "" for the browser's own. */
  language: signal(String(remembered().language ?? "")),
  theme: choice("theme", THEMES, "system"),
  text: choice("text", TEXT_SIZES, "normal"),
  hand: choice("hand", HANDS, "right"),
  level: choice("level", LEVELS, "full"),
  motion: choice("motion", MOTIONS, "system"),
  /** Whether letters on the computer's keyboard are shortcuts. Where the keys on the screen are shown they are the child's keys. */
  letters: choice("letters", ["shortcuts", "off"] as const, "shortcuts"),
  /** Names of the tags in the row on Live, with commas between; "" for the usual ones. */
  tagRow: signal(String(remembered().tagRow ?? "")),
  /** Seconds that the picture of who is playing goes back. */
  picture: choice("picture", ["30", "60", "120"] as const, "30"),
  /** Keys that were changed: the usual one, and the one that does its work now ("" for none). */
  keys: signal(keysFrom(remembered().keys)),
  /** Another key for STOP beside Esc; "" for none. */
  stopKey: signal(typeof remembered().stopKey === "string" ? String(remembered().stopKey) : ""),
  units: choice("units", ["metric", "imperial"] as const, "metric"),
  /** How much is said, and in which words. */
  reading: choice("reading", ["full", "simple"] as const, "full"),
  /** Sounds of the panel itself. */
  panelSounds: choice("panelSounds", ["silent", "soft"] as const, "silent"),
  /** The welcome was gone through, or passed over. */
  welcomed: choice("welcomed", ["no", "yes"] as const, "no"),
};

/** Writes preferences to the page's root and keeps them there and in the browser. */
export function keepPreferences(): void {
  const root = document.documentElement;
  effect(() => {
    const values = Object.fromEntries(Object.entries(preferences).map(([name, { value }]) => [name, value]));
    root.dataset.theme = preferences.theme.value;
    root.dataset.text = preferences.text.value;
    root.dataset.hand = preferences.hand.value;
    root.dataset.level = preferences.level.value;
    root.dataset.motion = preferences.motion.value;
    root.dataset.reading = preferences.reading.value;
    try {
      localStorage.setItem(KEY, JSON.stringify(values));
    } catch {
      // A browser that keeps nothing begins with the defaults again.
    }
  });
}

/** Whether moving pictures have to stand still, by the system's setting or our own. */
export function standsStill(): boolean {
  return preferences.motion.value === "still" || matchMedia("(prefers-reduced-motion: reduce)").matches;
}
