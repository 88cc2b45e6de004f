import { Draws, seeded } from "../../src/engine/random.ts";
import { createEdf } from "../../src/files/edf-file.ts";
import { RecordLine } from "../../src/files/edf-record-line.ts";
import { recordingHeader } from "../../src/files/eeg-recording.ts";
import { cytonRecording } from "./eeg-by-hand.ts";

/**
 * A process of its own that writes a recording, sample after sample, until it is killed. It tells on its standard output how many
 * samples were handed over and how many records are in the file: "handed records".
 */

const [path] = process.argv.slice(2);
if (!path) throw new Error("usage: edf-writer-child.ts FILE");
const about = cytonRecording();
const file = createEdf(path, recordingHeader(about));
const line = new RecordLine(about);
const draws = new Draws(seeded(3, "samples"));
let records = 0;

for (let index = 0; ; index++) {
  const counts = about.channels.map(() => draws.whole(-9000, 9000));
  for (const record of line.add(index, counts)) {
    file.append(record);
    records += 1;
  }
  // Told before the next step is taken: a pipe that is full must not be written to.
  if (index % 10 === 9) await new Promise((told) => process.stdout.write(`${index + 1} ${records}\n`, told));
}
