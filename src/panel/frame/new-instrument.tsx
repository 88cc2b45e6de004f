import { words } from "../language.ts";
import type { Panel } from "../panel.ts";

/** Asks whether what was just plugged in is the child's. Nothing sounds from it before that is answered. */
export function NewInstrument({ panel }: { panel: Panel }) {
  const { instruments: said } = words.value;
  const asking = panel.instruments.value?.instruments.find(({ asks, connected }) => asks !== null && connected);
  if (!asking?.asks || panel.locked.value) return null;
  const { device } = asking;
  return (
    <div class="notices asking" role="status">
      <p class="notice">
        <span>{said.asks(device, said.asksAs[asking.asks])}</span>
        {(["yes", "no", "always"] as const).map((answer) => (
          <button key={answer} type="button" onClick={() => void panel.send("instrument:answer", { device, answer })}>
            {said[answer]}
          </button>
        ))}
      </p>
    </div>
  );
}
