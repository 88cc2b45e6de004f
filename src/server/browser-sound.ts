import type { SoundOut } from "../engine/ports.ts";
import type { SoundCommand } from "../engine/session/command.ts";
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
