/** Esc is STOP on the whole page, also while typing. */
export function stopOnEscape(panel: { stop(): Promise<void> }): void {
  window.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || event.repeat) return;
      event.preventDefault();
      event.stopPropagation();
      void panel.stop();
    },
    { capture: true },
  );
}
