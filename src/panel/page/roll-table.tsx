import type { Millis, RollNote } from "../../server/protocol.ts";
import type { Panel } from "../panel.ts";
import { AHEAD, PAST, pitchName } from "../roll.ts";
import { useTick } from "./tick.ts";

const PLAYERS: Readonly<Record<RollNote["player"], string>> = {
  child: "● child",
  partner: "■ partner",
  therapist: "▲ therapist",
  robot: "◆ robot",
};

/** The piano roll's twin for screen readers and for reading: newest note first, refreshed every 2 s. */
export function RollTable({ panel }: { panel: Panel }) {
  useTick(2000).value;
  const now = panel.sessionNow() ?? 0;
  const notes = panel.roll.between(now - PAST, now + AHEAD).toReversed();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section class="roll-table" tabIndex={0} aria-label="Notes of the last 30 seconds">
      <table>
        <thead>
          <tr>
            <th scope="col">Player</th>
            <th scope="col">Note</th>
            <th scope="col">When</th>
            <th scope="col">How long</th>
          </tr>
        </thead>
        <tbody>
          {notes.map((note) => (
            <tr key={note.id}>
              <td>{PLAYERS[note.player]}</td>
              <td>{pitchName(note.pitch)}</td>
              <td>{when(note.onset - now)}</td>
              <td>{note.duration === null ? "sounding" : `${(note.duration / 1000).toFixed(1)} s`}</td>
            </tr>
          ))}
          {notes.length === 0 && (
            <tr>
              <td colSpan={4}>Nobody has played in the last 30 seconds.</td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}

function when(offset: Millis): string {
  const seconds = (Math.abs(offset) / 1000).toFixed(1);
  return offset > 0 ? `planned in ${seconds} s` : `${seconds} s ago`;
}
