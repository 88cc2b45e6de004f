import { replay as fold } from "../../engine/run/replay.ts";
import { systemClock } from "../../hardware/system-clock.ts";
import { notAnEvent, readRecordedLog } from "../recorded-log.ts";
import { Refusal } from "../refusal.ts";

/**
 * `antiphon replay LOG`: folds a recorded session (a log file, or a session's id) again and compares the commands.
 * @param corpus where the session's corpus file lies now, when it has been moved
 */
export async function replay(log: string, corpus?: string): Promise<void> {
  const { settings, lines, resources, isSame } = await readRecordedLog(log, corpus);
  if (!isSame) {
    process.stdout.write(
      "The networks or tunes are not those of the recording (a child's own change when they are tuned or reset), so its commands may differ.\n",
    );
  }
  const began = systemClock.now();
  let result: ReturnType<typeof fold>;
  try {
    result = fold(settings, lines, resources);
  } catch (error) {
    throw notAnEvent(log, error);
  }
  const took = systemClock.now() - began;
  const last = lines.at(-1);
  const span = last ? (JSON.parse(last) as { event: { at: number } }).event.at : 0;
  const minutes = (span / 60_000).toFixed(1);
  const speed = Math.round(span / Math.max(1, took));
  process.stdout.write(
    `${result.events} events, ${result.commands} commands, ${minutes} min in ${took.toFixed(0)} ms (${speed} times real time).\n`,
  );
  if (result.difference) {
    const { line, recorded: was, replayed } = result.difference;
    throw new Refusal(`The commands differ from line ${line} on.\n  recorded: ${was}\n  replayed: ${replayed}`);
  }
  process.stdout.write("The commands are the same, byte for byte.\n");
}
