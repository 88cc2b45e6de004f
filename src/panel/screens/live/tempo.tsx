import { Stepper } from "../../controls/stepper.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

const STEP = 2;
const SLOWEST = 40;
const FASTEST = 200;
/** Where a first step begins when nobody has a tempo yet. */
const USUAL = 92;

/** The tempo that is set, else the partner's, else the child's, else a usual one. */
export function shownTempo(panel: Panel): number {
  const { tempo } = panel.view.peek() ?? {};
  return panel.steering?.tempo ?? tempo?.partner ?? tempo?.child ?? USUAL;
}

/** The tempo: set, or the child's. Whatever is set, the music goes there by 5 BPM a second at the most. */
export function Tempo({ panel }: { panel: Panel }) {
  const { live, onLive } = words.value;
  const view = panel.view.value;
  const child = view?.tempo.child ?? null;
  const shown = view?.steering.tempo ?? view?.tempo.partner ?? child;
  const name = view?.childName ?? onLive.childSteady;
  return (
    <Stepper
      label={live.tempo}
      note={child === null ? undefined : onLive.childTempo(name, Math.round(child))}
      value={shown === null || shown === undefined ? live.tempoNone : String(Math.round(shown))}
      atLeast={shown !== null && shown !== undefined && shown <= SLOWEST}
      atMost={shown !== null && shown !== undefined && shown >= FASTEST}
      onStep={(direction) => {
        const next = Math.round(shownTempo(panel)) + STEP * direction;
        void panel.send("param:set", { tempo: Math.min(FASTEST, Math.max(SLOWEST, next)) });
      }}
    />
  );
}
