import { words } from "../language.ts";

/** A shape that stands still: nothing on a child's screen moves, whatever is known of seizures. */
export function Calm() {
  const { child } = words.value;
  return (
    <svg class="calm" viewBox="0 0 200 200" role="img" aria-label={child.calm}>
      <circle cx="100" cy="100" r="70" />
    </svg>
  );
}
