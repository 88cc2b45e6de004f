import { type Signal, useSignal } from "@preact/signals";
import type { ChildCard, ChildEntry } from "../../../server/protocol.ts";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { addressOf, goTo } from "../../route.ts";
import { isSame } from "../../view-parts.ts";
import { AboutTab } from "./about-tab.tsx";
import { ConsentTab } from "./consent-tab.tsx";
import { EraseTab } from "./erase-tab.tsx";
import { GoalsTab } from "./goals-tab.tsx";
import { HistoryTab } from "./history-tab.tsx";
import { MusicTab } from "./music-tab.tsx";
import { PaceTab } from "./pace-tab.tsx";
import { PlanTab } from "./plan-tab.tsx";
import { SensesTab } from "./senses-tab.tsx";
import { raisedLimits } from "./usual-limits.ts";

const TABS = ["about", "senses", "music", "pace", "goals", "plan", "consent", "history", "erase"] as const;

export interface TabProps {
  readonly card: Signal<ChildCard>;
}

/** A child's card. What is written waits until it is saved; nothing is lost while one looks at another part of it. */
export function ChildCardPage({ panel, entry, tab }: { panel: Panel; entry: ChildEntry; tab: string | undefined }) {
  const { children: said, card: more, frame } = words.value;
  const { card: kept, past, sessions } = entry;
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
            {tabWords(one)}
          </a>
        ))}
      </nav>
      <section class="card stack" aria-label={tabWords(shown)}>
        {shown === "about" && <AboutTab card={card} />}
        {shown === "senses" && <SensesTab panel={panel} card={card} />}
        {shown === "pace" && <PaceTab card={card} />}
        {shown === "goals" && <GoalsTab card={card} />}
        {shown === "music" && <MusicTab panel={panel} card={card} kept={kept} />}
        {shown === "plan" && <PlanTab card={card} />}
        {shown === "consent" && <ConsentTab panel={panel} card={card} sessions={sessions} onSave={save} />}
        {shown === "history" && <HistoryTab past={past} />}
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

  function tabWords(one: (typeof TABS)[number]): string {
    return one === "music" || one === "plan" || one === "history" ? more.tabs[one] : said.tabs[one];
  }

  /** Saves what was changed here over the card as it is kept now: it may have been changed elsewhere as well. */
  async function save(): Promise<boolean> {
    const [wanted, before] = [card.peek(), known.peek()];
    const names = Object.keys(wanted) as (keyof ChildCard)[];
    const changes = names.filter((name) => !isSame(wanted[name], before[name])).map((name) => [name, wanted[name]]);
    const now = panel.children.peek().find(({ card: one }) => one.code === code)?.card ?? before;
    const ack = await panel.send("children:save", { ...now, ...Object.fromEntries(changes) });
    if (ack.ok) known.value = wanted;
    return ack.ok;
  }

  async function open(): Promise<void> {
    const ack = await panel.send("children:open", code);
    if (ack.ok) goTo("live");
  }
}
