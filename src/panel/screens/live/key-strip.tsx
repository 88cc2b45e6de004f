import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Pitch } from "../../../server/protocol.ts";
import { hasSharp, PLAIN_VELOCITY, stripPitches, touchVelocity, whitePitch } from "../../keyboard.ts";
import { pitchName, words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

interface Props {
  readonly panel: Panel;
  /** Numbers of the white keys, from the left. */
  readonly whites: readonly number[];
}

/**
 * A strip of piano keys for fingers, mouse and keyboard. One key is in the tab order; arrows move along the strip, Enter or
 * Space plays. Every pointer plays by itself and may slide; where it ends, its note ends.
 */
export function KeyStrip({ panel, whites }: Props) {
  const { live } = words.value;
  const pitches = stripPitches(whites);
  const focus = useSignal<Pitch>(pitches[0] as Pitch);
  const strip = useRef<HTMLDivElement>(null);
  const fingers = useRef(new Map<number, Pitch>());
  const stop = pitches.includes(focus.value) ? focus.value : (pitches[0] as Pitch);

  return (
    <div
      ref={strip}
      class="strip"
      role="toolbar"
      aria-orientation="horizontal"
      aria-label={live.keyStrip}
      aria-disabled={!panel.running.value}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        strip.current?.setPointerCapture(event.pointerId);
        lead(event);
      }}
      onPointerMove={(event) => {
        if (fingers.current.has(event.pointerId)) lead(event);
      }}
      onPointerUp={lift}
      onPointerCancel={lift}
      onLostPointerCapture={lift}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={steer}
      onKeyUp={(event) => {
        if (event.key === "Enter" || event.key === " ") panel.keyUp(stop);
      }}
      onFocusOut={(event) => {
        const left = (event.target as HTMLElement).dataset.pitch;
        if (left !== undefined && fingers.current.size === 0) panel.keyUp(Number(left));
      }}
    >
      {whites.map((white, index) => (
        <div key={white} class="white-place">
          {key(whitePitch(white), "white")}
          {hasSharp(white) && index < whites.length - 1 && key(whitePitch(white) + 1, "black")}
        </div>
      ))}
    </div>
  );

  function key(pitch: Pitch, colour: "white" | "black") {
    const down = panel.keys.down.value.has(pitch);
    const name = pitchName(pitch);
    return (
      <button
        type="button"
        class={`key ${colour}${down ? " down" : ""}`}
        data-pitch={pitch}
        tabIndex={pitch === stop ? 0 : -1}
        aria-label={name}
        aria-pressed={down}
        onFocus={() => {
          focus.value = pitch;
        }}
      >
        {colour === "white" && <span aria-hidden="true">{down ? "●" : name.startsWith("C") ? name : ""}</span>}
      </button>
    );
  }

  /** Plays the key under a pointer, and lets go of the one it came from. */
  function lead(event: PointerEvent): void {
    const key = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>("[data-pitch]");
    const inside = key && strip.current?.contains(key) ? key : null;
    const pitch = inside ? Number(inside.dataset.pitch) : undefined;
    if (pitch === fingers.current.get(event.pointerId)) return;
    lift(event);
    if (!inside || pitch === undefined) return;
    const box = inside.getBoundingClientRect();
    fingers.current.set(event.pointerId, pitch);
    panel.keyDown(pitch, touchVelocity((event.clientY - box.top) / box.height));
  }

  function lift(event: PointerEvent): void {
    const pitch = fingers.current.get(event.pointerId);
    fingers.current.delete(event.pointerId);
    if (pitch !== undefined && ![...fingers.current.values()].includes(pitch)) panel.keyUp(pitch);
  }

  function steer(event: KeyboardEvent): void {
    const place = pitches.indexOf(stop);
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (!event.repeat) panel.keyDown(stop, PLAIN_VELOCITY);
      return;
    }
    const next = { ArrowLeft: place - 1, ArrowRight: place + 1, Home: 0, End: pitches.length - 1 }[event.key];
    const pitch = next === undefined ? undefined : pitches[next];
    if (pitch === undefined) return;
    event.preventDefault();
    strip.current?.querySelector<HTMLElement>(`[data-pitch="${pitch}"]`)?.focus();
  }
}
