import { words } from "../language.ts";

/** Whatever can be stopped: a panel, or a page with a link of its own. */
interface Stoppable {
  stop(): Promise<void>;
}

/** STOP, as an octagon of at least 96 px. It acts as the finger comes down. */
export function StopButton({ panel }: { panel: Stoppable }) {
  const { verbs } = words.value;
  return (
    <button
      type="button"
      class="stop"
      aria-label={verbs.stopAll}
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
      <span>{verbs.stop}</span>
    </button>
  );
}
