import { PieceWriter } from "../../../src/server/eeg/piece-writer.ts";
import { openStore } from "../../../src/server/store/store.ts";
import { header } from "../store/headers.ts";
import { FORM, sampleAt, TIMES } from "./made-samples.ts";

/**
 * A process of its own that records EEG in a session until it is killed: sample after sample, as fast as the disk takes them or, with
 * "live", at its rate. It tells on its standard output how many samples were handed over and how many are on disk: "handed kept".
 */

const [folder, session, pace] = process.argv.slice(2);
if (!folder || !session) throw new Error("usage: recording-child.ts FOLDER SESSION [live]");

const store = await openStore({ folder, onTrouble: (trouble) => process.stderr.write(`${trouble.text}\n`) });
const log = store.beginSession(header(session));
let [handed, kept, pieces] = [0, 0, 0];
const tell = () => new Promise((told) => process.stdout.write(`${handed} ${kept}\n`, told));
let written: Promise<void> = Promise.resolve();

const writer = new PieceWriter(FORM, TIMES, {
  begin: (form) => log.keepEeg(0, 0, form),
  keep: (piece) => {
    log.keepEeg(0, ++pieces, piece);
    // Entries and pieces are written in the order they come: when this line is on disk, so is the piece.
    const seq = log.append(`${pieces}`);
    const upTo = handed + 1;
    written = log.whenCommitted(seq).then(() => {
      kept = upTo;
    });
  },
});

const began = performance.now();
for (;;) {
  if (pace === "live") {
    await new Promise((resolve) => setTimeout(resolve, 4));
    const due = Math.floor(((performance.now() - began) * FORM.rate) / 1000);
    for (; handed < due; handed++) writer.add([sampleAt(handed)], { clock: handed * 4, wall: 0 });
  } else {
    const before = pieces;
    while (pieces === before) {
      writer.add([sampleAt(handed)], { clock: handed * 4, wall: 0 });
      handed += 1;
      if (handed % 20 === 0) await tell();
    }
    await written;
  }
  await tell();
}
