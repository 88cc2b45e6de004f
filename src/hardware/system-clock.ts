import type { Cancel, Clock } from "../engine/time/clock.ts";
import type { Millis } from "../engine/time/units.ts";

/**
 * The machine's monotonic clock, in milliseconds. All processes of the machine share it, so that a due time means the
 * same to the engine and to the process that sends the notes. Wall-clock jumps do not move it.
 */
export const systemClock: Clock = {
  now: () => Number(process.hrtime.bigint()) / 1e6,

  at(due: Millis, task: (due: Millis) => void): Cancel {
    let timer: NodeJS.Timeout;
    // A Node timer counts whole milliseconds and can come early by a part of one: it then waits once more.
    const wait = () => {
      const left = due - systemClock.now();
      if (left <= 0) task(due);
      else timer = setTimeout(wait, Math.ceil(left));
    };
    timer = setTimeout(wait, Math.max(0, Math.ceil(due - systemClock.now())));
    return () => clearTimeout(timer);
  },
};
