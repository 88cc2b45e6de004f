import { useSignal, useSignalEffect } from "@preact/signals";
import type { KeyHit, VelocityCurve } from "../../../server/protocol.ts";
import { Choice } from "../../controls/choice.tsx";
import { Stepper } from "../../controls/stepper.tsx";
import { words } from "../../language.ts";
import type { InstrumentProps } from "./instrument-page.tsx";
import { StrokeBars } from "./stroke-bars.tsx";

const CURVES = ["softChild", "normal", "strong", "fixed"] as const;
const USUAL_FIXED = 64;
const HITS = ["soft", "medium", "hard"] as const;
/** Hits that are closer than this cannot be told apart; the engine refuses them too. */
const LEAST_APART = 3;

/** How hard it is struck, and what that sounds like. */
export function Touch({ panel, instrument, onChange }: InstrumentProps) {
  const { instruments: said } = words.value;
  const { device, settings } = instrument;
  const { curve } = settings;
  const { strokes } = panel.hits.of(device).value;
  const kinds = curve.kind === "hits" ? [...CURVES, "hits" as const] : CURVES;
  return (
    <section class="card stack" aria-labelledby="touch">
      <h3 id="touch">{said.touch}</h3>
      <StrokeBars strokes={strokes} />
      <Choice
        label={said.curve}
        options={kinds.map((kind) => [kind, said.curves[kind]])}
        value={curve.kind}
        onChoose={(kind) => {
          if (kind !== "hits") onChange({ curve: kind === "fixed" ? { kind, velocity: USUAL_FIXED } : { kind } });
        }}
        note={inWords(curve)}
      />
      {curve.kind === "fixed" && (
        <Stepper
          label={said.loudness}
          value={String(curve.velocity)}
          atLeast={curve.velocity <= 8}
          atMost={curve.velocity >= 120}
          onStep={(direction) => onChange({ curve: { kind: "fixed", velocity: curve.velocity + 8 * direction } })}
        />
      )}
      <ThreeHits panel={panel} instrument={instrument} onChange={onChange} />
    </section>
  );
}

function inWords(curve: VelocityCurve): string {
  const { instruments: said } = words.value;
  return curve.kind === "hits" ? said.hitsHow(curve.soft, curve.medium, curve.hard) : said.curveHow[curve.kind];
}

/** Three hits, soft, medium and hard, become the curve. */
function ThreeHits({ panel, instrument }: InstrumentProps) {
  const { instruments: said, frame } = words.value;
  const { device, settings } = instrument;
  const hit = useSignal<{ readonly since: KeyHit | undefined; readonly velocities: readonly number[] } | null>(null);
  const level = useSignal(false);
  useSignalEffect(() => {
    const last = panel.hits.of(device).value.strokes.at(-1);
    const now = hit.peek();
    if (!now || !last || last === now.since) return;
    const velocities = [...now.velocities, last.velocity];
    const [soft, medium, hard] = velocities;
    hit.value = hard === undefined ? { since: last, velocities } : null;
    if (soft === undefined || medium === undefined || hard === undefined) return;
    level.value = medium - soft < LEAST_APART || hard - medium < LEAST_APART;
    if (!level.peek()) void panel.send("instrument:hits", { device, soft, medium, hard });
  });
  const now = hit.value;
  if (!now) {
    return (
      <div class="line">
        <button
          type="button"
          onClick={() => (hit.value = { since: panel.hits.of(device).peek().strokes.at(-1), velocities: [] })}
        >
          {settings.curve.kind === "hits" ? said.threeHitsAgain : said.threeHits}
        </button>
        <p role="status">{level.value && said.hitsLevel}</p>
      </div>
    );
  }
  const wanted = HITS[now.velocities.length] ?? "hard";
  const soFar = now.velocities.map((velocity, place) => `${said.hits[HITS[place] ?? "hard"]} ${velocity}`);
  return (
    <div class="line">
      <p role="status">
        <b>{said.hit[wanted]}</b> {soFar.length > 0 && <span class="muted">{said.hitsAre(soFar.join(", "))}</span>}
      </p>
      <button type="button" onClick={() => (hit.value = null)}>
        {frame.cancel}
      </button>
    </div>
  );
}
