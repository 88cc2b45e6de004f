import type { Player } from "../../engine/session/player.ts";
import type { Millis } from "../../engine/time/units.ts";
import { PLAYERS } from "./output-line.ts";

/**
 * The output of the simulated rig. `trace` is a file to which everything sent is appended (see sink.ts); `plug` is a file
 * whose existence is the cable: as long as it is not there, the output is unplugged.
 */
export interface SimulatedPort {
  readonly simulated: { readonly trace?: string; readonly plug?: string };
}

/** A MIDI output as the rig describes it. */
export interface MidiOutputSettings {
  /** What the device is called on the panel. */
  readonly name: string;
  /** `"any"`, the name of a port or a part of it, or a simulated one. */
  readonly port: string | SimulatedPort;
  /** How long before its due time a command should come. Default 150 ms. */
  readonly lookahead?: Millis;
  /** MIDI channel (0–15) of each player. Default: partner 0, child 1, therapist 2, robot 3. */
  readonly channels?: Partial<Record<Player, number>>;
  /** General MIDI program (0–127) of each player, sent whenever the port opens. Default: the instrument's own. */
  readonly program?: Partial<Record<Player, number>>;
  /** A note that sounds longer is ended. Default 12 s. */
  readonly longest?: Millis;
}

/** What the output process is started with. */
export interface OutputProcessSettings {
  readonly port: string | SimulatedPort;
  readonly channels: readonly number[];
  readonly programs: readonly (number | null)[];
  readonly longest: Millis;
  readonly poll?: Millis;
}

const CHANNELS: Record<Player, number> = { partner: 0, child: 1, therapist: 2, robot: 3 };

export function processSettings(settings: MidiOutputSettings): OutputProcessSettings {
  return {
    port: settings.port,
    channels: PLAYERS.map((player) => settings.channels?.[player] ?? CHANNELS[player]),
    programs: PLAYERS.map((player) => settings.program?.[player] ?? null),
    longest: settings.longest ?? 12_000,
  };
}
