import { createRequire } from "node:module";
import { connect, type Socket } from "node:net";
import type { RobotReadiness } from "../../src/engine/ports.ts";
import { STANDARD_BODY } from "../../src/engine/robot/body.ts";
import type { Millis } from "../../src/engine/time/units.ts";
import { loadFirmata } from "../../src/hardware/robot/firmata.ts";
import { openRobot } from "../../src/hardware/robot/robot.ts";
import type { OpenBytePort } from "../../src/hardware/serial/byte-port.ts";
import { systemClock } from "../../src/hardware/system-clock.ts";
import { FALSE_CLOCKS } from "../helpers/false-clock.ts";

/**
 * A host as a process of its own: the adapter and Johnny-Five on a line that can be cut, a socket. It can be killed and frozen like
 * any process. Its time alone is the board's: it goes on when the test says so.
 */

/** How the line stands, as the one who tells it sees it: the link's number, whether it holds, and bytes sent on it. */
export interface Line {
  readonly link: number;
  readonly open: boolean;
  readonly sent: number;
}

/** To the host. Each is answered by a `Told`, once all that it tells of the line has arrived. */
export type ToHost =
  /** So much time passes. */
  | { readonly kind: "run"; readonly time: Millis; readonly line: Line }
  /** So much time has passed without the host: what fell due meanwhile is due now. */
  | { readonly kind: "wake"; readonly time: Millis; readonly line: Line }
  | { readonly kind: "arm" }
  | { readonly kind: "dance" };

/** From the host: all that it knows. */
export interface Told {
  readonly readiness: RobotReadiness;
  readonly line: Line;
  /** Moves that were asked for and left out: too late, or of a robot that is not ready. */
  readonly leftOut: number;
}

const [path, links] = process.argv.slice(2);
if (!path || !process.send)
  throw new Error("host-child.ts is started by a test, with its line: a path, and links so far.");
const turn = globalThis.setImmediate;
// Before Johnny-Five is loaded: it keeps some timers that it finds.
const time = createRequire(import.meta.url)("@sinonjs/fake-timers").install({ now: 1_000_000, toFake: FALSE_CLOCKS });

let socket: Socket | undefined;
let line: Line = { link: Number(links), open: false, sent: 0 };
let heard = 0;
/** An opening that is not decided yet. */
let opening: Promise<void> = Promise.resolve();
let look = () => {};

const open: OpenBytePort = (listener) => {
  const made = connect(path);
  let over = false;
  opening = new Promise((decided) => {
    made.once("connect", () => {
      [socket, heard] = [made, 0];
      line = { link: line.link + 1, open: true, sent: 0 };
      listener.opened();
      decided();
    });
    made.once("close", () => {
      if (socket === made) line = { ...line, open: false };
      if (!over) listener.closed("it was unplugged");
      over = true;
      decided();
      look();
    });
  });
  made.on("error", () => {});
  made.on("data", (bytes) => {
    heard += bytes.length;
    if (!over) listener.data(bytes);
    look();
  });
  return {
    write: (bytes) => {
      if (over) return true;
      line = { ...line, sent: line.sent + bytes.length };
      made.write(bytes);
      return true;
    },
    close: () => {
      over = true;
      if (socket === made) line = { ...line, open: false };
      made.destroy();
    },
  };
};

/** Until all that the board's side tells of the line has come. A link that was given up here counts for nothing. */
async function arrived(theirs: Line): Promise<void> {
  const so = () => theirs.link !== line.link || !line.open || (theirs.open && heard >= theirs.sent);
  while (!so())
    await new Promise<void>((resolve) => {
      look = resolve;
    });
}

let leftOut = 0;
let readiness: RobotReadiness = "away";

await loadFirmata();
const robot = openRobot({ name: "Robot", body: STANDARD_BODY, line: () => open, measured: false }, systemClock, {
  status: () => {},
  readiness: (change) => {
    readiness = change.readiness;
  },
  pose: () => {},
  reach: () => {},
  touch: () => {},
  stopButton: () => {},
  refused: ({ reason }) => {
    if (/ came too late\.$| was left out: /.test(reason)) leftOut += 1;
  },
});
await opening;

const BETWEEN: Millis = 1_600;
const AHEAD: Millis = 500;
const WAYS = [
  ["headYaw", -15, 15],
  ["headPitch", -10, 0],
  ["armRight", -60, -30],
  ["armLeft", -30, -60],
  ["wrist", 15, -15],
] as const;

/** Moves at times that were planned beforehand, each handed over half a second ahead, for ever. */
function dance(): void {
  let at = systemClock.now() + AHEAD;
  let way = 0;
  const next = () => {
    const joints = WAYS.map(([joint, one, other]) => ({ joint, to: way % 2 ? other : one, over: BETWEEN - 100 }));
    robot.play({ kind: "move", at, gesture: "dance", joints });
    at += BETWEEN;
    way += 1;
    systemClock.at(at - AHEAD, next);
  };
  next();
}

async function take(word: ToHost): Promise<void> {
  switch (word.kind) {
    case "run":
      await arrived(word.line);
      for (let passed = 0; passed < word.time; passed += 1) {
        time.tick(1);
        await new Promise((resolve) => turn(resolve));
        await opening;
      }
      return;
    case "wake":
      await arrived(word.line);
      time.jump(word.time);
      await new Promise((resolve) => turn(resolve));
      return;
    case "arm":
      robot.arm();
      return;
    case "dance":
      dance();
      return;
  }
}

const tell = () => process.send?.({ readiness, line, leftOut } satisfies Told);
process.on("message", (word: ToHost) => void take(word).then(tell));
// A host without its test ends.
process.on("disconnect", () => process.exit());
tell();
