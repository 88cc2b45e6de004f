import type { View } from "../../../server/protocol.ts";
import { placeOfSite } from "../../electrode-places.ts";
import { spoken, words } from "../../language.ts";

type Channels = NonNullable<View["eeg"]>["channels"];

/** The electrodes on a head, and in a table what to do about those that are not good. */
export function ContactMap({ channels }: { channels: Channels }) {
  const { eeg } = words.value;
  return (
    <div class="contact">
      <svg viewBox="-130 -130 260 270" role="img" aria-label={eeg.map}>
        <circle class="head" cx="0" cy="0" r="108" />
        <path class="head" d="M-14 -107 L0 -126 L14 -107" />
        {channels.map(({ site, good }, number) => {
          const [x, y] = placeOfSite(site, number);
          return (
            <g key={site} class={good ? "electrode good" : "electrode"} transform={`translate(${105 * x} ${105 * y})`}>
              {good ? <circle r="17" /> : <rect x="-16" y="-16" width="32" height="32" />}
              <text y="5">{site}</text>
            </g>
          );
        })}
      </svg>
      <table>
        <thead>
          <tr>
            <th scope="col">{eeg.channel}</th>
            <th scope="col">{eeg.state}</th>
            <th scope="col">{eeg.fix}</th>
          </tr>
        </thead>
        <tbody>
          {channels.map(({ site, good, word, fix }) => (
            <tr key={site}>
              <th scope="row">{site}</th>
              <td>
                <span aria-hidden="true">{good ? "● " : "■ "}</span>
                {good ? eeg.good : spoken(word)}
              </td>
              <td>{fix && spoken(fix)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
