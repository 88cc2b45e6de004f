import { useEffect } from "preact/hooks";
import { words } from "../../language.ts";

/** The recovery key, this once: to be printed, and nothing else of the page with it. */
export function RecoverySheet({ recoveryKey, onDone }: { recoveryKey: string; onDone: () => void }) {
  const { people } = words.value.house;
  const date = new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
  useEffect(() => {
    const root = document.documentElement;
    root.dataset.print = "sheet";
    return () => {
      delete root.dataset.print;
    };
  }, []);
  return (
    <section class="recovery" aria-labelledby="recovery-title">
      <h4 id="recovery-title">{people.sheetTitle}</h4>
      <p class="no-print" role="status">
        {people.sheetHow}
      </p>
      <p class="key">
        {recoveryKey.split("-").map((group, place) => (
          <span key={place}>{group}</span>
        ))}
      </p>
      <p>{people.sheetUse}</p>
      <p class="muted">{people.sheetMade(date)}</p>
      <div class="line no-print">
        <button type="button" class="main" onClick={() => window.print()}>
          {people.print}
        </button>
        <button type="button" onClick={onDone}>
          {people.done}
        </button>
      </div>
    </section>
  );
}
