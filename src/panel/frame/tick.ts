import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Millis } from "../../server/protocol.ts";

/** A number that changes every `period` while the component stands, to look at a clock again. */
export function useTick(period: Millis): ReadonlySignal<number> {
  const tick = useSignal(0);
  useEffect(() => {
    const timer = setInterval(() => {
      tick.value++;
    }, period);
    return () => clearInterval(timer);
  }, [period]);
  return tick;
}
