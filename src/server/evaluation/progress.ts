import type { Millis } from "../../engine/time/units.ts";

/** Says how far a long run is. */
export interface Progress {
  advance(): void;
  end(): void;
}

const BAR = 30;
/** Between two lines where the output is no screen. */
const QUIET: Millis = 30_000;

function remaining(elapsed: Millis, done: number, left: number): string {
  if (done === 0) return "";
  const seconds = Math.round((elapsed / done) * left * 0.001);
  if (seconds < 90) return `, about ${seconds} s left`;
  return `, about ${Math.round(seconds / 60)} min left`;
}

/**
 * A progress bar over `total` steps: on a screen one line that is written over, else a line every half minute.
 * `now` gives milliseconds.
 */
export function openProgress(
  total: number,
  out: { readonly isTTY?: boolean | undefined; write(text: string): unknown },
  now: () => Millis,
): Progress {
  const start = now();
  let done = 0;
  let said = start;
  const show = (end: boolean): void => {
    const filled = Math.round((BAR * done) / Math.max(1, total));
    const line = `${"█".repeat(filled)}${"░".repeat(BAR - filled)} ${done} of ${total} streams${end ? "" : remaining(now() - start, done, total - done)}`;
    if (out.isTTY) out.write(`\r\u001b[K${line}${end ? "\n" : ""}`);
    else out.write(`${line}\n`);
  };
  return {
    advance() {
      done++;
      if (!out.isTTY && now() - said < QUIET) return;
      said = now();
      show(false);
    },
    end: () => show(true),
  };
}
