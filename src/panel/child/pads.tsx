import { useRef } from "preact/hooks";
import type { Pitch } from "../../server/protocol.ts";
import { words } from "../language.ts";
import type { Panel } from "../panel.ts";
import { padPitch } from "./pad-pitches.ts";

const SHAPES = ["circle", "square", "triangle", "diamond"] as const;
const SOFT = 64;

/** Big pads for fingers and hands. Each finger plays by itself; a press beside a pad does nothing and means nothing. */
export function Pads({ panel, count }: { panel: Panel; count: number }) {
  const { child } = words.value;
  const fingers = useRef(new Map<number, Pitch>());
  const lift = (event: PointerEvent): void => {
    const pitch = fingers.current.get(event.pointerId);
    fingers.current.delete(event.pointerId);
    if (pitch !== undefined && ![...fingers.current.values()].includes(pitch)) panel.keyUp(pitch);
  };
  return (
    <fieldset class={`pads columns-${columnsOf(count)}`}>
      <legend class="hidden">{child.pads}</legend>
      {Array.from({ length: count }, (_, index) => {
        const pitch = padPitch(index);
        const shape = SHAPES[index % SHAPES.length];
        return (
          <button
            key={pitch}
            type="button"
            class={`pad hue-${index % 6}${panel.keysDown.value.has(pitch) ? " down" : ""}`}
            aria-label={child.pad(index + 1)}
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId);
              fingers.current.set(event.pointerId, pitch);
              panel.keyDown(pitch, SOFT);
            }}
            onPointerUp={lift}
            onPointerCancel={lift}
            onLostPointerCapture={lift}
            onKeyDown={(event) => {
              if ((event.key === "Enter" || event.key === " ") && !event.repeat) panel.keyDown(pitch, SOFT);
            }}
            onKeyUp={() => panel.keyUp(pitch)}
            onBlur={() => panel.keyUp(pitch)}
          >
            <svg viewBox="0 0 48 48" aria-hidden="true">
              {shape === "circle" && <circle cx="24" cy="24" r="18" />}
              {shape === "square" && <rect x="8" y="8" width="32" height="32" />}
              {shape === "triangle" && <path d="M24 6l20 34H4z" />}
              {shape === "diamond" && <path d="M24 4l20 20-20 20L4 24z" />}
            </svg>
          </button>
        );
      })}
    </fieldset>
  );
}

/** As square as it goes: one row of up to four, then two rows, then three. */
function columnsOf(count: number): number {
  return Math.ceil(count / (count <= 4 ? 1 : count <= 8 ? 2 : 3));
}
