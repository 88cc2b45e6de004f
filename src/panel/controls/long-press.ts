import { useEffect, useRef } from "preact/hooks";
import type { Millis } from "../../server/protocol.ts";

const HOLD: Millis = 600;
/** A touch that is held asks for the menu as well: it is one long press. */
const TWICE: Millis = 1_000;

/**
 * Handlers of a button that means one thing when it is pressed and another when it is held. The keyboard's menu key (or Shift and F10)
 * holds it, and so does a right click. What was held is no click.
 */
export function useLongPress(onLong: () => void, onClick: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const heldAt = useRef(Number.NEGATIVE_INFINITY);
  const long = (): void => {
    clearTimeout(timer.current);
    if (performance.now() - heldAt.current < TWICE) return;
    heldAt.current = performance.now();
    onLong();
  };
  const release = (): void => clearTimeout(timer.current);
  useEffect(() => release, []);
  return {
    onPointerDown: (event: PointerEvent) => {
      heldAt.current = Number.NEGATIVE_INFINITY;
      if (event.button !== 0) return;
      clearTimeout(timer.current);
      timer.current = setTimeout(long, HOLD);
    },
    onPointerUp: release,
    onPointerLeave: release,
    onPointerCancel: release,
    onContextMenu: (event: Event) => {
      event.preventDefault();
      long();
    },
    onClick: (event: MouseEvent) => {
      const held = event.detail !== 0 && performance.now() - heldAt.current < 60_000;
      heldAt.current = Number.NEGATIVE_INFINITY;
      if (!held) onClick();
    },
  };
}
