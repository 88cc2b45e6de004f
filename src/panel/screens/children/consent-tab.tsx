import { useSignal } from "@preact/signals";
import type { ChildCard } from "../../../server/protocol.ts";
import { TextField } from "../../controls/text-field.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { addressOf } from "../../route.ts";
import type { TabProps } from "./child-card-page.tsx";
import { ConsentForm, printForm } from "./consent-form.tsx";
import { PURPOSES, type Purpose, purposeWords } from "./purposes.ts";

type Consent = NonNullable<ChildCard["consent"][Purpose]>;
const NONE: Consent = { given: false, by: "", on: "" };

interface Props extends TabProps {
  readonly panel: Panel;
  /** Sessions that are kept. */
  readonly sessions: number;
  /** Saves the card at once. */
  readonly onSave: () => Promise<boolean>;
}

/** What was agreed to, purpose by purpose, by whom, since when and until when. What is withdrawn ends at once, without Save. */
export function ConsentTab({ panel, card, sessions, onSave }: Props) {
  const { children: said, card: more } = words.value;
  const withdrawn = useSignal<Purpose | null>(null);
  return (
    <>
      <p class="muted">{said.consentHow}</p>
      <div class="consent-table">
        <table>
          <thead>
            <tr>
              <th scope="col">{more.purpose}</th>
              <th scope="col">{more.agreed}</th>
              <th scope="col">{more.by}</th>
              <th scope="col">{more.on}</th>
              <th scope="col">{more.until}</th>
            </tr>
          </thead>
          <tbody>{PURPOSES.map(row)}</tbody>
        </table>
      </div>
      {withdrawn.value && (
        <div class="card stack withdrawn" role="alertdialog" aria-label={more.withdraw}>
          <p>
            <b>{more.withdrawn(purposeWords(withdrawn.value))}</b>
          </p>
          {sessions > 0 && <p>{more.keptUntilNow(sessions)}</p>}
          <div class="line">
            <button type="button" onClick={() => (withdrawn.value = null)}>
              {more.keepThem}
            </button>
            <a class="button" href={addressOf("children", card.value.code, "erase")}>
              {more.eraseThem}
            </a>
          </div>
        </div>
      )}
      {card.value.consent.sessionData?.given !== true && <p>{more.notRecorded}</p>}
      <TextField
        long
        label={more.assent}
        value={card.value.assent}
        onChange={(assent) => (card.value = { ...card.peek(), assent })}
      />
      <div class="line">
        <button type="button" onClick={printForm}>
          {more.printForm}
        </button>
      </div>
      <ConsentForm card={card.value} />
    </>
  );

  function row(purpose: Purpose) {
    const consent = card.value.consent[purpose] ?? NONE;
    const name = purposeWords(purpose);
    const field = (part: "by" | "on" | "until") => (
      <td>
        {consent.given && (
          <input
            type={(part === "by" ? "text" : "date") as "text"}
            aria-label={more.forPurpose(more[part], name)}
            value={consent[part] ?? ""}
            maxLength={part === "by" ? 200 : 10}
            autocomplete="off"
            onInput={(event) => change(purpose, { [part]: event.currentTarget.value })}
          />
        )}
      </td>
    );
    return (
      <tr key={purpose}>
        <th scope="row">{name}</th>
        <td>
          <button
            type="button"
            role="switch"
            aria-checked={consent.given}
            aria-label={more.forPurpose(more.agreed, name)}
            onClick={() => void toggle(purpose, consent.given)}
          >
            {consent.given ? `✓ ${said.given}` : said.notGiven}
          </button>
        </td>
        {field("by")}
        {field("on")}
        {field("until")}
      </tr>
    );
  }

  function change(purpose: Purpose, part: Partial<Consent>): void {
    const kept = card.peek().consent;
    card.value = { ...card.peek(), consent: { ...kept, [purpose]: { ...(kept[purpose] ?? NONE), ...part } } };
  }

  async function toggle(purpose: Purpose, given: boolean): Promise<void> {
    const on = card.peek().consent[purpose]?.on || new Date().toISOString().slice(0, 10);
    change(purpose, given ? { given: false } : { given: true, on });
    if (!given) return;
    if (await onSave()) withdrawn.value = purpose;
    else panel.notices.tell({ level: "error", text: words.peek().link.unchanged });
  }
}
