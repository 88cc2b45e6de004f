import { signal } from "@preact/signals";
import type { Checked } from "../../../server/protocol.ts";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { Check } from "./check.tsx";

/** sensory-safety.md 6: silent within 250 ms, the robot still within 100 ms of the press. */
const ANSWER_WITHIN = 100;
const ROBOT_PATIENCE = 1_500;
const PINGS = 7;

/** What the test of STOP and of the link measured last, as it is kept with the check. */
export const measured = signal<Pick<Checked, "stop" | "link">>({ stop: null, link: null });

/** Median time there and back between this page and the engine, in milliseconds; null where it did not answer. */
async function measureLink(panel: Panel): Promise<number | null> {
  const spans: number[] = [];
  for (let ping = 0; ping < PINGS; ping++) {
    const sent = performance.now();
    const answered = await Promise.race([
      new Promise<true>((resolve) => panel.link.socket.emit("sync", () => resolve(true))),
      new Promise<false>((resolve) => setTimeout(() => resolve(false), ROBOT_PATIENCE)),
    ]);
    if (!answered) return null;
    spans.push(performance.now() - sent);
  }
  return spans.sort((one, other) => one - other)[Math.floor(PINGS / 2)] ?? null;
}

/** From now until the robot is told to be stopped; null where it was not ready, or never says so. */
function untilRobotHolds(panel: Panel): Promise<number | null> {
  const pressed = performance.now();
  if (panel.robot.peek()?.readiness !== "ready") return Promise.resolve(null);
  return new Promise((resolve) => {
    const give = (span: number | null): void => {
      clearTimeout(timer);
      leave();
      resolve(span);
    };
    const timer = setTimeout(() => give(null), ROBOT_PATIENCE);
    const leave = panel.robot.subscribe((robot) => {
      if (robot?.readiness === "stopped") queueMicrotask(() => give(performance.now() - pressed));
    });
  });
}

async function test(panel: Panel): Promise<void> {
  const link = await measureLink(panel);
  const pressed = performance.now();
  const robot = untilRobotHolds(panel);
  await panel.stop();
  const heard = panel.stopTrouble.peek() === null;
  const answered = performance.now() - pressed;
  measured.value = { link, stop: heard ? { answered, robot: await robot } : null };
}

/** How long STOP takes from the press on this page: to the engine's answer, and to the robot's hold. */
export function StopCheck({ panel }: { panel: Panel }) {
  const { room, house } = words.value;
  const { check } = house;
  const { stop, link } = measured.value;
  const parts = [
    stop && room.stopTook(Math.round(stop.answered)),
    stop?.robot != null && check.stopRobot(Math.round(stop.robot)),
    link !== null && check.stopLink(Math.round(link)),
  ].filter((part) => typeof part === "string");
  return (
    <Check
      id="stop"
      name={room.stop}
      state={parts.length > 0 ? parts.join(", ") : check.notTested}
      good={stop === null || stop.answered <= ANSWER_WITHIN}
      text={room.stopNote}
    >
      <button type="button" onClick={() => void test(panel)}>
        {room.stopTest}
      </button>
    </Check>
  );
}
