import { useEffect } from "preact/hooks";
import { words } from "../language.ts";
import type { Panel } from "../panel.ts";
import { Calm } from "./calm.tsx";
import { Choices } from "./choices.tsx";
import { Pads } from "./pads.tsx";
import { Picture } from "./pictures.tsx";
import { Schedule } from "./schedule.tsx";
import { Turn } from "./turn.tsx";

/** The child's own screen: one thing at a time, and two cards that are always in the same corners. */
export function ChildPage({ panel }: { panel: Panel }) {
  const { child } = words.value;
  const view = panel.view.value;
  useEffect(() => {
    document.title = child.title;
  }, [child.title]);
  return (
    <main class="child-page">
      <h1 class="hidden">{child.title}</h1>
      <div class="stage">
        <Stage panel={panel} />
      </div>
      <nav class="cards" aria-label={child.title}>
        <button
          type="button"
          class="card-button break"
          disabled={!view?.running || view.onBreak || view.stopped}
          onClick={() => void panel.send("break", true)}
        >
          <Picture name="break" />
          {child.break}
        </button>
        <button type="button" class="card-button stop-card" onPointerDown={() => void panel.stop()} onClick={byKeys}>
          <Picture name="stop" />
          {child.stop}
        </button>
      </nav>
    </main>
  );

  function byKeys(event: MouseEvent): void {
    if (event.detail === 0) void panel.stop();
  }
}

function Stage({ panel }: { panel: Panel }) {
  const { child } = words.value;
  const view = panel.view.value;
  if (panel.stopped.value) return <Said name="done" words={child.stopped} />;
  if (!view || panel.link.state.value !== "hidden") return null;
  if (view.onBreak) return <Said name="break" words={child.breakTime} />;
  switch (view.childView.mode) {
    case "blank":
      return null;
    case "schedule":
      return <Schedule view={view} />;
    case "turn":
      return <Turn view={view} />;
    case "play":
      return <Pads panel={panel} count={view.childView.pads} />;
    case "choice":
      return <Choices panel={panel} view={view.childView} />;
    case "calm":
      return <Calm />;
  }
}

function Said({ name, words }: { name: string; words: string }) {
  return (
    <p class="said" role="status">
      <Picture name={name} />
      {words}
    </p>
  );
}
