import type { Panel } from "../panel.ts";

/** What the partner does: one technique at a time. */
export function Techniques({ panel }: { panel: Panel }) {
  const view = panel.view.value;
  return (
    <fieldset class="techniques">
      <legend class="hidden">What the partner does</legend>
      {view?.techniques.map(({ name, label }) => {
        const on = name === view.technique;
        return (
          <button key={name} type="button" aria-pressed={on} onClick={() => panel.setTechnique(name)}>
            {label}
            {on && <span class="on"> ✓ on</span>}
          </button>
        );
      })}
    </fieldset>
  );
}
