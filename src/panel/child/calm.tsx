import { words } from "../language.ts";

/**
 * A round shape that stands still, or breathes at a twelfth of a hertz where it may (style: never with reduced motion). Whether it
 * may at all is for the engine to say: nothing moves where seizures are known or not asked after.
 */
export function Calm({ breathes }: { breathes: boolean }) {
  const { child } = words.value;
  return (
    <svg
      class={breathes ? "calm breathes" : "calm"}
      viewBox="0 0 200 200"
      role="img"
      aria-label={breathes ? child.calmBreathing : child.calm}
    >
      <circle cx="100" cy="100" r="78" />
    </svg>
  );
}
