import { useSignal } from "@preact/signals";
import { useLongPress } from "../../controls/long-press.ts";
import { Over } from "../../controls/over.tsx";
import { Bar, Stepper } from "../../controls/stepper.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { preferences } from "../../preferences.ts";

const STEP = 3;
const RANGE = { least: -24, most: 12 } as const;
const STEPS = 6;
const PLAIN_STEPS = 4;

/** How loud the partner is, and never over the child's limit. Held, it shows how loud the child's own instrument is. */
export function Loudness({ panel }: { panel: Panel }) {
  const { live, onLive } = words.value;
  const open = useSignal(false);
  const hold = useLongPress(
    () => (open.value = true),
    () => (open.value = true),
  );
  const view = panel.view.value;
  if (!view) return null;
  const { loudness } = view.steering;
  const most = Math.min(RANGE.most, Math.max(RANGE.least, view.loudest));
  const atLimit = loudness >= most;
  const plain = preferences.level.value === "simple";
  const steps = plain ? PLAIN_STEPS : STEPS;
  const share = (decibels: number) => (decibels - RANGE.least) / (RANGE.most - RANGE.least);
  return (
    <>
      <Stepper
        label={live.loudness}
        value=""
        atLeast={loudness <= RANGE.least}
        atMost={atLimit}
        onStep={(direction) => {
          const present = panel.steering?.loudness ?? 0;
          const next = Math.min(most, Math.max(RANGE.least, present + STEP * direction));
          void panel.send("param:set", { loudness: next });
        }}
      >
        <button type="button" class="value" aria-expanded={open.value} {...hold}>
          <span class="name">{live.loudness}</span>
          <output>
            {atLimit ? limitWords(view.childName) : levelWords(loudness, plain)}
            {view.ear.level && ` · ${words.value.sounding.about(Math.round(view.ear.level.now))}`}
          </output>
          <Bar lit={Math.round(share(loudness) * steps)} steps={steps} cap={Math.floor(share(most) * steps)} />
        </button>
      </Stepper>
      {open.value && (
        <Over class="right" title={onLive.loudnessTitle} onClose={() => (open.value = false)}>
          <EarWords panel={panel} />
          <ChildLevel panel={panel} />
        </Over>
      )}
    </>
  );
}

function limitWords(name: string | null): string {
  const { onLive } = words.value;
  return name ? onLive.atLimit(name) : onLive.atTheLimit;
}

function levelWords(loudness: number, plain: boolean): string {
  const { live, onLive } = words.value;
  if (loudness === 0) return live.loudnessUsual;
  if (plain) return onLive.loudnessAre[loudness < -12 ? 0 : loudness < 0 ? 1 : 2] ?? "";
  return live.loudnessAt(loudness > 0 ? `+${round(loudness)}` : `−${round(-loudness)}`);
}

function round(decibels: number): number {
  return Math.round(10 * decibels) / 10;
}

/** What reaches the child's ear, where that was measured. */
function EarWords({ panel }: { panel: Panel }) {
  const { sounding } = words.value;
  const ear = panel.view.value?.ear;
  if (!ear) return null;
  const { level } = ear;
  return (
    <p>
      <b>{sounding.ear}:</b>{" "}
      {level
        ? `${sounding.about(Math.round(level.now))}. ${sounding.atMost(Math.round(level.most.equivalent), Math.round(level.most.fastest))}${level.approximate ? ` (${sounding.approximate})` : ""}`
        : sounding.notCalibrated}
    </p>
  );
}

/** The child's own instrument: as it is, or softer. */
function ChildLevel({ panel }: { panel: Panel }) {
  const { live, onLive } = words.value;
  const level = panel.view.value?.steering.childLevel ?? 0;
  return (
    <>
      <Stepper
        label={onLive.childLevel}
        value={level === 0 ? onLive.childLevelUsual : live.loudnessAt(`−${round(-level)}`)}
        atLeast={level <= -24}
        atMost={level >= 0}
        onStep={(direction) => {
          const present = panel.steering?.childLevel ?? 0;
          void panel.send("param:set", { childLevel: Math.min(0, Math.max(-24, present + STEP * direction)) });
        }}
      />
      <p class="muted">{onLive.childLevelHow}</p>
    </>
  );
}
