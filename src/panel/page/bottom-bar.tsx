import type { Panel } from "../panel.ts";
import { HoldButton } from "./hold-button.tsx";

/** The verbs: always visible, always in the same place. */
export function BottomBar({ panel }: { panel: Panel }) {
  const view = panel.view.value;
  const quiet = view?.quiet ?? false;
  const onBreak = view?.onBreak ?? false;
  const idle = !panel.running.value || panel.stopped.value;
  return (
    <footer class="bottom">
      <div class="verb">
        <MainVerb panel={panel} />
      </div>
      <button
        type="button"
        class="break"
        aria-pressed={onBreak}
        disabled={idle}
        onClick={() => panel.setBreak(!onBreak)}
      >
        {onBreak ? "Ready?" : "Break"}
      </button>
      <button type="button" class="wind-down" disabled={idle || onBreak} onClick={() => panel.windDown()}>
        Wind down
      </button>
      <button type="button" class="quiet" aria-pressed={quiet} disabled={idle} onClick={() => panel.setQuiet(!quiet)}>
        Quiet
        {quiet && <span class="on"> ✓ on</span>}
      </button>
      <button
        type="button"
        class="stop"
        aria-label="STOP all sound"
        aria-keyshortcuts="Escape"
        onPointerDown={() => void panel.stop()}
        onClick={(event) => {
          // A pointer has stopped on its way down already; keyboards and assistive technology click.
          if (event.detail === 0) void panel.stop();
        }}
      >
        <svg viewBox="0 0 100 100" aria-hidden="true">
          <polygon points="30,2 70,2 98,30 98,70 70,98 30,98 2,70 2,30" />
        </svg>
        <span>STOP</span>
      </button>
    </footer>
  );
}

/** One slot: Start, then Continue calmly when stopped. */
function MainVerb({ panel }: { panel: Panel }) {
  if (panel.stopped.value) {
    return <HoldButton label="Continue calmly" hold={1000} onHeld={() => panel.continueCalmly()} />;
  }
  const preparing = panel.sound.state.value === "preparing";
  if (!panel.running.value) {
    return (
      <button type="button" class="start" disabled={preparing} onClick={() => void panel.start()}>
        {preparing ? "Getting ready…" : "Start"}
      </button>
    );
  }
  if (panel.welcome.value?.browserSound && panel.sound.state.value !== "on") {
    return (
      <button type="button" class="start" disabled={preparing} onClick={() => void panel.turnSoundOn()}>
        {preparing ? "Getting ready…" : "Turn sound on"}
      </button>
    );
  }
  return <p class="muted">Session is running</p>;
}
