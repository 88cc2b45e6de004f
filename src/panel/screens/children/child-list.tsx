import { useSignal } from "@preact/signals";
import { TextField } from "../../controls/text-field.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { addressOf } from "../../route.ts";
import { ChildSign } from "./child-sign.tsx";
import { moment } from "./moment.ts";

/** Everybody whom this house knows, by code. */
export function ChildList({ panel }: { panel: Panel }) {
  const { children: said, screens, today } = words.value;
  const search = useSignal("");
  const archived = useSignal(false);
  const sought = search.value.trim().toLowerCase();
  const found = panel.children.value.filter(
    ({ card }) => card.archived === archived.value && `${card.code} ${card.nickname}`.toLowerCase().includes(sought),
  );
  const purposes = Object.keys(said.purposes).length;
  return (
    <div class="sheet">
      <h2>{screens.children}</h2>
      <div class="line">
        <TextField label={said.search} type="search" value={search.value} onChange={(text) => (search.value = text)} />
        <button type="button" aria-pressed={archived.value} onClick={() => (archived.value = !archived.value)}>
          {said.showArchived}
          {archived.value && " ✓"}
        </button>
      </div>
      <ul class="checks">
        {found.map(({ card, lastSession }) => (
          <li key={card.code}>
            <a class="card check" href={addressOf("children", card.code)}>
              <ChildSign symbol={card.symbol} />
              <div class="what">
                <p>
                  <b>{card.nickname || card.code}</b> {card.nickname && <span class="muted">{card.code}</span>}
                </p>
                <p class="muted">
                  {lastSession ? today.last(moment(lastSession)) : today.first} ·{" "}
                  {said.consent(Object.values(card.consent).filter((one) => one?.given).length, purposes)}
                </p>
              </div>
            </a>
          </li>
        ))}
        {found.length === 0 && <li class="card check">{said.none}</li>}
      </ul>
      <AddChild panel={panel} />
    </div>
  );
}

function AddChild({ panel }: { panel: Panel }) {
  const { children: said } = words.value;
  const nickname = useSignal("");
  return (
    <form
      class="card stack"
      aria-labelledby="add-child"
      onSubmit={(event) => {
        event.preventDefault();
        void panel.send("children:add", nickname.peek().trim()).then((ack) => {
          if (ack.ok) nickname.value = "";
        });
      }}
    >
      <h3 id="add-child">{said.add}</h3>
      <TextField
        label={said.nickname}
        note={said.nicknameHow}
        most={40}
        value={nickname.value}
        onChange={(text) => (nickname.value = text)}
      />
      <div class="line">
        <button type="submit" class="main">
          {said.add}
        </button>
      </div>
    </form>
  );
}
