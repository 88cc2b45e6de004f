import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { StreamReport } from "../../models/evaluation/stream-report.ts";
import type { Job } from "./job.ts";

/** Measured streams on disk, a line each, so that a run that was cut off goes on where it was. */
export interface StreamStore {
  /** What was measured before, by {@link streamKey}. */
  readonly known: ReadonlyMap<string, StreamReport>;
  add(report: StreamReport): void;
}

/** Names a stream within a run. */
export function streamKey({ generator, tune, seed }: { generator: string; tune: string; seed: number }): string {
  return `${generator} ${tune} ${seed}`;
}

/** The key of the stream that a job makes. */
export function jobKey({ generator, seed }: Job, tune: string): string {
  return streamKey({ generator, tune, seed });
}

function read(line: string): StreamReport | undefined {
  try {
    return StreamReport.parse(JSON.parse(line));
  } catch {
    // A line that a kill cut off, or one of another version: its stream is measured again.
    return undefined;
  }
}

/**
 * Opens the streams of a run in a folder, which is made where it is missing. `digest` names all that streams depend on
 * (code, networks, tunes): a run with another digest begins anew, in another file.
 */
export function openStreamStore(folder: string, digest: string): StreamStore {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `streams-${digest}.jsonl`);
  const known = new Map<string, StreamReport>();
  if (existsSync(path)) {
    for (const line of readFileSync(path, "utf8").split("\n")) {
      const report = read(line);
      if (report) known.set(streamKey(report), report);
    }
    // So that what follows a line cut off does not become a part of it.
    appendFileSync(path, "\n");
  }
  return {
    known,
    add: (report) => appendFileSync(path, `${JSON.stringify(report)}\n`),
  };
}
