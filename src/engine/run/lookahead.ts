import type { EegCommand } from "../eeg/command.ts";
import type { EegOut, RobotOut, SoundOut } from "../ports.ts";
import type { RobotCommand } from "../robot/command.ts";
import { isEeg, isSound, type SoundCommand } from "../session/command.ts";
import type { Cancel, Clock } from "../time/clock.ts";
import type { Millis } from "../time/units.ts";

type NoteCommand = Extract<SoundCommand, { kind: "noteOn" | "noteOff" }>;

function isNote(command: SoundCommand): command is NoteCommand {
  return command.kind === "noteOn" || command.kind === "noteOff";
}

interface Waiting {
  readonly command: SoundCommand;
  readonly cancel: Cancel;
}

/**
 * Hands sound commands to the devices at their absolute time minus the device's look-ahead, and no earlier, so that what
 * was dropped never leaves. What is due at once goes at once; a release or STOP also empties what waits here. A robot is handed
 * its commands at once: they come half a second ahead, and it keeps time itself. So is an EEG, which is told what is now.
 */
export class Lookahead {
  readonly #clock: Clock;
  readonly #outputs: readonly SoundOut[];
  readonly #robots: readonly RobotOut[];
  readonly #eegs: readonly EegOut[];
  /** Clock time of session time 0. */
  readonly #origin: Millis;
  readonly #waiting = new Set<Waiting>();

  constructor(
    clock: Clock,
    outputs: readonly SoundOut[],
    origin: Millis,
    robots: readonly RobotOut[] = [],
    eegs: readonly EegOut[] = [],
  ) {
    this.#clock = clock;
    this.#outputs = outputs;
    this.#origin = origin;
    this.#robots = robots;
    this.#eegs = eegs;
  }

  /** Takes a command in session time. */
  send(command: SoundCommand | RobotCommand | EegCommand): void {
    const timed = { ...command, at: command.at + this.#origin };
    if (isEeg(timed)) {
      for (const eeg of this.#eegs) eeg.perform(timed);
      return;
    }
    if (!isSound(timed)) {
      for (const robot of this.#robots) robot.play(timed);
      return;
    }
    if (timed.kind === "release" || timed.kind === "silence") {
      // Which sound a player has outlasts both, as its level does.
      this.#drop((other) => isNote(other) && (timed.kind === "silence" || other.player === timed.player));
      for (const output of this.#outputs) output.play(timed);
      return;
    }
    for (const output of this.#outputs) this.#schedule(timed, output);
  }

  /** STOP: empties the queue, silences every device and holds every robot, with no session in between. */
  silence(): void {
    this.#drop(isNote);
    for (const output of this.#outputs) output.silence();
    for (const robot of this.#robots) robot.stop();
  }

  #schedule(command: SoundCommand, output: SoundOut): void {
    const leave = command.at - output.lookahead;
    if (leave <= this.#clock.now()) {
      output.play(command);
      return;
    }
    const waiting: Waiting = {
      command,
      cancel: this.#clock.at(leave, () => {
        this.#waiting.delete(waiting);
        output.play(command);
      }),
    };
    this.#waiting.add(waiting);
  }

  #drop(test: (command: SoundCommand) => boolean): void {
    for (const waiting of this.#waiting) {
      if (!test(waiting.command)) continue;
      waiting.cancel();
      this.#waiting.delete(waiting);
    }
  }
}
