import { Over } from "../../controls/over.tsx";
import { words } from "../../language.ts";
import { PLACES, ROW_TAGS, tagRow, toggleInRow } from "./tag-row.ts";

/** Which eight tags stand in the row. */
export function TagRowSheet({ onClose }: { onClose: () => void }) {
  const { live, onLive } = words.value;
  const row = tagRow();
  const full = row.length >= PLACES;
  return (
    <Over class="above-tags" title={onLive.tagRowTitle} onClose={onClose}>
      <div class="drawer-cards">
        {ROW_TAGS.map((name) => {
          const chosen = row.includes(name);
          return (
            <button
              key={name}
              type="button"
              aria-pressed={chosen}
              disabled={!chosen && full}
              onClick={() => toggleInRow(name)}
            >
              {live.tagNames[name]}
              {chosen && " ✓"}
            </button>
          );
        })}
      </div>
      <p class="muted" role="status">
        {onLive.tagRowCount(row.length)}. {full ? onLive.tagRowFull : onLive.tagRowHow}
      </p>
    </Over>
  );
}
