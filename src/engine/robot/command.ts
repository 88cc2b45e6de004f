import type { Degrees, Millis } from "../time/units.ts";

/**
 * Move joints from where they stand, minimum jerk, each in a time of its own; all begin at `at`, and none of them moves
 * before. `gesture` is what the move is part of.
 */
export interface MoveCommand {
  readonly kind: "move";
  readonly at: Millis;
  readonly gesture: string;
  readonly joints: readonly { readonly joint: string; readonly to: Degrees; readonly over: Millis }[];
}

/** Turn the light ring to a colour and a brightness (0–1) over a time. */
export interface LightCommand {
  readonly kind: "light";
  readonly at: Millis;
  readonly colour: LightColour;
  readonly brightness: number;
  readonly over: Millis;
}
export type LightColour = "warm" | "cool";

/** Drop what was sent and stand still where the joints are. A later move goes on from there. */
export interface HoldCommand {
  readonly kind: "hold";
  readonly at: Millis;
}

/** STOP: drop everything and hold at once. Only a person's re-arming ends it. */
export interface FreezeCommand {
  readonly kind: "freeze";
  readonly at: Millis;
}

/** What a robot understands. Times are session time. */
export type RobotCommand = MoveCommand | LightCommand | HoldCommand | FreezeCommand;
