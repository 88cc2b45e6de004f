import type { Millis, SoundCommand } from "../../server/protocol.ts";

type NoteCommand = Extract<SoundCommand, { kind: "noteOn" | "noteOff" }>;

/**
 * Commands that wait for their time (engine clock time). A release takes what its player has waiting with it; notes that
 * arrive after the release are new music and stay.
 */
export class SoundQueue {
  #waiting: SoundCommand[] = [];

  add(command: SoundCommand): void {
    if (command.kind === "release") this.#drop((note) => note.player === command.player && note.at >= command.at);
    if (command.kind === "silence") this.#drop((note) => note.at >= command.at);
    const place = this.#waiting.findIndex((other) => other.at > command.at);
    if (place < 0) this.#waiting.push(command);
    else this.#waiting.splice(place, 0, command);
  }

  /** Takes out what is due up to `until`, in order of time; equal times in order of arrival. */
  take(until: Millis): SoundCommand[] {
    const count = this.#waiting.findIndex((command) => command.at > until);
    return this.#waiting.splice(0, count < 0 ? this.#waiting.length : count);
  }

  /** Drops everything but levels and programs: how a player sounds outlasts a STOP. */
  clear(): void {
    this.#waiting = this.#waiting.filter(({ kind }) => kind === "level" || kind === "program");
  }

  get length(): number {
    return this.#waiting.length;
  }

  #drop(which: (note: NoteCommand) => boolean): void {
    this.#waiting = this.#waiting.filter(
      (command) => (command.kind !== "noteOn" && command.kind !== "noteOff") || !which(command),
    );
  }
}
