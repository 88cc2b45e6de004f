import type { KeptTune } from "../engine/partner/kept-tune.ts";
import type { Command } from "../engine/session/command.ts";
import type { SessionEvent } from "../engine/session/event.ts";
import type { Resources } from "../engine/session/session.ts";
import type { Clock } from "../engine/time/clock.ts";
import type { SwitchBoard } from "../hardware/drivers.ts";
import type { SoundLink } from "./browser-sound.ts";
import type { KeptInstruments } from "./instruments/kept-instruments.ts";
import type { Rig } from "./rig.ts";
import type { RobotShelf } from "./robot-shelf.ts";
import type { RoomRobotParts } from "./room-robot.ts";
import type { Store } from "./store/store.ts";

/** Told of each event and its commands, after they were performed. */
export type RoomListener = (event: SessionEvent, commands: readonly Command[]) => void;

/** What a room is made of, and whom it tells. */
export interface RoomParts {
  readonly rig: Rig;
  readonly resources: Resources & { readonly digest: string };
  readonly clock: Clock;
  readonly store: Store;
  readonly link: SoundLink;
  readonly listener: RoomListener;
  readonly trouble: (text: string) => void;
  /** A session that ended had a plan of so many minutes. */
  readonly plannedFor?: (session: string, minutes: number) => void;
  /** The session has kept a tune of the child's, or let one go. */
  readonly keepTune?: (tune: KeptTune, kept: boolean) => void;
  /** How instruments were played before, and what keeps it; without it they are new, and forgotten. */
  readonly kept?: KeptInstruments | undefined;
  /** Something changed of what panels are greeted with. */
  readonly changed?: () => void;
  /** Closes the room and opens it anew for the same child. */
  readonly reopen?: () => Promise<void>;
  /** Foot switches and pedals: they hear what instruments send before it is music. */
  readonly switches?: SwitchBoard | undefined;
  /** Where the rig was read from, with the robot as it stands there; without it no calibration is kept. */
  readonly rigFile?: RoomRobotParts["rig"];
  /** What is kept of the room's robot beyond the rig's file. */
  readonly shelf?: RobotShelf;
  readonly robotOnScreen?: boolean;
  /** Opens the room anew as it is, with a robot on the screen or without. Rejects with RangeError while a session runs. */
  readonly showRobot?: (onScreen: boolean) => Promise<void>;
}
