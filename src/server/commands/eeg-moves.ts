import type { Trajectory } from "../../engine/eeg/loop-settings.ts";
import { recordMoves } from "../../engine/record/loop-moves.ts";
import { notAnEvent, readRecordedLog } from "../recorded-log.ts";
import { Refusal } from "../refusal.ts";

/**
 * `antiphon eeg moves LOG`: what the loop moved in a recorded session (a log file, or a session's id), as JSON: the trajectory that
 * another session is yoked to (`eeg:loop`, condition "yoked").
 */
export async function printMoves(log: string, corpus?: string): Promise<void> {
  const { settings, lines, resources } = await readRecordedLog(log, corpus);
  let moves: Trajectory;
  try {
    moves = recordMoves(settings, lines, resources);
  } catch (error) {
    throw notAnEvent(log, error);
  }
  if (moves.length === 0) throw new Refusal(`${log}: the loop made no move in this session.`);
  process.stdout.write(`${JSON.stringify(moves)}\n`);
}
