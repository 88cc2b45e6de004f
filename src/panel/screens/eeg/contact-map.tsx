import type { View } from "../../../server/protocol.ts";
import { placeOfSite } from "../../electrode-places.ts";
import { spoken, words } from "../../language.ts";

/** A bar of this many microvolts is full: at it an epoch is not scored. */
const FULL = 100;

type Channels = NonNullable<View["eeg"]>["channels"];

/** The electrodes on a head, and in a table what to do about those that are not good. */
export function ContactMap({ channels, noise }: { channels: Channels; noise: readonly number[] }) {
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
            <th scope="col">{eeg.noise}</th>
          </tr>
        </thead>
        <tbody>
          {channels.map(({ site, good, word, fix }, place) => (
            <tr key={site}>
              <th scope="row">{site}</th>
              <td>
                <span aria-hidden="true">{good ? "● " : "■ "}</span>
                {good ? eeg.good : spoken(word)}
                {fix && <span class="fix">{spoken(fix)}</span>}
              </td>
              <td>
                <NoiseBar microvolts={noise[place]} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** How much a channel moves up and down, as a bar and in words. */
function NoiseBar({ microvolts }: { microvolts: number | undefined }) {
  const { eeg } = words.value;
  if (microvolts === undefined) return <span class="muted">{eeg.noNoise}</span>;
  return (
    <span class="noise">
      <svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
        <rect class="scale" width="100" height="12" />
        <rect class="at" width={Math.min(100, (100 * microvolts) / FULL)} height="12" />
      </svg>
      {eeg.microvolts(Math.round(microvolts))}
    </span>
  );
}
