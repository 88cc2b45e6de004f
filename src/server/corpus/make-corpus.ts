import { Refusal } from "../refusal.ts";
import { CorpusWriter } from "./corpus-writing.ts";
import { findTuneFiles } from "./folder-walk.ts";
import { judge, type SplitBy } from "./judge.ts";
import { Report } from "./report.ts";
import { Summary } from "./summary.ts";
import { TUNE_ENDINGS } from "./tune-file.ts";
import { sourcesOf } from "./tune-source.ts";
import type { Verdict } from "./verdict.ts";

/** What a corpus is made of, and where it goes. */
export interface CorpusPlan {
  readonly folder: string;
  /** The corpus file and the report to be written. */
  readonly corpus: string;
  readonly report: string;
  readonly splitBy: SplitBy;
  readonly signal: AbortSignal;
  /** Told of each file: how many are done, of how many, and how many of them are taken. */
  readonly progress: (done: number, total: number, taken: number) => void;
}

/**
 * Makes one corpus file of all tunes below a folder, and a report with a verdict on every file. Both are there at the end,
 * whole, or neither is; where no tune is found at all, the report alone.
 * @throws Refusal where there is no tune or nothing can be written; the signal's reason when aborted
 */
export async function makeCorpus(plan: CorpusPlan): Promise<{ readonly summary: Summary; readonly others: number }> {
  const { folder, splitBy, signal } = plan;
  const found = await findTuneFiles(folder, signal);
  const sources = sourcesOf(found.files);
  if (sources.length === 0 && found.closed.length === 0) {
    throw new Refusal(`${folder} holds no file that ends in ${TUNE_ENDINGS.join(", ")}. Choose a folder of tunes.`);
  }
  const summary = new Summary();
  const drafts: { discard(): void }[] = [];
  try {
    const report = new Report(plan.report);
    drafts.push(report);
    const corpus = new CorpusWriter(plan.corpus, splitBy);
    drafts.push(corpus);
    const add = (verdict: Verdict) => {
      report.add(verdict);
      summary.add(verdict);
      if (verdict.kind === "taken") corpus.add(verdict.entry);
    };
    for (const { file, reason } of found.closed) {
      add({ kind: "left out", file, reason: "no access", sentence: reason });
    }
    let done = 0;
    for await (const verdict of judge(sources, { splitBy, signal })) {
      add(verdict);
      plan.progress(++done, sources.length, summary.taken);
    }
    signal.throwIfAborted();
    report.finish();
    if (summary.taken === 0) {
      throw new Refusal(`No file of ${folder} gives a tune, so no corpus is written; ${plan.report} says why of each.`);
    }
    corpus.finish();
  } finally {
    for (const draft of drafts) draft.discard();
  }
  return { summary, others: found.others };
}
