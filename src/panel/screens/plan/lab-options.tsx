import type { PlanOptions } from "../../../server/protocol.ts";
import { words } from "../../language.ts";

/** For studies: whether the order is locked, and the seed with which phases of a block are shuffled. */
export function LabOptions({ options, onChange }: { options: PlanOptions; onChange: (options: PlanOptions) => void }) {
  const { plan } = words.value;
  return (
    <section class="card stack" aria-labelledby="lab-options">
      <h3 id="lab-options">{plan.lab}</h3>
      <div class="line">
        <button
          type="button"
          aria-pressed={options.lockOrder}
          onClick={() => onChange({ ...options, lockOrder: !options.lockOrder })}
        >
          {plan.lockOrder}
          {options.lockOrder && " ✓"}
        </button>
        <button
          type="button"
          aria-pressed={options.shuffle !== null}
          onClick={() => onChange({ ...options, shuffle: options.shuffle === null ? 1 : null })}
        >
          {plan.shuffle}
          {options.shuffle !== null && " ✓"}
        </button>
        {options.shuffle !== null && (
          <label class="line">
            {plan.seed}
            <input
              type="text"
              inputMode="numeric"
              maxLength={10}
              value={String(options.shuffle)}
              onChange={(event) => {
                const seed = Number(event.currentTarget.value);
                const sound = Number.isInteger(seed) && seed >= 0 && seed <= 0xffffffff;
                onChange({ ...options, shuffle: sound ? seed : options.shuffle });
              }}
            />
          </label>
        )}
      </div>
      <p class="muted">{plan.labHow}</p>
    </section>
  );
}
