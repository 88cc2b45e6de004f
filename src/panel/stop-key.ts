import { preferences } from "./preferences.ts";
import { isTyping } from "./typing.ts";

/**
 * Esc is STOP on the whole page, also while typing; so is the key that was chosen beside it, for a pedal that types one: a letter only
 * where nobody types.
 */
export function stopOnEscape(panel: { stop(): Promise<void> }): void {
  window.addEventListener(
    "keydown",
    (event) => {
      const chosen = preferences.stopKey.peek();
      const isChosen = chosen !== "" && event.key === chosen && (chosen.length > 1 || !isTyping(event.target));
      if ((event.key !== "Escape" && !isChosen) || event.repeat) return;
      event.preventDefault();
      event.stopPropagation();
      void panel.stop();
    },
    { capture: true },
  );
}
