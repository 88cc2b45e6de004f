import { existsSync, readFileSync } from "node:fs";
import { createEdf, mendEdf } from "../../files/edf-file.ts";
import { lossText, narrow } from "../../files/edf-from-bdf.ts";
import { type EdfHeader, writeHeader } from "../../files/edf-header.ts";
import { readEdf } from "../../files/edf-reading.ts";
import { type EdfRecord, writeRecord } from "../../files/edf-record.ts";
import { partRecords } from "../eeg/part-records.ts";
import { Refusal } from "../refusal.ts";
import { withStore } from "../with-store.ts";

const UNSEALED = "It is not sealed: keep it as you keep a file about a child.";

/**
 * `antiphon eeg export ID FILE`: the EEG of a session as BDF+ or EDF+, by the file's ending; each part but the first gets its number
 * before the ending. ID may also be a .bdf file: then FILE is its EDF+.
 */
export async function exportEeg(id: string, file: string): Promise<void> {
  if (!/\.(bdf|edf)$/i.test(file)) throw new Refusal(`${file} wants to end in .bdf (24 bits) or .edf (16 bits).`);
  if (existsSync(id)) return fromFile(id, file);
  await withStore((store) => {
    const { child } = store.read(id).header;
    const parts = store.readEeg(id);
    if (parts.length === 0) throw new Refusal(`Session ${id} has no EEG: it was not recorded.`);
    for (const [i, part] of parts.entries()) {
      const path = i === 0 ? file : file.replace(/\.[^.]+$/, (ending) => `-${i + 1}${ending}`);
      const { header, device, records, lost } = partRecords(part, child);
      const seconds = writeAs(path, header, records);
      const channels = header.signals.length - 1;
      say(
        `${path}: ${seconds} s of ${channels} channels from ${device}${lost() > 0 ? `, ${lost()} samples lost` : ""}. ${UNSEALED}`,
      );
    }
  });
}

function fromFile(from: string, to: string): void {
  const mended = mendEdf(from);
  if (mended !== undefined) say(`${from} was cut off while it was written; its ${mended} whole records are mended.`);
  const recording = readEdf(new Uint8Array(readFileSync(from)), from);
  if (!/\.edf$/i.test(to) || recording.header.bits === 16) {
    throw new Refusal(`${from} can only be turned from BDF+ into EDF+: name a .bdf file and one that ends in .edf.`);
  }
  const { header, records, losses } = narrow(recording);
  write(to, header, records);
  say(`${to}: ${records.length} s. ${lossText(losses)} ${UNSEALED}`);
}

/** Writes a recording as the file's ending asks; its length in seconds. */
function writeAs(path: string, header: EdfHeader, records: Iterable<EdfRecord>): number {
  const wanted = /\.edf$/i.test(path) ? 16 : 24;
  if (wanted === header.bits) return write(path, header, records);
  if (wanted === 24) {
    throw new Refusal(`The samples have 16 bits or fewer: name a file that ends in .edf, not ${path}.`);
  }
  const wide = [writeHeader(header), ...Array.from(records, (record) => writeRecord(header, record))];
  const narrowed = narrow(readEdf(Buffer.concat(wide), path));
  say(lossText(narrowed.losses));
  return write(path, narrowed.header, narrowed.records);
}

function write(path: string, header: EdfHeader, records: Iterable<EdfRecord>): number {
  const file = createEdf(path, header);
  let seconds = 0;
  try {
    for (const record of records) {
      file.append(record);
      seconds += 1;
    }
  } finally {
    file.close();
  }
  return seconds;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
