import type { GestureDraft, RobotPicture } from "../../../server/protocol.ts";
import { Stepper } from "../../controls/stepper.tsx";
import { words } from "../../language.ts";

type Track = GestureDraft["tracks"][number];

interface Props {
  readonly track: Track;
  readonly joint: RobotPicture["body"]["joints"][number] | undefined;
  /** Undefined: the joint is left out of the gesture. */
  readonly onChange: (track: Track | undefined) => void;
}

const STEP = { time: 0.5, angle: 5 } as const;
const TIME = { least: 0.5, most: 20 } as const;
const MOST = 16;

/** The keyframes of a joint: when it is where. They stay in order of time. */
export function Keyframes({ track, joint, onChange }: Props) {
  const { robot: said } = words.value;
  const { keyframes } = track;
  const { low, high } = joint ?? { low: -180, high: 180 };
  const set = (place: number, change: Partial<Track["keyframes"][number]>): void => {
    const frame = keyframes[place];
    if (frame) onChange({ ...track, keyframes: keyframes.with(place, { ...frame, ...change }) });
  };
  const last = keyframes.at(-1);
  return (
    <fieldset class="stack keyframes">
      <legend>
        {track.joint} <span class="muted">{said.rangeIs(low, high)}</span>
      </legend>
      {keyframes.map(({ time, angle }, place) => {
        const after = keyframes[place - 1]?.time ?? 0;
        const before = keyframes[place + 1]?.time ?? TIME.most + STEP.time;
        return (
          <div class="line" key={time}>
            <Stepper
              label={said.frameTime(place + 1)}
              value={said.seconds(time)}
              atLeast={time - STEP.time <= after || time <= TIME.least}
              atMost={time + STEP.time >= before}
              onStep={(direction) => set(place, { time: time + direction * STEP.time })}
            />
            <Stepper
              label={said.frameAngle(place + 1)}
              value={`${angle}°`}
              atLeast={angle <= low}
              atMost={angle >= high}
              onStep={(direction) =>
                set(place, { angle: Math.max(low, Math.min(high, angle + direction * STEP.angle)) })
              }
            />
            <button
              type="button"
              onClick={() =>
                onChange(keyframes.length > 1 ? { ...track, keyframes: keyframes.toSpliced(place, 1) } : undefined)
              }
            >
              {said.dropFrame(place + 1)}
            </button>
          </div>
        );
      })}
      {last && keyframes.length < MOST && last.time < TIME.most && (
        <button
          type="button"
          onClick={() =>
            onChange({
              ...track,
              keyframes: [...keyframes, { time: Math.min(TIME.most, last.time + 2), angle: last.angle }],
            })
          }
        >
          {said.addFrame(track.joint)}
        </button>
      )}
    </fieldset>
  );
}
