/** Keeps the screen from going dark while it is looked at, where the browser can. */
export function stayAwake(): void {
  const ask = (): void => {
    if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
    // Refused with an empty battery, say: then the screen goes dark as it would have.
    navigator.wakeLock.request("screen").catch(() => {});
  };
  document.addEventListener("visibilitychange", ask);
  ask();
}
