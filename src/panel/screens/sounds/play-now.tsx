import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

const PLAYERS = ["child", "therapist"] as const;

/** The next key says what a player plays. */
export function PlayNow({ panel, only }: { panel: Panel; only?: (typeof PLAYERS)[number] }) {
  const { instruments: said, frame } = words.value;
  const waiting = panel.instruments.value?.playNow ?? null;
  const players = PLAYERS.filter((player) => only === undefined || player === only);
  return (
    <div class="line">
      {players.map((player) => (
        <button
          key={player}
          type="button"
          aria-pressed={waiting === player}
          onClick={() => void panel.send("instrument:play-now", waiting === player ? null : player)}
        >
          {waiting === player ? `${said.waiting[player]} ${frame.cancel}` : said.playNowIs[player]}
        </button>
      ))}
      {!only && <p class="muted">{said.playNowHow}</p>}
    </div>
  );
}
