// A key's sound and its whole dispatch with the emulated robot beside it, as ratios to the same without one. Blocks of presses take
// turns in one process: alone; beside a robot that nods, whose board runs in a thread; with one in the session, which it dances in.
//   npm run bench -- robot-beside [presses a block] [rounds]
import { readFileSync } from "node:fs";
import type { SoundOut } from "../src/engine/ports.ts";
import { Conductor } from "../src/engine/run/conductor.ts";
import { Lookahead } from "../src/engine/run/lookahead.ts";
import { writeEntry } from "../src/engine/run/replay.ts";
import type { SessionSettings } from "../src/engine/session/session.ts";
import { openGestureRobot } from "../src/hardware/drivers.ts";
import { openMidiOutput } from "../src/hardware/midi/output.ts";
import type { GestureRobot } from "../src/hardware/robot/robot-facts.ts";
import { systemClock } from "../src/hardware/system-clock.ts";
import { rehearse } from "../src/server/rehearsal.ts";
import { loadResources } from "../src/server/resources.ts";
import { armRobot, ROBOT } from "../tests/helpers/robot-on-stage.ts";
import { SETTINGS } from "../tests/helpers/stage.ts";
import { figures, machineSince, now, quantile, stolenSeconds } from "./helpers/figures.ts";

const presses = Number(process.argv[2] ?? 800);
const rounds = Number(process.argv[3] ?? 6);
const PAUSE = 4;
const KINDS = ["alone", "beside", "in the session"] as const;
type Kind = (typeof KINDS)[number];

const resources = loadResources();
rehearse({ ...SETTINGS, robot: ROBOT }, resources);
const output = openMidiOutput({ name: "bench", port: { simulated: {} } }, systemClock, {
  status: () => {},
  late: () => {},
});
let sounded = 0;
/** The log's lines are made as in a session. */
let written = 0;
const timed: SoundOut = {
  ...output,
  play: (command) => {
    output.play(command);
    if (command.kind === "noteOn" && command.player === "child") sounded = systemClock.now();
  },
};

/** What one kind of block measured, in ms: to the sound, the whole dispatch, its own part, and how late the loop came round. */
interface Measured {
  readonly sound: number[];
  readonly dispatch: number[];
  /** The dispatch without what its thread waited for a core: what does not depend on who else is on this machine. */
  readonly own: number[];
  readonly loop: number[];
}
const measured: Record<Kind, Measured> = {
  alone: { sound: [], dispatch: [], own: [], loop: [] },
  beside: { sound: [], dispatch: [], own: [], loop: [] },
  "in the session": { sound: [], dispatch: [], own: [], loop: [] },
};

/** How long this thread has waited for a core so far, in ms; 0 where the system does not tell. */
function waited(): number {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, "utf8").split(" ")[1]) / 1e6;
  } catch {
    return 0;
  }
}

/** A robot that a person has armed. */
function armedRobot(): Promise<GestureRobot> {
  return new Promise((resolve) => {
    const robot = openGestureRobot(
      { driver: "emulated-robot", name: "Robot" },
      {
        clock: systemClock,
        firmware: new URL("../sketches/gesture-robot/release/gesture-robot.hex", import.meta.url),
        listener: {
          status: () => {},
          readiness: ({ readiness }) => {
            if (readiness === "unarmed") robot.arm();
            if (readiness === "ready") resolve(robot);
          },
          pose: () => {},
          reach: () => {},
          touch: () => {},
          stopButton: () => {},
          refused: () => {},
        },
      },
    );
  });
}

/** Nods and turns for ever, sent ahead; returns what ends it. */
function nod(robot: GestureRobot): () => void {
  let place = 0;
  const timer = setInterval(() => {
    place += 1;
    const joints = [
      { joint: "headPitch", to: place % 2 ? -10 : 0, over: 950 },
      { joint: "headYaw", to: place % 2 ? 8 : -8, over: 950 },
      { joint: "bodySway", to: place % 2 ? 6 : -6, over: 950 },
    ];
    robot.play({ kind: "move", at: systemClock.now() + 400, gesture: "nod", joints });
  }, 1_000);
  return () => clearInterval(timer);
}

async function block(kind: Kind): Promise<void> {
  const robot = kind === "alone" ? undefined : await armedRobot();
  const inSession = kind === "in the session" && robot !== undefined;
  const endNods = kind === "beside" && robot ? nod(robot) : () => {};
  // With the card that dances: the most that a robot has to do.
  const settings: SessionSettings = { ...SETTINGS, technique: "ground", robot: inSession ? ROBOT : null };
  const origin = Math.floor(systemClock.now());
  const lookahead = new Lookahead(systemClock, [timed], origin, inSession ? [robot] : []);
  const conductor = new Conductor(settings, resources, systemClock, origin, lookahead, (event, commands) => {
    written += writeEntry(event, commands).length;
  });
  conductor.dispatch({ kind: "start" });
  if (inSession) {
    armRobot({ conductor });
  }
  const { sound, dispatch, own, loop } = measured[kind];
  const note = { player: "child", device: "keys" } as const;
  for (let press = 0; press < presses; press++) {
    const pitch = 55 + (press % 20);
    const waitedBefore = waited();
    const at = systemClock.now();
    conductor.dispatch({ kind: "noteOn", ...note, pitch, velocity: 70 }, at);
    const took = systemClock.now() - at;
    dispatch.push(took);
    own.push(Math.max(0, took - (waited() - waitedBefore)));
    sound.push(sounded - at);
    conductor.dispatch({ kind: "noteOff", ...note, pitch });
    const from = systemClock.now();
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    loop.push(Math.max(0, systemClock.now() - from - PAUSE));
  }
  conductor.close();
  endNods();
  await robot?.close();
}

const began = now();
const stolen = stolenSeconds();
for (let round = 0; round < rounds; round++) {
  // Another one begins each time, so that a machine that grows slower favours none.
  for (const place of KINDS.keys()) await block(KINDS[(place + round) % KINDS.length] ?? "alone");
}
const TITLES = { sound: "key to sound", dispatch: "whole dispatch", own: "its own part", loop: "loop late" } as const;
for (const what of ["sound", "dispatch", "own", "loop"] as const) {
  const title = TITLES[what];
  const base = measured.alone[what];
  for (const kind of KINDS) {
    const values = measured[kind][what];
    const ratio = (share: number) => (quantile(values, share) / quantile(base, share)).toFixed(2);
    const ratios = kind === "alone" ? "" : `  ratios p50 ${ratio(0.5)}  p99 ${ratio(0.99)}`;
    console.log(`${title.padEnd(15)} ${kind.padEnd(15)} ${figures(values)}${ratios}`);
  }
}
console.log(
  `asked: p99 of the dispatch unchanged beside a robot. ${machineSince(began, stolen)}; ${written} bytes of log`,
);
await output.close();
