import { useRef } from "preact/hooks";
import { Stepper } from "../../controls/stepper.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { preferences } from "../../preferences.ts";
import { tappedTempo } from "../../tapped-tempo.ts";
import { KeyChoice } from "./key-choice.tsx";

const STEP = 2;
const SLOWEST = 40;
const FASTEST = 200;
/** Where a first step begins when nobody has a tempo yet. */
const USUAL = 92;

/** The tempo: set, tapped, or the child's. Whatever is set, the music goes there by 5 BPM a second at the most. */
export function Tempo({ panel }: { panel: Panel }) {
  const { live } = words.value;
  const taps = useRef<number[]>([]);
  const view = panel.view.value;
  const set = view?.steering.tempo ?? null;
  const partner = view?.tempo.partner ?? null;
  const child = view?.tempo.child ?? null;
  const shown = set ?? partner ?? child;
  const follows = set === null;
  return (
    <>
      <Stepper
        label={live.tempo}
        note={child === null ? undefined : live.childTempo(Math.round(child))}
        value={shown === null ? live.tempoNone : String(Math.round(shown))}
        atLeast={shown !== null && shown <= SLOWEST}
        atMost={shown !== null && shown >= FASTEST}
        onStep={(direction) => {
          const { steering, tempo } = panel.view.peek() ?? {};
          const from = steering?.tempo ?? tempo?.partner ?? tempo?.child ?? USUAL;
          const next = Math.round(from) + STEP * direction;
          void panel.send("param:set", { tempo: Math.min(FASTEST, Math.max(SLOWEST, next)) });
        }}
      />
      <div class="thirds">
        <button
          type="button"
          aria-label={live.tapLong}
          onPointerDown={(event) => tap(event.timeStamp)}
          onClick={(event) => {
            if (event.detail === 0) tap(event.timeStamp);
          }}
        >
          {live.tap}
        </button>
        <button
          type="button"
          aria-pressed={follows}
          onClick={() => void panel.send("param:set", { tempo: follows ? Math.round(shown ?? USUAL) : null })}
        >
          {live.follow}
          {follows && " ✓"}
        </button>
        {preferences.level.value !== "simple" && <KeyChoice panel={panel} />}
      </div>
    </>
  );

  function tap(at: number): void {
    const { taps: kept, tempo } = tappedTempo(taps.current, at);
    taps.current = kept;
    if (tempo !== undefined) void panel.send("param:set", { tempo });
  }
}
