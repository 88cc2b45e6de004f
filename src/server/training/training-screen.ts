import type { Millis } from "../../engine/time/units.ts";
import type { Update } from "../../models/epochs.ts";
import { Progress, type Screen } from "../corpus/progress.ts";

/** "40 s", "3 min". */
function spanWords(span: Millis): string {
  const seconds = Math.round(span / 1000);
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

/**
 * Where a training is shown: lines that stay, and on a terminal a bar within the epoch, with the time to the epoch's end and
 * to the latest end there can be. `now` gives milliseconds.
 */
export function openTrainingScreen(screen: Screen, now: () => Millis) {
  let update: Update = { epoch: 0, epochs: 0, done: 0, total: 1 };
  let first: Millis = 0;
  const words = (): string => {
    const { epoch, epochs, done, total } = update;
    const text = `epoch ${epoch} of ${epochs} at most: ${done} of ${total} updates`;
    if (done < 2) return text;
    const each = (now() - first) / (done - 1);
    const left = each * (total - done);
    return `${text}, ${spanWords(left)} left (all in ${spanWords(left + each * total * (epochs - epoch))} at the latest)`;
  };
  const bar = new Progress(screen, now, words);
  return {
    print: (line: string): void => {
      bar.end();
      screen.write(`${line}\n`);
    },
    advance: (at: Update): void => {
      // The first update also builds what the others only use: time is counted from its end.
      if (at.done === 1) first = now();
      update = at;
      if (screen.isTTY) bar.show(at.done, at.total);
    },
  };
}
