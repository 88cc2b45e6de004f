import { type LevelRamp, levelAt } from "../engine/music/level.ts";
import type { SoundOut } from "../engine/ports.ts";
import type { ProgramCommand, SoundCommand } from "../engine/session/command.ts";
import type { Player } from "../engine/session/player.ts";
import type { Millis } from "../engine/time/units.ts";

/** Where the browser's sound goes: all panels that are open. */
export interface SoundLink {
  sound(commands: readonly SoundCommand[]): void;
  silence(): void;
}

/** The panel sends what it is told into its synthesiser; it has its own clock, so it is told early. */
const LOOKAHEAD: Millis = 200;

/** A sound output that plays in the panel's browser. */
export function openBrowserSound(name: string, link: SoundLink): SoundOut {
  return {
    name,
    lookahead: LOOKAHEAD,
    play: (command) => link.sound([command]),
    silence: () => link.silence(),
    close: async () => link.silence(),
  };
}

/** Whose level the panel is told when it comes: those whom the engine sounds. */
const TURNED: readonly Player[] = ["child", "partner"];

/** How each player sounds: what a panel must be told that comes later, or that knows the state of an engine that is gone. */
export class SoundState {
  readonly #programs = new Map<string, ProgramCommand>();
  readonly #ramps = new Map<Player, LevelRamp>();

  note(commands: readonly SoundCommand[]): void {
    for (const command of commands) {
      if (command.kind === "program") this.#programs.set(`${command.player} ${command.voice}`, command);
      if (command.kind !== "level") continue;
      const { player, at, over, level } = command;
      this.#ramps.set(player, { at, over, from: levelAt(this.#ramps.get(player), at), to: level });
    }
  }

  /** Commands that bring a synthesiser which knows nothing to where the others are. */
  commands(now: Millis): SoundCommand[] {
    const levels = TURNED.flatMap<SoundCommand>((player) => {
      const { at, over, from, to } = this.#ramps.get(player) ?? { at: now, over: 0, from: 0, to: 0 };
      return [
        { kind: "level", at, player, level: from, over: 0 },
        { kind: "level", at, player, level: to, over },
      ];
    });
    return [...levels, ...[...this.#programs.values()].map((program) => ({ ...program, over: 0 }))];
  }
}
