import type { RobotOut, RobotReadiness } from "../../engine/ports.ts";
import type { Metres, Millis } from "../../engine/time/units.ts";
import type { Lamp } from "./robot-settings.ts";

/** What is known of a robot at a moment, beside what it tells as it happens. No part of it measures its battery. */
export interface RobotFacts {
  readonly readiness: RobotReadiness;
  /** The firmware's name and version, as the board says; null while there is no link. */
  readonly firmware: string | null;
  /** When it last answered a heartbeat (clock time); null before it did on this link. */
  readonly heardAt: Millis | null;
  /** Whether any servo gets pulses: without them the joints can be turned by hand. */
  readonly powered: boolean;
  /** How far the nearest thing is; null where nothing is within the sensor's reach of 80 cm, and without a sensor. */
  readonly distance: Metres | null;
  /** The ring's lamps: measured at the pin where that is possible, else as they were asked for. Null while that is unknown. */
  readonly ring: readonly Lamp[] | null;
}

/** A robot of which nothing is known. */
export const NO_FACTS: RobotFacts = {
  readiness: "away",
  firmware: null,
  heardAt: null,
  powered: false,
  distance: null,
  ring: null,
};

/** A robot that also says what is known of it. */
export interface GestureRobot extends RobotOut {
  facts(): RobotFacts;
}
