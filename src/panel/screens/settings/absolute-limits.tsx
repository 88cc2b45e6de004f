import { pitchName, words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

/** What no child's card can raise: to be read, not to be set. */
export function AbsoluteLimits({ panel }: { panel: Panel }) {
  const { limits } = words.value.house;
  const held = panel.desk.value?.limits;
  if (!held) return null;
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  const facts: readonly (readonly [string, string])[] = [
    [limits.velocity, String(held.velocity)],
    [limits.topNote, pitchName(held.topNote)],
    [limits.lowNote, pitchName(held.lowNote)],
    [limits.density, String(held.density)],
    [limits.share, limits.from(percent(held.share.least), percent(held.share.most))],
    [limits.tempo, limits.from(String(held.tempo.least), `${held.tempo.most} BPM`)],
    [limits.rise, limits.risePerSecond(held.rise)],
    [limits.flash, limits.flashes],
  ];
  return (
    <section class="card stack" id="limits" aria-labelledby="limits-title">
      <h3 id="limits-title">{limits.title}</h3>
      <p>{limits.how}</p>
      <dl class="pairs narrow greyed">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
