import type { RobotPicture } from "../../../server/protocol.ts";
import { words } from "../../language.ts";

/** Every joint with its angle, as numbers and on its range: the drawing's twin. */
export function Joints({ robot }: { robot: RobotPicture }) {
  const { robot: said } = words.value;
  return (
    <table class="joints">
      <thead>
        <tr>
          <th scope="col">{said.joint}</th>
          <th scope="col">{said.angle}</th>
          <th scope="col">{said.range}</th>
        </tr>
      </thead>
      <tbody>
        {robot.body.joints.map(({ name, low, high }) => {
          const angle = robot.pose?.[name];
          const share = angle === undefined ? undefined : (angle - low) / (high - low);
          return (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{angle === undefined ? said.unknown : `${angle.toFixed(0)}°`}</td>
              <td>
                <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                  <rect class="scale" y="3" width="100" height="4" />
                  {share !== undefined && (
                    <rect class="at" x={100 * Math.min(1, Math.max(0, share)) - 1.5} width="3" height="10" />
                  )}
                </svg>
                <span class="hidden">
                  {low}° – {high}°
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
