import type { Page } from "playwright-core";

/** What must be added to the page's `performance.timeOrigin + performance.now()` to come to ours, by the shortest of many trips. */
export async function clockOf(page: Page): Promise<number> {
  let shortest = Number.POSITIVE_INFINITY;
  let offset = Number.NaN;
  for (let trip = 0; trip < 40; trip++) {
    const before = wall();
    const theirs = await page.evaluate("performance.timeOrigin + performance.now()");
    const after = wall();
    if (after - before >= shortest) continue;
    shortest = after - before;
    offset = (before + after) / 2 - Number(theirs);
  }
  return offset;
}

/** Milliseconds on the clock that pages of this machine have, too. */
export function wall(): number {
  return performance.timeOrigin + performance.now();
}
