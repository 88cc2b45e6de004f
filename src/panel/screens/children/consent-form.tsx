import type { ChildCard } from "../../../server/protocol.ts";
import { words } from "../../language.ts";
import { PURPOSES, purposeWords } from "./purposes.ts";

/** The form on paper: what is agreed to, to be signed. It stands on the page only when it is printed. */
export function ConsentForm({ card }: { card: ChildCard }) {
  const { card: said } = words.value;
  return (
    <section class="consent-form" aria-hidden="true">
      <h2>{said.formTitle}</h2>
      <p>
        {said.formName}: {card.code}
      </p>
      <p>{said.formText}</p>
      <table>
        <tbody>
          {PURPOSES.map((purpose) => (
            <tr key={purpose}>
              <td>{purposeWords(purpose)}</td>
              <td>☐ {said.yes}</td>
              <td>☐ {said.no}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="signature">{said.signature}</p>
    </section>
  );
}

/** Prints the form alone. */
export function printForm(): void {
  const root = document.documentElement;
  root.dataset.print = "consent";
  window.print();
  delete root.dataset.print;
}
