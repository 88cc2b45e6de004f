import { Over } from "../controls/over.tsx";
import { words } from "../language.ts";
import type { Panel } from "../panel.ts";

/** How to end. Winding down leads to the goodbye; the goodbye is never skipped by itself; Now is now. */
export function FinishSheet({ panel, onClose }: { panel: Panel; onClose: () => void }) {
  const { onLive } = words.value;
  const end = (act: () => void) => () => {
    onClose();
    act();
  };
  const sayGoodbye = (): void => {
    const phase = panel.view.peek()?.plan?.phases.findLastIndex(({ name }) => name === "goodbye") ?? -1;
    if (phase >= 0) void panel.send("phase:go", phase);
    else void panel.send("technique:set", "goodbye");
  };
  return (
    <Over class="above-verbs" title={onLive.finishTitle} onClose={onClose}>
      <div class="drawer-cards">
        <button type="button" onClick={end(() => void panel.send("winddown"))}>
          {onLive.finishWindDown}
        </button>
        <button type="button" onClick={end(sayGoodbye)}>
          {onLive.finishGoodbye}
        </button>
        <button type="button" onClick={end(() => void panel.send("finish"))}>
          {onLive.finishNow}
        </button>
      </div>
    </Over>
  );
}
