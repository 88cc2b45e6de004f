import type { Ticks } from "../time/units.ts";
import type { AbcItem } from "./abc-body.ts";
import { AbcError } from "./abc-error.ts";
import { barTicks, type Meter } from "./meter.ts";

/**
 * Checks that every bar is full and returns the length of the pickup. Short may only be: the first bar (the pickup), the last
 * one when it completes the pickup, and a bar cut in two by a double bar or repeat sign.
 */
export function readPickup(items: readonly AbcItem[], meter: Meter, id: string): Ticks {
  const bars: { ticks: Ticks; line: number; strong: boolean }[] = [];
  let ticks = 0;
  let line = 1;
  for (const item of items) {
    if (item.kind !== "bar") {
      ticks += item.ticks;
      line = item.line;
      continue;
    }
    if (ticks > 0) bars.push({ ticks, line, strong: item.strong });
    else if (bars.length > 0 && item.strong) bars.push({ ...(bars.pop() as (typeof bars)[number]), strong: true });
    ticks = 0;
  }
  if (ticks > 0) bars.push({ ticks, line, strong: true });
  const full = barTicks(meter);
  const first = bars[0]?.ticks ?? 0;
  const pickup = first < full && bars.length > 1 ? first : 0;
  for (let i = pickup > 0 ? 1 : 0; i < bars.length; i++) {
    const bar = bars[i];
    if (!bar || bar.ticks === full) continue;
    const next = bars[i + 1];
    if (next && bar.strong && bar.ticks + next.ticks === full) i += 1;
    else if (next || pickup === 0 || bar.ticks + pickup !== full) {
      const held = (bar.ticks * meter.beats) / full;
      throw new AbcError(id, bar.line, `a bar holds ${held}/${meter.unit} where ${meter.beats}/${meter.unit} are due`);
    }
  }
  return pickup;
}
