import { type LevelRamp, levelAt } from "../engine/music/level.ts";
import type { SoundOut } from "../engine/ports.ts";
import type { SoundCommand } from "../engine/session/command.ts";
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

/** How far each player is turned down, for a panel that comes later, or that knows the levels of an engine that is gone. */
export class SoundLevels {
  readonly #ramps = new Map<Player, LevelRamp>();

  note(commands: readonly SoundCommand[]): void {
    for (const command of commands) {
      if (command.kind !== "level") continue;
      const { player, at, over, level } = command;
      this.#ramps.set(player, { at, over, from: levelAt(this.#ramps.get(player), at), to: level });
    }
  }

  /** Commands that bring a synthesiser which knows nothing to where the others are. */
  commands(now: Millis): SoundCommand[] {
    return TURNED.flatMap((player) => {
      const { at, over, from, to } = this.#ramps.get(player) ?? { at: now, over: 0, from: 0, to: 0 };
      return [
        { kind: "level", at, player, level: from, over: 0 },
        { kind: "level", at, player, level: to, over },
      ];
    });
  }
}
