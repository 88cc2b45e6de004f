const MOST = 20;

/** Collects what was skipped or mended while one file is read. Bounded: a hostile file cannot fill the memory with it. */
export class MidiWarnings {
  readonly #file: string;
  readonly #sentences: string[] = [];
  #more = 0;

  constructor(file: string) {
    this.#file = file;
  }

  /** `byte` is counted from 0; `what` is put into words only while there is room for it. */
  add(byte: number, what: string | (() => string)): void {
    if (this.#sentences.length < MOST) {
      this.#sentences.push(`${this.#file}: byte ${byte}: ${typeof what === "string" ? what : what()}`);
    } else this.#more++;
  }

  list(): string[] {
    if (this.#more === 0) return [...this.#sentences];
    return [...this.#sentences, `${this.#file}: and ${this.#more} more places like these.`];
  }
}
