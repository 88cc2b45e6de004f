import { signal } from "@preact/signals";

/** The screens of the panel, as they stand in its address after "#". */
export const SCREENS = [
  "welcome",
  "today",
  "children",
  "plan",
  "room",
  "sounds",
  "robot",
  "eeg",
  "partner",
  "live",
  "practice",
  "settings",
  "help",
] as const;
export type Screen = (typeof SCREENS)[number];

export interface Route {
  readonly screen: Screen;
  /** What comes after the screen, such as a child's code and a tab. */
  readonly rest: readonly string[];
}

function read(hash: string, fallback: Screen): Route {
  const [name = "", ...rest] = hash.replace(/^#\/?/, "").split("/").map(decode);
  const screen = SCREENS.find((one) => one === name);
  return screen ? { screen, rest } : { screen: fallback, rest: [] };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const route = signal<Route>({ screen: "live", rest: [] });

/** Follows the address; `fallback` is where an address without a screen leads. */
export function followAddress(fallback: Screen): void {
  const follow = (): void => {
    route.value = read(location.hash, fallback);
  };
  window.addEventListener("hashchange", follow);
  follow();
}

/** The address of a screen, for links. */
export function addressOf(screen: Screen, ...rest: readonly string[]): string {
  return `#${[screen, ...rest.map(encodeURIComponent)].join("/")}`;
}

/** Leads to a screen. */
export function goTo(screen: Screen, ...rest: readonly string[]): void {
  location.hash = addressOf(screen, ...rest);
}
