import { useEffect } from "preact/hooks";
import { words } from "../language.ts";
import type { Panel } from "../panel.ts";
import { Picture } from "./pictures.tsx";
import { Said, Stage } from "./stage.tsx";
import { WayOut } from "./way-out.tsx";

/** The child's own screen: one thing at a time, and cards that are always in the same corners. */
export function ChildPage({ panel }: { panel: Panel }) {
  const { child } = words.value;
  const view = panel.view.value;
  const theme = view?.childScreen.theme;
  useEffect(() => {
    document.title = child.title;
  }, [child.title]);
  useEffect(() => {
    if (theme) document.documentElement.dataset.theme = theme;
  }, [theme]);
  const here = view && panel.link.state.value === "hidden";
  return (
    <main class="child-page">
      <h1 class="hidden">{child.title}</h1>
      <div class="stage">
        {panel.stopped.value ? <Said name="done" words={child.stopped} /> : here && <Stage panel={panel} view={view} />}
      </div>
      <nav class="cards" aria-label={child.cards}>
        <button
          type="button"
          class="card-button break"
          disabled={!view?.running || view.onBreak || view.stopped}
          onClick={() => void panel.send("break", true)}
        >
          <Picture name="break" />
          {child.break}
        </button>
        {view?.childView.more && (
          <button
            type="button"
            class="card-button more"
            disabled={!view.running || view.onBreak || view.stopped}
            onClick={() => void panel.send("childview:more")}
          >
            <Picture name="more" />
            {child.more}
          </button>
        )}
        <button type="button" class="card-button stop-card" onPointerDown={() => void panel.stop()} onClick={byKeys}>
          <Picture name="stop" />
          <span>
            {child.stop} <small>{child.stopMeans}</small>
          </span>
        </button>
      </nav>
      <WayOut />
    </main>
  );

  function byKeys(event: MouseEvent): void {
    if (event.detail === 0) void panel.stop();
  }
}
