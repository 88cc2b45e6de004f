import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Rehearsal as Found, PartnerFigures, RehearsableSession } from "../../../server/protocol.ts";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { RehearsedRoll } from "./rehearsed-roll.tsx";

/** Tries the partner, as it is set now, with what the child played in a recorded session. Nothing sounds in the room. */
export function Rehearsal({ panel }: { panel: Panel }) {
  const { partner } = words.value;
  const sessions = useSignal<readonly RehearsableSession[] | null>(null);
  const chosen = useSignal("");
  const busy = useSignal(false);
  const found = useSignal<Found | null>(null);
  const running = panel.running.value;
  useEffect(() => {
    if (running) return;
    void panel.ask("partner:sessions").then((ack) => {
      if (!ack.ok) return;
      const known = JSON.parse(ack.given ?? "[]") as RehearsableSession[];
      sessions.value = known;
      chosen.value = known[0]?.id ?? "";
    });
  }, [running]);
  const tryIt = async (): Promise<void> => {
    busy.value = true;
    const ack = await panel.send("partner:rehearse", chosen.peek());
    busy.value = false;
    found.value = ack.ok && ack.given !== undefined ? (JSON.parse(ack.given) as Found) : null;
  };
  return (
    <section class="card stack" aria-labelledby="rehearsal">
      <h3 id="rehearsal">{partner.rehearsal}</h3>
      <p class="muted">{partner.rehearsalHow}</p>
      {running && <p>{partner.rehearsalLater}</p>}
      {!running && sessions.value?.length === 0 && <p>{partner.rehearsalNone}</p>}
      {!running && sessions.value !== null && sessions.value.length > 0 && (
        <div class="line">
          <label for="rehearsed">{partner.rehearsalOf}</label>
          <select id="rehearsed" value={chosen.value} onChange={(event) => (chosen.value = event.currentTarget.value)}>
            {sessions.value.map(({ id, startedAt, minutes }) => (
              <option key={id} value={id}>
                {partner.sessionOf(new Date(startedAt), Math.round(minutes))}
              </option>
            ))}
          </select>
          <button type="button" class="main" disabled={busy.value} onClick={() => void tryIt()}>
            {busy.value ? partner.rehearses : partner.rehearse}
          </button>
        </div>
      )}
      {found.value && (
        <>
          <RehearsedRoll picture={found.value.picture} />
          <Figures was={found.value.was} now={found.value.now} />
        </>
      )}
    </section>
  );
}

function Figures({ was, now }: { was: PartnerFigures; now: PartnerFigures }) {
  const { partner } = words.value;
  const rows = [
    [partner.figures.share, was.share, now.share, (share: number) => partner.unit.share(Math.round(100 * share))],
    [partner.figures.density, was.density, now.density, (density: number) => partner.perMinute(Math.round(density))],
    [partner.figures.gap, was.gap, now.gap, (gap: number) => partner.unit.ms(Number(gap.toFixed(1)))],
  ] as const;
  return (
    <table class="rehearsed">
      <thead>
        <tr>
          <th scope="col">{partner.figure}</th>
          <th scope="col">{partner.was}</th>
          <th scope="col">{partner.would}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, before, after, says]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{before === null ? partner.tooLittle : says(before)}</td>
            <td>{after === null ? partner.tooLittle : says(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
