import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import type { ChildEntry, PlannedSession } from "../../../server/protocol.ts";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { addressOf } from "../../route.ts";
import { startPlanned } from "./open-for.ts";

const LENGTHS = ["20", "30", "45"] as const;

function isToday(iso: string): boolean {
  return new Date(iso).toDateString() === new Date().toDateString();
}

/** "14:30"; with the day where that is another one. */
function timeWords(iso: string): string {
  const day = isToday(iso) ? {} : ({ weekday: "short", day: "numeric", month: "short" } as const);
  return new Date(iso).toLocaleString(document.documentElement.lang, { ...day, hour: "2-digit", minute: "2-digit" });
}

/** What is planned from today on, by time. */
export function PlannedList({ panel }: { panel: Panel }) {
  const { today } = words.value.house;
  const desk = panel.desk.value;
  if (!desk) return null;
  const midnight = new Date().setHours(0, 0, 0, 0);
  const planned = desk.planned.filter(({ at }) => Date.parse(at) >= midnight);
  const children = panel.children.value.filter(({ card }) => !card.archived);
  return (
    <section class="stack" aria-labelledby="planned">
      <h3 id="planned">{today.planned}</h3>
      <ul class="checks">
        {planned.map((session) => (
          <Planned key={session.id} panel={panel} session={session} children={panel.children.value} />
        ))}
        {!planned.some(({ at }) => isToday(at)) && <li class="card check muted">{today.nothingPlanned}</li>}
      </ul>
      {children.length > 0 && <PlanForm panel={panel} children={children} />}
    </section>
  );
}

interface PlannedProps {
  readonly panel: Panel;
  readonly session: PlannedSession;
  readonly children: readonly ChildEntry[];
}

function Planned({ panel, session, children }: PlannedProps) {
  const { today } = words.value.house;
  const card = children.find((entry) => entry.card.code === session.child)?.card;
  const name = card?.nickname || session.child;
  const time = timeWords(session.at);
  return (
    <li class="card check planned">
      <b class="time">{time}</b>
      <div class="what">
        <p>
          <b>{name}</b> {card?.nickname && <span class="muted">{session.child}</span>}{" "}
          <span class="muted">{today.minutes(session.plan)}</span>
        </p>
        {card?.nextTime && (
          <p>
            <span class="muted">{today.nextTime}:</span> {card.nextTime}
          </p>
        )}
      </div>
      <div class="line">
        <button
          type="button"
          class="main"
          aria-label={`${today.start}: ${name}, ${time}`}
          disabled={panel.running.value || panel.stopped.value}
          onClick={() => void startPlanned(panel, session)}
        >
          {today.start}
        </button>
        <a class="button" href={addressOf("children", session.child)} aria-label={`${name}: ${words.value.today.plan}`}>
          {words.value.today.plan}
        </a>
        <button
          type="button"
          aria-label={today.drop(name, time)}
          onClick={() => void panel.send("today:drop", session.id)}
        >
          {today.dropShort}
        </button>
      </div>
    </li>
  );
}

/** "2026-11-29T14:30" in the time of here: the next full hour. */
function nextHour(): string {
  const date = new Date(Date.now() + 3_600_000);
  date.setMinutes(0, 0, 0);
  return new Date(date.getTime() - 60_000 * date.getTimezoneOffset()).toISOString().slice(0, 16);
}

function PlanForm({ panel, children }: { panel: Panel; children: readonly ChildEntry[] }) {
  const { today } = words.value.house;
  const id = useId();
  const at = useSignal(nextHour());
  const child = useSignal("");
  const plan = useSignal<PlannedSession["plan"] | "">("");
  const chosen = children.find(({ card }) => card.code === child.value) ?? children[0];
  const length = plan.value || chosen?.card.plan || "30";
  return (
    <details class="card">
      <summary>{today.add}</summary>
      <form
        class="line plan-form"
        onSubmit={(event) => {
          event.preventDefault();
          const when = new Date(at.peek());
          if (!chosen || Number.isNaN(when.getTime())) return;
          void panel.send("today:plan", { at: when.toISOString(), child: chosen.card.code, plan: length });
        }}
      >
        <div class="field">
          <label for={`${id}-at`}>{today.at}</label>
          <input
            id={`${id}-at`}
            type="datetime-local"
            required
            value={at.value}
            onInput={(event) => (at.value = event.currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for={`${id}-who`}>{today.who}</label>
          <select
            id={`${id}-who`}
            value={chosen?.card.code}
            onChange={(event) => (child.value = event.currentTarget.value)}
          >
            {children.map(({ card }) => (
              <option key={card.code} value={card.code}>
                {card.nickname || card.code}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for={`${id}-length`}>{today.length}</label>
          <select
            id={`${id}-length`}
            value={length}
            onChange={(event) => (plan.value = event.currentTarget.value as PlannedSession["plan"])}
          >
            {LENGTHS.map((minutes) => (
              <option key={minutes} value={minutes}>
                {today.minutes(minutes)}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" class="main">
          {today.keep}
        </button>
      </form>
    </details>
  );
}
