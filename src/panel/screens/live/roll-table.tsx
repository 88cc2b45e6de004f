import type { Millis, RollNote } from "../../../server/protocol.ts";
import { useTick } from "../../frame/tick.ts";
import { pitchName, words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { AHEAD, pastShown } from "../../roll.ts";

const SHAPES: Readonly<Record<RollNote["player"], string>> = {
  child: "●",
  partner: "■",
  therapist: "▲",
  robot: "◆",
};

/** The piano roll's twin for screen readers and for reading: newest note first, refreshed every 2 s. */
export function RollTable({ panel }: { panel: Panel }) {
  useTick(2000).value;
  const { live, onLive, players } = words.value;
  const now = panel.sessionNow() ?? 0;
  const notes = panel.roll.between(now - pastShown(), now + AHEAD).toReversed();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section class="roll-table" tabIndex={0} aria-label={onLive.notes}>
      <table>
        <thead>
          <tr>
            <th scope="col">{live.player}</th>
            <th scope="col">{live.note}</th>
            <th scope="col">{live.when}</th>
            <th scope="col">{live.howLong}</th>
          </tr>
        </thead>
        <tbody>
          {notes.map((note) => (
            <tr key={note.id}>
              <td>
                {SHAPES[note.player]} {players[note.player]}
              </td>
              <td>{pitchName(note.pitch)}</td>
              <td>{when(note.onset - now)}</td>
              <td>{note.duration === null ? live.sounding : `${(note.duration / 1000).toFixed(1)} s`}</td>
            </tr>
          ))}
          {notes.length === 0 && (
            <tr>
              <td colSpan={4}>{onLive.nobodyPlayed}</td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}

function when(offset: Millis): string {
  const seconds = (Math.abs(offset) / 1000).toFixed(1);
  const { live } = words.value;
  return offset > 0 ? live.plannedIn(seconds) : live.ago(seconds);
}
