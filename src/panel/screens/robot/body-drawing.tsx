import type { RobotPicture } from "../../../server/protocol.ts";
import { words } from "../../language.ts";

/** Parts that are drawn by name; another body is shown by its dials alone. */
const DRAWN = ["headYaw", "headPitch", "bodySway", "armLeft", "armRight", "wrist"];

/** The robot as it stands: the pose is read back from its servos, never from what was asked. */
export function BodyDrawing({ robot, label }: { robot: RobotPicture; label?: string }) {
  const { robot: said } = words.value;
  const names = robot.body.joints.map(({ name }) => name);
  if (!names.some((name) => DRAWN.includes(name))) return null;
  const rest = Object.fromEntries(robot.body.joints.map((joint) => [joint.name, joint.rest]));
  const at = (name: string): number => robot.pose?.[name] ?? rest[name] ?? 0;
  const [yaw, pitch, sway] = [at("headYaw"), at("headPitch"), at("bodySway")];
  const lamp = lampColour(robot);
  const state = robot.powered ? "body" : "body loose";
  return (
    <svg class={state} viewBox="-130 -150 260 270" role="img" aria-label={label ?? said.drawing}>
      <path class="base" d="M-60 112h120" />
      <g transform={`rotate(${sway} 0 105)`}>
        <rect class="part" x="-42" y="-10" width="84" height="115" rx="20" />
        {robot.body.ring && <circle class="ring-lamp" cx="0" cy="40" r="20" fill={lamp} />}
        {/* An arm at −60° hangs down, at 70° it is up. */}
        <g transform={`translate(-44 8) scale(-1 1) rotate(${-at("armLeft")})`}>
          <Arm />
        </g>
        <g transform={`translate(44 8) rotate(${-at("armRight")})`}>
          <Arm wrist={at("wrist")} />
        </g>
        <g transform={`translate(${yaw * 0.35} ${pitch * -0.5})`}>
          <rect class="part" x="-46" y="-98" width="92" height="78" rx="26" />
          <circle class="eye" cx={-18 + yaw * 0.35} cy={-62 - pitch * 0.4} r="8" />
          <circle class="eye" cx={18 + yaw * 0.35} cy={-62 - pitch * 0.4} r="8" />
          {robot.touched && <path class="touch" d="M-30 -108q30 -22 60 0" />}
        </g>
      </g>
    </svg>
  );
}

/** An arm along the x axis, with a hand that turns. */
function Arm({ wrist = 0 }: { wrist?: number }) {
  return (
    <>
      <rect class="part" x="0" y="-9" width="62" height="18" rx="9" />
      <g transform={`translate(64 0) rotate(${wrist})`}>
        <rect class="part" x="-4" y="-12" width="30" height="24" rx="11" />
      </g>
    </>
  );
}

/** The ring's mean colour; its full 0.3 of brightness is drawn as a full colour, and dark lamps as an empty ring. */
function lampColour({ ring }: RobotPicture): string {
  if (!ring || ring.every(({ red, green, blue }) => red + green + blue === 0)) return "none";
  const mean = (of: (lamp: { red: number; green: number; blue: number }) => number) =>
    Math.min(255, Math.round((255 * ring.reduce((sum, lamp) => sum + of(lamp), 0)) / ring.length / 0.3));
  return `rgb(${mean(({ red }) => red)} ${mean(({ green }) => green)} ${mean(({ blue }) => blue)})`;
}
