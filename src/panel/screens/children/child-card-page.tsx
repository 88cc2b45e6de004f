import { type Signal, useSignal } from "@preact/signals";
import type { ChildCard } from "../../../server/protocol.ts";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { addressOf, goTo } from "../../route.ts";
import { AboutTab } from "./about-tab.tsx";
import { ConsentTab } from "./consent-tab.tsx";
import { EraseTab } from "./erase-tab.tsx";
import { GoalsTab } from "./goals-tab.tsx";
import { PaceTab } from "./pace-tab.tsx";
import { SensesTab } from "./senses-tab.tsx";
import { raisedLimits } from "./usual-limits.ts";

const TABS = ["about", "senses", "pace", "goals", "consent", "erase"] as const;

export interface TabProps {
  readonly card: Signal<ChildCard>;
}

/** A child's card. What is written waits until it is saved; nothing is lost while one looks at another part of it. */
export function ChildCardPage({ panel, kept, tab }: { panel: Panel; kept: ChildCard; tab: string | undefined }) {
  const { children: said, frame } = words.value;
  const card = useSignal(kept);
  const known = useSignal(kept);
  const shown = TABS.find((one) => one === tab) ?? "about";
  const changed = JSON.stringify(card.value) !== JSON.stringify(known.value);
  const unexplained = raisedLimits(card.value.limits) && card.value.reason.trim() === "";
  const { code, nickname } = card.value;
  return (
    <div class="sheet">
      <div class="line">
        <a class="button" href={addressOf("children")}>
          ◂ {said.back}
        </a>
        <h2>
          {nickname || code} <span class="muted">{nickname && code}</span>
        </h2>
      </div>
      <nav class="tabs" aria-label={said.tabsLabel}>
        {TABS.map((one) => (
          <a
            key={one}
            class="button"
            href={addressOf("children", code, one)}
            aria-current={one === shown ? "page" : undefined}
          >
            {said.tabs[one]}
          </a>
        ))}
      </nav>
      <section class="card stack" aria-label={said.tabs[shown]}>
        {shown === "about" && <AboutTab card={card} />}
        {shown === "senses" && <SensesTab panel={panel} card={card} />}
        {shown === "pace" && <PaceTab card={card} />}
        {shown === "goals" && <GoalsTab card={card} />}
        {shown === "consent" && <ConsentTab card={card} />}
        {shown === "erase" && <EraseTab panel={panel} card={card} />}
      </section>
      <div class="line save">
        <button type="button" class="main" disabled={!changed || unexplained} onClick={() => void save()}>
          {frame.save}
        </button>
        <p role="status" class="muted">
          {unexplained ? said.reasonNeeded : changed ? said.unsaved : said.saved}
        </p>
        <button type="button" disabled={panel.running.value || changed} onClick={() => void open()}>
          {said.open}
        </button>
      </div>
      <p class="muted">{said.holds}</p>
    </div>
  );

  async function save(): Promise<void> {
    const wanted = card.peek();
    const ack = await panel.send("children:save", wanted);
    if (ack.ok) known.value = wanted;
  }

  async function open(): Promise<void> {
    const ack = await panel.send("children:open", code);
    if (ack.ok) goTo("live");
  }
}
