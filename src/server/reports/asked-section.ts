import type { Evaluation } from "../../models/evaluation/evaluation.ts";
import { type Markup, markup } from "./markup.ts";

/** The word for an outcome. */
export function verdict(holds: boolean | null): { readonly word: string; readonly kind: "holds" | "fails" | "open" } {
  if (holds === null) return { word: "open", kind: "open" };
  return holds ? { word: "✓ holds", kind: "holds" } : { word: "✗ falls short", kind: "fails" };
}

/** What was asked, what was seen, and whether it holds. */
export function askedSection({ asked }: Evaluation): Markup {
  if (asked.length === 0) {
    return markup`<section id="asked"><h2>Asked and seen</h2><p>Antiphon's own generator was not measured in this run: there is nothing to judge.</p></section>`;
  }
  const held = asked.filter(({ holds }) => holds === true).length;
  const open = asked.filter(({ holds }) => holds === null).length;
  const topics = [...new Set(asked.map(({ topic }) => topic))];
  return markup`<section id="asked"><h2>Asked and seen</h2>
<p>${held} of ${asked.length} hold${open > 0 ? `, ${open} are open` : ""}. Intervals are 95 %, over tunes and seeds.</p>
<div class="scroll" tabindex="0" role="region" aria-label="What was asked and what was seen"><table><caption class="muted">Computed from this run; judged by the figure itself, not by its interval.</caption>
<thead><tr><th scope="col">what</th><th scope="col" class="left">asked</th><th scope="col" class="left">seen</th><th scope="col" class="left">holds</th></tr></thead>
${topics.map(
  (topic) =>
    markup`<tbody><tr><th scope="rowgroup" colspan="4" class="left muted">${topic}</th></tr>${asked
      .filter((row) => row.topic === topic)
      .map(({ what, asked: wish, seen, holds }) => {
        const { word, kind } = verdict(holds);
        return markup`<tr><th scope="row" style="font-weight:400">${what}</th><td class="left">${wish}</td><td class="left seen">${seen}</td><td class="left"><span class="${kind}">${word}</span></td></tr>`;
      })}</tbody>`,
)}</table></div></section>`;
}
