import type { EventEmitter } from "node:events";
import { REPORT } from "./reports.ts";
import { COMMAND } from "./wire.ts";

type Hear = (number: number, payload: readonly number[]) => void;

/** firmata-io and Johnny-Five, loaded where a rig has a robot: they take half a second. */
async function load() {
  const { default: firmata } = await import("firmata-io");
  const { default: johnnyFive } = await import("johnny-five");
  const hearers = new WeakMap<EventEmitter, Hear>();
  const { Firmata } = firmata;
  let registered = false;
  return {
    Firmata,
    johnnyFive,
    /** Hands the robot's own messages to `hear`. firmata-io's table of handlers is one for all boards of a process. */
    hear(io: InstanceType<typeof Firmata>, hear: Hear): void {
      hearers.set(io, hear);
      if (registered) return;
      registered = true;
      for (const number of new Set([...Object.values(REPORT), COMMAND.sync]))
        io.sysexResponse(number, function (data) {
          hearers.get(this)?.(number, data);
        });
    },
    forget(io: EventEmitter): void {
      hearers.delete(io);
    },
  };
}

/** The robot's firmware, by the name and version that it reports. */
const FIRMWARE = { name: "gesture-robot", major: 1 } as const;

/** Why a board's firmware is not the robot's: a part of a sentence. Undefined when it is. */
export function strangerOf(name: string, major: number): string | undefined {
  if (name === FIRMWARE.name && major === FIRMWARE.major) return undefined;
  const wanted = `${FIRMWARE.name} ${FIRMWARE.major}`;
  return `the board runs "${name} ${major}", not ${wanted}: put the robot's firmware on it`;
}

let loaded: ReturnType<typeof load> | undefined;

/** The libraries, once for the process. */
export function loadFirmata(): ReturnType<typeof load> {
  loaded ??= load();
  return loaded;
}
