import type { ChildEntry } from "../../../server/protocol.ts";
import { words } from "../../language.ts";
import { moment } from "./moment.ts";

/** The sessions of a child, the newest first: when, how long, after which plan. */
export function HistoryTab({ past }: { past: ChildEntry["past"] }) {
  const { card: said } = words.value;
  if (past.length === 0) return <p class="muted">{said.noSessions}</p>;
  return (
    <div class="history">
      <table>
        <thead>
          <tr>
            <th scope="col">{said.when}</th>
            <th scope="col">{said.lasted}</th>
            <th scope="col">{said.planned}</th>
            <th scope="col">{said.state}</th>
          </tr>
        </thead>
        <tbody>
          {past.map(({ id, startedAt, minutes, planned, state }) => (
            <tr key={id}>
              <th scope="row">{moment(startedAt)}</th>
              <td>{said.minutes(minutes)}</td>
              <td>{planned === null ? said.withoutPlan : said.minutes(planned)}</td>
              <td>{said.states[state]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
