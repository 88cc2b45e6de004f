/** A tune that cannot be read. Its message is one sentence: which tune, which line (counted from 1), what is wrong there. */
export class AbcError extends Error {
  readonly id: string;
  readonly line: number;

  constructor(id: string, line: number, what: string) {
    super(`Tune "${id}", line ${line}: ${what}.`);
    this.name = "AbcError";
    this.id = id;
    this.line = line;
  }
}
