import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { addressOf } from "../../route.ts";
import { ChildScreenControl } from "../plan/child-screen-control.tsx";
import { Habits } from "./habits.tsx";
import { Tasks } from "./tasks.tsx";

/** A session with a pretend child, and what to try in it. */
export function PracticeScreen({ panel }: { panel: Panel }) {
  const { practice, screens } = words.value;
  const child = panel.welcome.value?.pretendChild;
  return (
    <div class="sheet">
      <h2>{screens.practice}</h2>
      <p>{practice.intro}</p>
      {child ? (
        <section class="card stack" aria-labelledby="who">
          <h3 id="who">{practice.who}</h3>
          <div class="characters">
            {child.characters.map((character) => (
              <button
                key={character}
                type="button"
                aria-pressed={character === child.character}
                onClick={() => void panel.setCharacter(character)}
              >
                {practice.characters[character] ?? character}
                {character === child.character && " ✓"}
              </button>
            ))}
          </div>
          <a class="button main" href={addressOf("live")}>
            {practice.toLive}
          </a>
        </section>
      ) : (
        <p class="card">{practice.none}</p>
      )}
      <Habits panel={panel} />
      <Tasks />
      <ChildScreenControl panel={panel} />
    </div>
  );
}
