import { basename, extname, resolve } from "node:path";
import { systemClock } from "../../hardware/system-clock.ts";
import type { SplitBy } from "../corpus/judge.ts";
import { makeCorpus } from "../corpus/make-corpus.ts";
import { Progress, type Screen } from "../corpus/progress.ts";
import { isTuneFile } from "../corpus/tune-file.ts";
import { Refusal } from "../refusal.ts";

export interface CorpusOptions {
  readonly folder: string;
  /** The corpus file; `FOLDER.corpus.jsonl` in the working folder when left out. The report stands beside it. */
  readonly out?: string | undefined;
  readonly splitBy: SplitBy;
  /** Where lines and the bar go; standard output when left out. */
  readonly screen?: Screen;
  /** Ends the work between two files; Ctrl-C when left out. */
  readonly signal?: AbortSignal;
}

/** The corpus file and its report. Throws Refusal when a tune would be written over. */
function placesOf(folder: string, out = `${basename(resolve(folder)) || "tunes"}.corpus.jsonl`) {
  if (isTuneFile(out)) {
    throw new Refusal(`${out} would be the name of a tune. Name a file such as tunes.corpus.jsonl with --out.`);
  }
  return { corpus: out, report: `${out.slice(0, out.length - extname(out).length)}.report.csv` };
}

/** Aborted by Ctrl-C, or when the terminal goes. A second Ctrl-C ends the process as ever. */
function endAsked(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, () => controller.abort());
  return controller.signal;
}

/**
 * `antiphon corpus FOLDER`: makes a corpus of a folder, shows how far it is, and says what became of the files.
 * Throws Refusal when nothing can be made of it, and when it was told to stop.
 */
export async function corpus(options: CorpusOptions): Promise<void> {
  const { folder, splitBy, screen = process.stdout, signal = endAsked() } = options;
  const places = placesOf(folder, options.out);
  const say = (line: string) => screen.write(`${line}\n`);
  const bar = new Progress(screen, () => systemClock.now());
  say(`Looking for tunes in ${folder} …`);
  try {
    const { summary, others } = await makeCorpus({ ...places, folder, splitBy, signal, progress: bar.show });
    bar.end();
    for (const line of summary.lines(splitBy, others)) say(line);
    say(`Written to ${places.corpus}; the verdict on every file stands in ${places.report}.`);
  } catch (error) {
    bar.end();
    if (signal.aborted) throw new Refusal("Stopped: nothing is written, and what was there before is as it was.");
    throw error;
  }
}
