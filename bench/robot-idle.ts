// What the emulated robot costs: share of one core, thread and all, idle and nodding, beside this process with no robot.
//   npm run bench -- robot-idle [seconds]
import type { RobotOut } from "../src/engine/ports.ts";
import { openGestureRobot } from "../src/hardware/drivers.ts";
import { systemClock } from "../src/hardware/system-clock.ts";
import { now } from "./helpers/figures.ts";

const seconds = Number(process.argv[2] ?? 10);
const pass = (time: number) => new Promise((resolve) => setTimeout(resolve, time));

async function share(what: string): Promise<void> {
  const [cpu, from] = [process.cpuUsage(), now()];
  await pass(seconds * 1_000);
  const { user, system } = process.cpuUsage(cpu);
  console.log(`${what}: ${((user + system) / 10 / (now() - from)).toFixed(1)} % of one core over ${seconds} s`);
}

await share("no robot");
let robot: RobotOut | undefined;
await new Promise<void>((resolve) => {
  robot = openGestureRobot(
    { driver: "emulated-robot", name: "Robot" },
    {
      clock: systemClock,
      firmware: new URL("../sketches/gesture-robot/release/gesture-robot.hex", import.meta.url),
      listener: {
        status: ({ text }) => console.log(text),
        readiness: ({ readiness }) => {
          if (readiness === "unarmed") robot?.arm();
          if (readiness === "ready") resolve();
        },
        pose: () => {},
        reach: () => {},
        touch: () => {},
        stopButton: () => {},
        refused: ({ reason }) => console.log(reason),
      },
    },
  );
});
await share("idle");
const begins = systemClock.now() + 400;
const nods = setInterval(() => {
  const at = systemClock.now() + 400;
  const place = Math.floor((at - begins) / 1_000);
  const joints = [{ joint: "headPitch", to: place % 2 ? 0 : -10, over: 900 }];
  robot?.play({ kind: "move", at, gesture: "nod", joints });
}, 1_000);
await share("nodding");
clearInterval(nods);
await robot?.close();
