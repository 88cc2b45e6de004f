import type { ReadonlySignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Pitch } from "../../../server/protocol.ts";
import { computerKey, PLAIN_VELOCITY } from "../../keyboard.ts";
import type { Panel } from "../../panel.ts";
import { isTyping } from "../../typing.ts";

/** Plays the computer's keys as the child's while `on`; lets go of all when the page loses its focus. */
export function useComputerKeys(
  panel: Panel,
  on: ReadonlySignal<boolean>,
  first: ReadonlySignal<number>,
  move: (direction: -1 | 1) => void,
): void {
  useEffect(() => {
    const down = new Map<string, Pitch>();
    const press = (event: KeyboardEvent): void => {
      if (!on.peek() || event.repeat || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target))
        return;
      const key = computerKey(event.code, first.peek());
      if (!key) return;
      if ("move" in key) {
        move(key.move);
        return;
      }
      down.set(event.code, key.play);
      panel.keyDown(key.play, PLAIN_VELOCITY, "computer");
    };
    const release = (event: KeyboardEvent): void => {
      const pitch = down.get(event.code);
      down.delete(event.code);
      if (pitch !== undefined) panel.keyUp(pitch);
    };
    const leave = (): void => {
      down.clear();
      panel.allKeysUp();
    };
    const hide = (): void => {
      if (document.hidden) leave();
    };
    window.addEventListener("keydown", press);
    window.addEventListener("keyup", release);
    window.addEventListener("blur", leave);
    document.addEventListener("visibilitychange", hide);
    return () => {
      window.removeEventListener("keydown", press);
      window.removeEventListener("keyup", release);
      window.removeEventListener("blur", leave);
      document.removeEventListener("visibilitychange", hide);
    };
  }, []);
}
