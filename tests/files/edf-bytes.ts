import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createEdf } from "../../src/files/edf-file.ts";
import type { EdfHeader } from "../../src/files/edf-header.ts";
import type { EdfRecord } from "../../src/files/edf-record.ts";

/** The bytes of a file of these records. */
export function fileOf(header: EdfHeader, records: readonly EdfRecord[]): Uint8Array {
  const path = join(freshFolder(), "recording");
  const file = createEdf(path, header);
  for (const record of records) file.append(record);
  file.close();
  return new Uint8Array(readFileSync(path));
}

/** A folder of its own for one test; gone when the test is over. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "antiphon-edf-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
