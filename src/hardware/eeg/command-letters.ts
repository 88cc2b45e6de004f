import type { Millis } from "../../engine/time/units.ts";

/** Letters of the Cyton commands that have more than one, by their first. */
const LENGTHS: Record<string, number> = { x: 9, z: 5, "~": 2, "/": 2, "`": 2, "\u00f0": 2 };
/** All letters of a command must come within this. */
const COMMAND_TIME: Millis = 1000;

/** What the board says to a command whose letters came too slowly. */
export const TOO_SLOW = "Timeout processing multi byte message - please send all commands at once as of v2$$$";

/** Gathers the letters that an emulated Cyton gets into its commands. */
export class CommandLetters {
  #pending = "";
  #since: Millis = 0;

  /** One more letter: the command that it completes, and whether an unfinished one before it was given up. */
  take(letter: string, at: Millis): { command?: string; late: boolean } {
    const late = this.#pending !== "" && at - this.#since > COMMAND_TIME;
    if (late) this.#pending = "";
    if (this.#pending === "") this.#since = at;
    this.#pending += letter;
    if (this.#pending.length < (LENGTHS[this.#pending.charAt(0)] ?? 1)) return { late };
    const command = this.#pending;
    this.#pending = "";
    return { command, late };
  }
}
