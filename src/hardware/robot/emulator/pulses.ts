import type { Cycles } from "./uno.ts";

/** One servo pulse: when it began and how long it was, in cycles (1/16 µs). */
export interface Pulse {
  readonly pin: number;
  readonly at: Cycles;
  readonly width: Cycles;
}

/** The edges of some pins, as pulses: `hear` takes each edge and gives the pulse that it ended. */
export function watchPulses(pins: Iterable<number>): (pin: number, high: boolean, at: Cycles) => Pulse | undefined {
  const began = new Map<number, Cycles | undefined>(Array.from(pins, (pin) => [pin, undefined]));
  return (pin, high, at) => {
    if (!began.has(pin)) return undefined;
    const since = began.get(pin);
    began.set(pin, high ? at : undefined);
    return high || since === undefined ? undefined : { pin, at: since, width: at - since };
  };
}
