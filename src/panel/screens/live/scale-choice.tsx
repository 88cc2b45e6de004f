import { useSignal } from "@preact/signals";
import type { Home, Lock } from "../../../server/protocol.ts";
import { Over } from "../../controls/over.tsx";
import { ScalePicker, scaleName } from "../../controls/scale-picker.tsx";
import { Stepper } from "../../controls/stepper.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { preferences } from "../../preferences.ts";

const LOCKS: readonly Lock[] = ["off", "nearest", "only"];
const BARS = { least: 1, most: 4 } as const;

/** The scale: what it is, and behind it root, scale, how it changes, and the child's keys. */
export function ScaleChoice({ panel }: { panel: Panel }) {
  const { scales } = words.value;
  const open = useSignal(false);
  const view = panel.view.value;
  if (!view) return null;
  const { key } = view.steering;
  const plain = preferences.level.value === "simple";
  const root = scales.pitches[view.scale.tonic] ?? "";
  return (
    <>
      <button type="button" class="scale" aria-expanded={open.value} onClick={() => (open.value = !open.value)}>
        <span class="hidden">
          {scales.scale}: {key === null ? scales.child : scales.at(root, scaleName(key, plain))}
        </span>
        <span aria-hidden="true">
          {key === null ? scales.shortChild : scales.at(root, shortName(key, plain))}
          {view.scale.comesAt !== null && " …"}
        </span>
      </button>
      {open.value && (
        <Over class="right scale-sheet" title={scales.scale} onClose={() => (open.value = false)}>
          <ScalePicker
            home={key}
            heard={view.scale.tonic}
            plain={plain}
            onChoose={(home) => void panel.send("param:set", { key: home })}
          >
            <Blend panel={panel} />
            <LockChoice panel={panel} />
          </ScalePicker>
        </Over>
      )}
    </>
  );
}

function shortName(home: Home, plain: boolean): string {
  const { scales } = words.value;
  const scale = "mode" in home ? home.mode : home.scale;
  return typeof scale === "string" ? scales[plain ? "shortPlain" : "short"][scale] : scales.shortOwn;
}

/** Over how many bars another scale is gone to. */
function Blend({ panel }: { panel: Panel }) {
  const { scales } = words.value;
  const bars = panel.view.value?.steering.blend ?? 2;
  return (
    <Stepper
      label={scales.blend}
      value={scales.bars(bars)}
      atLeast={bars <= BARS.least}
      atMost={bars >= BARS.most}
      onStep={(direction) => {
        const next = (panel.steering?.blend ?? bars) + direction;
        void panel.send("param:set", { blend: Math.min(BARS.most, Math.max(BARS.least, next)) });
      }}
    />
  );
}

/** Which of the child's keys sound, and as what. */
function LockChoice({ panel }: { panel: Panel }) {
  const { scales } = words.value;
  const view = panel.view.value;
  const lock = view?.steering.lock ?? "off";
  const may = view?.scale.mayLock ?? false;
  const why = may ? "" : `, ${view?.steering.key ? scales.lockNever : scales.lockFirst}`;
  return (
    <fieldset class="choice">
      <legend>
        {scales.lock}
        {why && <small class="muted">{why}</small>}
      </legend>
      <div class="options">
        {LOCKS.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === lock}
            disabled={!may && one !== lock}
            onClick={() => void panel.send("param:set", { lock: one })}
          >
            {scales.locks[one]}
            {one === lock && <span aria-hidden="true"> ✓</span>}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
