import { writeSync } from "node:fs";
import { openStore } from "../../../src/server/store/store.ts";
import { header, noteLine } from "./headers.ts";

/**
 * A process of its own that records 300 events a second until it is killed. It tells on its standard output, without
 * buffering: "+ seq millis urgent" when an entry was appended, "= seq" when it was acknowledged. Millis are the machine's
 * monotonic clock, the same for all processes.
 */

const [folder, session] = process.argv.slice(2);
if (!folder || !session) throw new Error("usage: recording-child.ts FOLDER SESSION");

const RATE = 300;
/** Every so many entries one is urgent: a tap of the therapist's. */
const URGENT_EVERY = 50;

const millis = () => Number(process.hrtime.bigint()) / 1e6;
const tell = (text: string) => void writeSync(1, `${text}\n`);

const store = await openStore({ folder, onTrouble: (trouble) => tell(`! ${trouble.text}`) });
const log = store.beginSession(header(session));
const began = millis();

function play(): void {
  const due = Math.floor(((millis() - began) * RATE) / 1000);
  while (log.appended < due) {
    const urgent = (log.appended + 1) % URGENT_EVERY === 0;
    const seq = log.append(noteLine(log.appended + 1), { urgent });
    tell(`+ ${seq} ${millis()} ${urgent ? 1 : 0}`);
    void log.whenCommitted(seq).then(() => tell(`= ${seq}`));
  }
  setTimeout(play, 2);
}
play();
