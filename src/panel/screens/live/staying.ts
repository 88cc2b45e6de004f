import { useEffect } from "preact/hooks";

/**
 * Keeps the screen awake, and keeps a stray swipe from leaving Live: a step back in the browser's history comes back at once. The
 * rail leads elsewhere, as ever.
 */
export function useStaying(): void {
  useEffect(() => {
    const wake = keepAwake();
    const here = location.href;
    history.pushState({ stays: true }, "", here);
    const stay = (): void => {
      if (location.href === here) history.pushState({ stays: true }, "", here);
    };
    window.addEventListener("popstate", stay);
    return () => {
      window.removeEventListener("popstate", stay);
      wake();
    };
  }, []);
}

/** Asks for the wake lock now, and again whenever the page comes back into sight. Returns how to let it go. */
function keepAwake(): () => void {
  let lock: WakeLockSentinel | undefined;
  let wanted = true;
  const ask = async (): Promise<void> => {
    if (!("wakeLock" in navigator) || document.hidden) return;
    try {
      const got = await navigator.wakeLock.request("screen");
      if (wanted) lock = got;
      else void got.release();
    } catch {
      // A browser that saves its battery sleeps when it must; the session goes on.
    }
  };
  const seen = (): void => void ask();
  document.addEventListener("visibilitychange", seen);
  void ask();
  return () => {
    wanted = false;
    document.removeEventListener("visibilitychange", seen);
    void lock?.release();
  };
}
