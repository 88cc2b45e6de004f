import { words } from "../language.ts";
import { standsStill } from "../preferences.ts";

/** A shape that breathes at six breaths a minute, or stands still where motion is not wanted. */
export function Calm() {
  const { child } = words.value;
  return (
    <svg class={standsStill() ? "calm still" : "calm"} viewBox="0 0 200 200" role="img" aria-label={child.calm}>
      <circle cx="100" cy="100" r="70" />
    </svg>
  );
}
