import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { HoldButton } from "../frame/hold-button.tsx";
import { words } from "../language.ts";

const HOLD = 2_000;
const BY_KEY = 3_000;
/** px along the sides of a corner. */
const CORNER = 96;

/** Which of the two upper corners a pointer is in. */
function cornerAt({ clientX, clientY }: PointerEvent): "left" | "right" | undefined {
  if (clientY > CORNER) return undefined;
  if (clientX < CORNER) return "left";
  return clientX > innerWidth - CORNER ? "right" : undefined;
}

/**
 * The adult's way out of the child's screen: both upper corners held for two seconds, or one hidden button held with the keyboard.
 * There is nothing to see of it, and "back" leads nowhere.
 */
export function WayOut() {
  const { child } = words.value;
  const open = useSignal(false);
  useEffect(() => {
    const held = new Map<number, string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const down = (event: PointerEvent): void => {
      const corner = cornerAt(event);
      if (!corner) return;
      held.set(event.pointerId, corner);
      if (new Set(held.values()).size === 2) timer = setTimeout(() => (open.value = true), HOLD);
    };
    const up = (event: PointerEvent): void => {
      if (held.delete(event.pointerId)) clearTimeout(timer);
    };
    const stay = (): void => history.pushState(null, "");
    stay();
    window.addEventListener("pointerdown", down, true);
    window.addEventListener("pointerup", up, true);
    window.addEventListener("pointercancel", up, true);
    window.addEventListener("popstate", stay);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pointerdown", down, true);
      window.removeEventListener("pointerup", up, true);
      window.removeEventListener("pointercancel", up, true);
      window.removeEventListener("popstate", stay);
    };
  }, []);
  if (!open.value) {
    return (
      <div class="way-out">
        <HoldButton label={child.wayOut.hold} hold={BY_KEY} onHeld={() => (open.value = true)} />
      </div>
    );
  }
  return (
    <section class="adult" aria-label={child.wayOut.title}>
      <div class="card stack">
        <p>
          <b>{child.wayOut.title}</b>
        </p>
        <a class="button" href="/">
          {child.wayOut.toPanel}
        </a>
        <button type="button" onClick={() => void fillScreen()}>
          {child.wayOut.full}
        </button>
        <button type="button" class="main" onClick={() => (open.value = false)}>
          {child.wayOut.stay}
        </button>
      </div>
    </section>
  );
}

async function fillScreen(): Promise<void> {
  try {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await document.documentElement.requestFullscreen();
  } catch {
    // A browser that fills no screens shows the page as it is.
  }
}
