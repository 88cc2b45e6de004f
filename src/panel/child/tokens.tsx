import type { Tokens as Shown } from "../../server/protocol.ts";
import { words } from "../language.ts";

/** Tokens that are left, and the places of those that were taken away. The therapist takes them; no clock does. */
export function Tokens({ tokens }: { tokens: Shown }) {
  const { child } = words.value;
  return (
    <p class="tokens" role="img" aria-label={child.tokens(tokens.left, tokens.of)}>
      {Array.from({ length: tokens.of }, (_, place) => (
        <span key={place} class={place < tokens.left ? "left" : ""} />
      ))}
    </p>
  );
}
