import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A data folder of its own for one test; gone when the test is over. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "antiphon-store-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Names of the files in `folder` whose raw bytes hold `text`. The lock is left alone: reading it would release it. */
export function filesHolding(folder: string, text: string | Buffer): string[] {
  return readdirSync(folder)
    .filter((name) => name !== "antiphon.lock")
    .filter((name) => readFileSync(join(folder, name)).includes(text));
}
