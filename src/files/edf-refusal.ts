/**
 * An EDF or BDF file that cannot be read or written. The message is one sentence for the user: which file, what is wrong and what
 * to do.
 */
export class EdfRefusal extends Error {
  override readonly name = "EdfRefusal";

  constructor(file: string, reason: string) {
    super(`${file}: ${reason}`);
  }
}
