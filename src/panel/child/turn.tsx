import type { View } from "../../server/protocol.ts";
import { words } from "../language.ts";
import { Picture } from "./pictures.tsx";

/** Whose turn it is: a picture, softly lit. No clock. */
export function Turn({ view }: { view: View }) {
  const { child } = words.value;
  const turns = [
    { name: "childLed", said: child.you, on: view.turn === "child" || view.turn === "both" },
    { name: "robot", said: child.robot, on: view.turn === "partner" || view.turn === "both" },
  ];
  return (
    <ul class="turns" aria-live="polite">
      {turns.map(({ name, said, on }) => (
        <li key={name} class={on ? "on" : ""} aria-current={on ? "true" : undefined}>
          <Picture name={name} />
          {said}
        </li>
      ))}
    </ul>
  );
}
