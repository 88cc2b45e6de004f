import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { recordSession, type SessionRecord } from "../../engine/record/session-record.ts";
import { writeEntry } from "../../engine/run/replay.ts";
import type { Resources } from "../../engine/session/session.ts";
import { Refusal } from "../refusal.ts";
import { rasterise } from "../reports/raster.ts";
import { sessionPage, titleOf } from "../reports/session-page.ts";
import { sessionRoll } from "../reports/session-roll.ts";
import { standAlone } from "../reports/stand-alone.ts";
import { numberWords, shareWords } from "../reports/words.ts";
import { VERSION } from "../version.ts";
import { type MeasuredPhase, measureSession } from "./measure-session.ts";
import { sessionMidi } from "./session-midi.ts";
import type { SimulatedSession } from "./simulate-session.ts";

/** A simulated session as it was read back from its own log. */
export interface ReadSession extends SimulatedSession {
  readonly record: SessionRecord;
  readonly phases: readonly MeasuredPhase[];
}

/** Reads what a session's log holds, and measures it. */
export function readSession(session: SimulatedSession, resources: Resources): ReadSession {
  const record = recordSession(session.settings, session.entries, resources);
  return { ...session, record, phases: measureSession(record, session.settings.seed) };
}

/** "1,077 notes of the child, 693 of the partner (41 % of the sounding time); 98 spaces, 61 of them answered." */
export function summaryOf({ record, phases }: ReadSession): string {
  const { child, partner, spaces } = record;
  const [whole] = phases.length === 1 ? phases : [];
  const share = whole?.measures.find(({ id }) => id === "partner_share")?.value;
  const sounding = share === undefined || share === null ? "" : ` (${shareWords(share, 0)} of the sounding time)`;
  const answered = spaces.filter((space) => space.answered).length;
  const count = (number: number, what: string) => `${numberWords(number, 0)} ${what}${number === 1 ? "" : "s"}`;
  return `${count(child.length, "note")} of the child, ${numberWords(partner.length, 0)} of the partner${sounding}; ${count(spaces.length, "space")}, ${answered} of them answered.`;
}

function put(folder: string, file: string, content: string | Uint8Array): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, file), content);
  } catch (error) {
    throw new Refusal(`${join(folder, file)} could not be written: ${(error as Error).message}. Name another place.`);
  }
}

/**
 * Writes into a folder all there is of a session: its log, a MIDI file, the piano roll as SVG and PNG, the measures and a
 * page with everything. Equal sessions give equal files. Rejects with Refusal where the folder cannot be written.
 */
export async function writeSession(folder: string, session: ReadSession): Promise<void> {
  const { plan, header, entries, record, phases } = session;
  const lines = [JSON.stringify(header), ...entries.map(({ event, commands }) => writeEntry(event, commands))];
  put(folder, "session.jsonl", `${lines.join("\n")}\n`);
  put(folder, "session.mid", sessionMidi(record));
  const roll = sessionRoll(
    { title: `Piano roll of a simulated session: ${titleOf(plan)}`, description: summaryOf(session) },
    record,
  );
  put(folder, "roll.svg", standAlone(roll));
  put(folder, "roll.png", await rasterise(roll));
  const measures = { antiphon: VERSION, ...plan, resources: header.settings, phases };
  put(folder, "measures.json", `${JSON.stringify(measures, undefined, 1)}\n`);
  put(folder, "report.html", sessionPage(plan, record, phases, roll, summaryOf(session)));
}
