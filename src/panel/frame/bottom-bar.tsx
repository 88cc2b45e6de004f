import { useSignal } from "@preact/signals";
import { words } from "../language.ts";
import type { Panel } from "../panel.ts";
import { FinishSheet } from "./finish-sheet.tsx";
import { HoldButton } from "./hold-button.tsx";
import { Icon } from "./icons.tsx";
import { StopButton } from "./stop-button.tsx";

/** The verbs: on every screen, always in the same place, also while the panel is locked. */
export function BottomBar({ panel }: { panel: Panel }) {
  const { verbs, frame } = words.value;
  const view = panel.view.value;
  const quiet = view?.quiet ?? false;
  const onBreak = view?.onBreak ?? false;
  const locked = panel.locked.value;
  const idle = !panel.running.value || panel.stopped.value;
  const roles = panel.access.value?.roles;
  if (roles && !roles.includes("therapist")) {
    return (
      <footer class="bottom">
        <p class="verb">{words.value.onLive.watching}</p>
        <StopButton panel={panel} />
      </footer>
    );
  }
  return (
    <footer class="bottom">
      <UndoButtons panel={panel} />
      <div class="verb" inert={panel.locked.value}>
        <MainVerb panel={panel} />
      </div>
      <button
        type="button"
        class="last-time"
        disabled={locked || idle || onBreak}
        onClick={() => void panel.send("lasttime")}
      >
        {verbs.lastTime}
      </button>
      <button
        type="button"
        class="break"
        aria-pressed={onBreak}
        disabled={locked || idle}
        onClick={() => void panel.send("break", !onBreak)}
      >
        {onBreak ? verbs.ready : verbs.break}
      </button>
      <button
        type="button"
        class="wind-down"
        disabled={locked || idle || onBreak}
        onClick={() => void panel.send("winddown")}
      >
        {verbs.windDown}
      </button>
      <button
        type="button"
        class="quiet"
        aria-pressed={quiet}
        disabled={locked || idle}
        onClick={() => void panel.send("quiet", !quiet)}
      >
        {verbs.quiet}
        {quiet && <span class="on"> ✓ {frame.on}</span>}
      </button>
      <StopButton panel={panel} />
    </footer>
  );
}

/** One slot: Start, then Continue calmly when stopped. */
function MainVerb({ panel }: { panel: Panel }) {
  const { verbs } = words.value;
  if (panel.stopped.value) {
    return <HoldButton label={verbs.continue} hold={1000} onHeld={() => panel.continueCalmly()} />;
  }
  const preparing = panel.sound.state.value === "preparing";
  if (!panel.running.value) {
    return (
      <button type="button" class="start" disabled={preparing} onClick={() => void panel.start()}>
        {preparing ? verbs.preparing : verbs.start}
      </button>
    );
  }
  if (panel.welcome.value?.browserSound && panel.sound.state.value !== "on") {
    return (
      <>
        <button type="button" class="start" disabled={preparing} onClick={() => void panel.turnSoundOn()}>
          {preparing ? verbs.preparing : verbs.soundOn}
        </button>
        <Finish panel={panel} />
      </>
    );
  }
  return <Finish panel={panel} />;
}

/** Held, it asks how to end: gently, with the song, or now. */
function Finish({ panel }: { panel: Panel }) {
  const open = useSignal(false);
  return (
    <>
      <HoldButton label={words.value.verbs.finish} hold={800} onHeld={() => (open.value = true)} />
      {open.value && <FinishSheet panel={panel} onClose={() => (open.value = false)} />}
    </>
  );
}

/** Back and forth through what was set. STOP is never undone: it is continued. */
function UndoButtons({ panel }: { panel: Panel }) {
  const { verbs } = words.value;
  const steps = panel.view.value?.history ?? { undo: 0, redo: 0 };
  return (
    <div class="undo">
      {(["undo", "redo"] as const).map((way) => (
        <button
          key={way}
          type="button"
          aria-label={verbs[way]}
          title={verbs[way]}
          disabled={panel.locked.value || steps[way] === 0}
          onClick={() => void panel.send(way)}
        >
          <Icon name={way} />
        </button>
      ))}
    </div>
  );
}
