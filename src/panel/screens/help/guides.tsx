import { words } from "../../language.ts";

const GUIDES = ["noSound", "robot", "notes"] as const;

/** What to do, one thing after the other, until it works again. */
export function Guides() {
  const { moreHelp } = words.value;
  return (
    <section class="card stack" aria-labelledby="guides">
      <h3 id="guides">{moreHelp.steps}</h3>
      {GUIDES.map((guide) => (
        <div key={guide} class="stack">
          <h4>{moreHelp.guides[guide].title}</h4>
          <ol class="points">
            {moreHelp.guides[guide].steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}

export function Glossary() {
  const { moreHelp } = words.value;
  return (
    <section class="card stack" aria-labelledby="glossary">
      <h3 id="glossary">{moreHelp.glossary}</h3>
      <dl class="pairs narrow">
        {moreHelp.terms.map(([term, meaning]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
