import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";
import { putField } from "./edf-fields.ts";
import {
  type EdfHeader,
  headerLength,
  RECORDS_PLACE,
  RESERVED_PLACE,
  readHeader,
  recordLength,
  reservedText,
  writeHeader,
} from "./edf-header.ts";
import { type EdfRecord, writeRecord } from "./edf-record.ts";
import { EdfRefusal } from "./edf-refusal.ts";

/** A file that is being written. Each record is whole on disk, as far as the system's memory is, before `append` returns. */
export interface EdfFile {
  /** Appends a record. A record that does not begin where the last one ended makes the file one with gaps ("D"). */
  append(record: EdfRecord): void;
  /** Writes down how many records there are, and closes the file. */
  close(): void;
}

/**
 * Makes a new file, for this user alone. Until it is closed its header says −1 records, as the format asks; {@link mendEdf} sets
 * right what a killed writer left. Throws EdfRefusal where the file exists or cannot be written.
 */
export function createEdf(path: string, about: EdfHeader): EdfFile {
  let header: EdfHeader = { ...about, records: -1 };
  let file: number;
  try {
    file = openSync(path, "wx", 0o600);
  } catch (error) {
    const taken = (error as NodeJS.ErrnoException).code === "EEXIST";
    throw new EdfRefusal(path, taken ? "there is such a file already. Choose another name." : cannotWrite(error));
  }
  const write = (bytes: Uint8Array, place: number) => {
    try {
      for (let done = 0; done < bytes.length; ) {
        done += writeSync(file, bytes, done, bytes.length - done, place + done);
      }
    } catch (error) {
      throw new EdfRefusal(path, cannotWrite(error));
    }
  };
  write(writeHeader(header), 0);
  let place = headerLength(header.signals.length);
  let records = 0;
  let next = 0;
  return {
    append(record) {
      const bytes = writeRecord(header, record);
      if (header.plus === "C" && record.onset !== next) {
        header = { ...header, plus: "D" };
        // Before the record: a writer that dies in between leaves a file that claims less than it could, never more.
        write(field(44, reservedText(header)), RESERVED_PLACE);
      }
      write(bytes, place);
      place += bytes.length;
      records += 1;
      next = record.onset + header.duration;
    },
    close() {
      try {
        write(field(8, String(records)), RECORDS_PLACE);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
    },
  };
}

/**
 * Sets right a file whose writer died: what is left of a half record is cut off, and the header gets the number of whole ones.
 * Returns that number, or undefined where nothing was to be done. Throws EdfRefusal where it is no such file.
 */
export function mendEdf(path: string): number | undefined {
  let file: number;
  try {
    file = openSync(path, "r+");
  } catch (error) {
    throw new EdfRefusal(path, `the file cannot be opened (${(error as Error).message}).`);
  }
  try {
    const header = readHeader(headOf(file), path);
    if (header.records !== -1) return undefined;
    const from = headerLength(header.signals.length);
    const length = recordLength(header);
    const records = length > 0 ? Math.floor((fstatSync(file).size - from) / length) : 0;
    ftruncateSync(file, from + records * length);
    writeSync(file, field(8, String(records)), 0, 8, RECORDS_PLACE);
    fsyncSync(file);
    return records;
  } finally {
    closeSync(file);
  }
}

/** The file's first bytes: at least as many as the longest header has. */
function headOf(file: number): Uint8Array {
  const bytes = new Uint8Array(headerLength(1024));
  return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, 0));
}

function field(width: number, text: string): Uint8Array {
  const bytes = new Uint8Array(width);
  putField(bytes, 0, width, text);
  return bytes;
}

function cannotWrite(error: unknown): string {
  return `the file cannot be written (${(error as Error).message}). Choose another folder, or make room.`;
}
