import { KeyGroups } from "../../frame/key-list.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { preferences } from "../../preferences.ts";
import { addressOf } from "../../route.ts";
import { Glossary, Guides } from "./guides.tsx";
import { MadeOf } from "./made-of.tsx";

/** One page to print, the cards, and what to do when something is wrong. */
export function HelpScreen({ panel }: { panel: Panel }) {
  const { help, screens, techniques } = words.value;
  return (
    <div class="sheet help">
      <h2 class="no-print">{screens.help}</h2>
      <div class="line no-print">
        <button type="button" onClick={() => window.print()}>
          {help.print}
        </button>
        <a class="button" href={addressOf("welcome")}>
          {help.welcome}
        </a>
      </div>
      <section class="card stack one-page" aria-labelledby="one-page">
        <h3 id="one-page">{help.cardTitle}</h3>
        <h4>{help.verbsTitle}</h4>
        <ul class="points">
          {Object.values(help.verbs).map((verb) => (
            <li key={verb}>{verb}</li>
          ))}
        </ul>
        <h4>{help.beginTitle}</h4>
        <ol class="points">
          {help.begin.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <h4>{help.troubleTitle}</h4>
        <dl class="pairs">
          {help.trouble.map(([what, then]) => (
            <div key={what}>
              <dt>{what}</dt>
              <dd>{then}</dd>
            </div>
          ))}
        </dl>
        <p>{help.seizure}</p>
      </section>
      <section class="card stack" aria-labelledby="cards">
        <h3 id="cards">{help.cardsTitle}</h3>
        <dl class="pairs narrow">
          {Object.entries(help.cards).map(([name, meaning]) => (
            <div key={name}>
              <dt>{techniques[name] ?? name}</dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </section>
      {preferences.letters.value === "shortcuts" && (
        <section class="card stack" aria-labelledby="keys">
          <h3 id="keys">{help.keysTitle}</h3>
          <KeyGroups />
        </section>
      )}
      <Guides />
      <Glossary />
      <MadeOf panel={panel} />
    </div>
  );
}
