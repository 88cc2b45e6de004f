import { useRef } from "preact/hooks";
import type { View } from "../../server/protocol.ts";
import { words } from "../language.ts";
import type { Panel } from "../panel.ts";
import { columnsOf, type Pad, padsOf } from "./pad-layout.ts";

const SHAPES = ["circle", "square", "triangle", "diamond"] as const;
const SOFT = 64;

/** Big pads for fingers and hands. Each finger plays by itself; a press beside a pad does nothing and means nothing. */
export function Pads({ panel, view }: { panel: Panel; view: Pick<View, "childView" | "childScreen"> }) {
  const { child } = words.value;
  const fingers = useRef(new Map<number, Pad>());
  const { look } = view.childView;
  const pads = padsOf(view.childView, view.childScreen.layout);
  const lift = (event: PointerEvent): void => {
    const pad = fingers.current.get(event.pointerId);
    fingers.current.delete(event.pointerId);
    const held = [...fingers.current.values()].some(({ pitch }) => pitch === pad?.pitch);
    if (pad && !held) panel.keyUp(pad.pitch);
  };
  return (
    <fieldset class={`pads ${look} columns-${columnsOf(pads.length, look)}`}>
      <legend class="hidden">{child.pads}</legend>
      {pads.map((pad, index) => (
        <button
          key={`${pad.drum} ${pad.pitch}`}
          type="button"
          class={`pad hue-${pad.hue}${panel.keys.down.value.has(pad.pitch) ? " down" : ""}`}
          aria-label={child.pad(index + 1)}
          onPointerDown={(event) => {
            // The sound first: whatever the browser does with the finger comes after it.
            fingers.current.set(event.pointerId, pad);
            panel.keyDown(pad.pitch, SOFT, "childScreen", pad.drum);
            if (event.isTrusted) event.currentTarget.setPointerCapture(event.pointerId);
          }}
          onPointerUp={lift}
          onPointerCancel={lift}
          onLostPointerCapture={lift}
          onKeyDown={(event) => {
            if ((event.key === "Enter" || event.key === " ") && !event.repeat) {
              panel.keyDown(pad.pitch, SOFT, "childScreen", pad.drum);
            }
          }}
          onKeyUp={() => panel.keyUp(pad.pitch)}
          onBlur={() => panel.keyUp(pad.pitch)}
        >
          {look === "shapes" && <Shape shape={SHAPES[index % SHAPES.length] ?? "circle"} />}
        </button>
      ))}
    </fieldset>
  );
}

function Shape({ shape }: { shape: (typeof SHAPES)[number] }) {
  return (
    <svg viewBox="0 0 48 48" aria-hidden="true">
      {shape === "circle" && <circle cx="24" cy="24" r="18" />}
      {shape === "square" && <rect x="8" y="8" width="32" height="32" />}
      {shape === "triangle" && <path d="M24 6l20 34H4z" />}
      {shape === "diamond" && <path d="M24 4l20 20-20 20L4 24z" />}
    </svg>
  );
}
