import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { Refusal } from "../refusal.ts";

/** A file on its way: written beside its place, so that whoever looks finds the file from before, or the whole new one. */
export class Draft {
  readonly path: string;
  readonly #draft: string;
  #file: number | undefined;

  /** Throws Refusal where nothing can be written. */
  constructor(path: string) {
    this.path = path;
    // Two commands at a time must not write into one draft.
    this.#draft = `${path}.${process.pid}.new`;
    try {
      if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new Error("there is a folder of that name");
      this.#file = openSync(this.#draft, "w");
    } catch (error) {
      throw this.#refusal(error);
    }
  }

  /** Adds text at the end. Throws Refusal (a full disk). */
  write(text: string): void {
    this.#put(text, null);
  }

  /** Writes over what stands at the very beginning, which must be as long in bytes. */
  overwriteStart(text: string): void {
    this.#put(text, 0);
  }

  /** Puts the whole file in its place, on disk also through a power cut. */
  finish(): void {
    const file = this.#open();
    try {
      fsyncSync(file);
      closeSync(file);
      this.#file = undefined;
      renameSync(this.#draft, this.path);
    } catch (error) {
      throw this.#refusal(error);
    }
  }

  /** Takes away what was written, unless it is finished. */
  discard(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
    rmSync(this.#draft, { force: true });
  }

  #put(text: string, place: number | null): void {
    const bytes = Buffer.from(text, "utf8");
    try {
      for (let done = 0; done < bytes.length; ) {
        done += writeSync(this.#open(), bytes, done, bytes.length - done, place === null ? null : place + done);
      }
    } catch (error) {
      throw this.#refusal(error);
    }
  }

  #open(): number {
    if (this.#file === undefined) throw new Error("the file is finished");
    return this.#file;
  }

  #refusal(error: unknown): Refusal {
    return new Refusal(
      `${this.path} could not be written: ${(error as Error).message}. Name another place with --out.`,
    );
  }
}
