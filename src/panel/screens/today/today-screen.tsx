import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { addressOf, goTo } from "../../route.ts";
import { ChildSign } from "../children/child-sign.tsx";
import { moment } from "../children/moment.ts";
import { HouseState } from "./house-state.tsx";
import { openFor } from "./open-for.ts";
import { PlannedList } from "./planned-list.tsx";

/** Whose session comes, and the way into it. */
export function TodayScreen({ panel }: { panel: Panel }) {
  const { today, screens, house } = words.value;
  const children = panel.children.value.filter(({ card }) => !card.archived);
  const here = panel.welcome.value?.child;
  return (
    <div class="sheet">
      <h2>{screens.today}</h2>
      {panel.running.value && <p class="muted">{today.running}</p>}
      <HouseState panel={panel} />
      <PlannedList panel={panel} />
      <section class="stack" aria-labelledby="today-children">
        <h3 id="today-children">{house.today.children}</h3>
        <ul class="checks">
          {children.map(({ card, lastSession }) => (
            <li key={card.code} class="card check">
              <ChildSign symbol={card.symbol} />
              <div class="what">
                <p>
                  <b>{card.nickname || card.code}</b> {card.nickname && <span class="muted">{card.code}</span>}
                </p>
                <p class="muted">{lastSession ? today.last(moment(lastSession)) : today.first}</p>
              </div>
              <div class="line">
                <Open panel={panel} code={card.code} open={here === card.code} />
                {here === card.code && (
                  <a class="button" href={addressOf("plan")}>
                    {today.plan}
                  </a>
                )}
              </div>
            </li>
          ))}
          {children.length === 0 && <li class="card check">{house.today.empty}</li>}
          <li class="card check">
            <ChildSign symbol="wave" />
            <div class="what">
              <p>
                <b>{today.practice}</b>
              </p>
            </div>
            <div class="line">
              <Open panel={panel} code={null} open={here === "practice"} />
            </div>
          </li>
        </ul>
        <div class="line">
          <a class="button" href={addressOf("children")}>
            {today.add}
          </a>
        </div>
      </section>
    </div>
  );
}

/** Opens the room for a child, or leads into the room that is open. */
function Open({ panel, code, open }: { panel: Panel; code: string | null; open: boolean }) {
  const { today } = words.value;
  if (open) {
    return (
      <a class="button main" href={addressOf("live")}>
        {today.toLive}
      </a>
    );
  }
  return (
    <button
      type="button"
      disabled={panel.running.value}
      onClick={() => void openFor(panel, code).then((opened) => opened && goTo("live"))}
    >
      {today.open}
    </button>
  );
}
