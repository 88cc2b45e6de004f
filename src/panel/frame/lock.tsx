import { useEffect, useRef } from "preact/hooks";
import { words } from "../language.ts";
import type { Panel } from "../panel.ts";
import { HoldButton } from "./hold-button.tsx";

const HOLD = 2_000;
const BY_KEY = 3_000;
const SIDES = ["left", "right"] as const;

/**
 * While the panel is locked only STOP can be pressed. Two corners held together open it: no small hand does that by chance. Whoever
 * cannot hold two things at once holds one button for longer.
 */
export function Lock({ panel }: { panel: Panel }) {
  const { top } = words.value;
  const held = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  if (!panel.locked.value) return null;
  const unlock = (): void => {
    panel.locked.value = false;
  };
  const lift = (side: string): void => {
    held.current.delete(side);
    clearTimeout(timer.current);
  };
  return (
    <section class="lock" aria-label={top.lock}>
      {SIDES.map((side) => (
        <button
          key={side}
          type="button"
          class={`corner ${side}`}
          aria-label={top.corner(top.sides[side])}
          onPointerDown={() => {
            held.current.add(side);
            if (held.current.size === SIDES.length) timer.current = setTimeout(unlock, HOLD);
          }}
          onPointerUp={() => lift(side)}
          onPointerLeave={() => lift(side)}
          onPointerCancel={() => lift(side)}
          onContextMenu={(event) => event.preventDefault()}
        />
      ))}
      <div class="card stack" role="status">
        <p>
          <b>{top.locked}</b>
        </p>
        <p>{top.unlock}</p>
        <HoldButton label={top.unlockByKey} hold={BY_KEY} onHeld={unlock} />
      </div>
    </section>
  );
}
