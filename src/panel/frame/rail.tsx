import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { words } from "../language.ts";
import type { Panel } from "../panel.ts";
import { addressOf, route, type Screen } from "../route.ts";
import { Icon } from "./icons.tsx";

/** The screens of the rail, always in this order. */
const ENTRIES = ["today", "children", "room", "live", "practice", "settings", "help"] as const;

/** Screens that are reached from another one light that one up. */
const WITHIN: Readonly<Partial<Record<Screen, (typeof ENTRIES)[number]>>> = {
  plan: "today",
  sounds: "room",
  robot: "room",
  eeg: "room",
  partner: "room",
  welcome: "help",
};

/** The way to every screen. On a narrow page it waits behind one button. */
export function Rail({ panel }: { panel: Panel }) {
  const { rail } = words.value;
  const { screen } = route.value;
  const open = useSignal(false);
  const lit = WITHIN[screen] ?? screen;
  useEffect(() => {
    open.value = false;
  }, [screen]);
  return (
    <nav class={open.value ? "rail open" : "rail"} aria-label={rail.label} inert={panel.locked.value}>
      <button type="button" class="menu" aria-expanded={open.value} onClick={() => (open.value = !open.value)}>
        {rail.menu}
      </button>
      <ul>
        {ENTRIES.map((entry) => (
          <li key={entry}>
            <a href={addressOf(entry)} aria-current={entry === lit ? "page" : undefined}>
              <Icon name={entry} />
              <span>{rail[entry]}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
