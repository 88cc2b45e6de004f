import { writeHead, writeTune } from "./corpus-line.ts";
import { Draft } from "./draft.ts";
import type { SplitBy } from "./judge.ts";
import type { CorpusEntry } from "./verdict.ts";

/** Room for the head, which is written again when the tunes are counted. */
const HEAD_WIDTH = 120;

/** Writes a corpus file tune by tune; the file is there when it is finished, and whole. */
export class CorpusWriter {
  readonly #draft: Draft;
  readonly #splitBy: SplitBy;
  #tunes = 0;

  /** Throws Refusal where nothing can be written. */
  constructor(path: string, splitBy: SplitBy) {
    this.#draft = new Draft(path);
    this.#splitBy = splitBy;
    this.#draft.write(this.#head());
  }

  add(entry: CorpusEntry): void {
    this.#draft.write(`${writeTune(entry)}\n`);
    this.#tunes++;
  }

  finish(): void {
    this.#draft.overwriteStart(this.#head());
    this.#draft.finish();
  }

  /** Takes away what was written, unless it is finished. */
  discard(): void {
    this.#draft.discard();
  }

  #head(): string {
    return `${writeHead({ splitBy: this.#splitBy, tunes: this.#tunes }).padEnd(HEAD_WIDTH)}\n`;
  }
}
