import type { Tokens as Left, View } from "../../server/protocol.ts";
import { words } from "../language.ts";
import { Picture } from "./pictures.tsx";
import { Tokens } from "./tokens.tsx";

/** Whose turn it is: a picture, softly lit. No clock; tokens where the therapist chose them. */
export function Turn({ view, tokens }: { view: Pick<View, "turn" | "robot">; tokens: Left | null }) {
  const { child } = words.value;
  const turns = [
    { turn: "child", name: "childLed", said: child.you },
    { turn: "partner", name: view.robot ? "robot" : "song", said: view.robot ? child.robot : child.music },
    { turn: "both", name: "us", said: child.us },
  ] as const;
  return (
    <div class="whose-turn">
      <ul class="turns" aria-live="polite">
        {turns.map(({ turn, name, said }) => (
          <li key={turn} class={turn === view.turn ? "on" : ""} aria-current={turn === view.turn ? "true" : undefined}>
            <Picture name={name} />
            {said}
          </li>
        ))}
      </ul>
      {tokens && <Tokens tokens={tokens} />}
    </div>
  );
}
