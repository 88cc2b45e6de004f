import { type Markup, markup } from "./markup.ts";

/** A cell: its text, and whether it is marked as good. */
export interface Cell {
  readonly text: string;
  readonly good?: boolean;
}

export interface TableRow {
  readonly head: string;
  /** "leaky": a figure that is no result, in red. */
  readonly kind?: "ours" | "rival" | "reference" | "leaky";
  readonly cells: readonly (string | Cell)[];
}

/** A table with a head row and a head column. `wide`: smaller type, for many columns. */
export function table(
  caption: string,
  heads: readonly string[],
  rows: readonly TableRow[],
  { wide = false }: { readonly wide?: boolean } = {},
): Markup {
  const cell = (content: string | Cell) =>
    typeof content === "string"
      ? markup`<td>${content}</td>`
      : markup`<td class="${content.good ? "good" : ""}">${content.text}</td>`;
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table class="${wide ? "wide" : ""}"><caption>${caption}</caption><thead><tr>${heads.map((head) => (head === "" ? markup`<td></td>` : markup`<th scope="col">${head}</th>`))}</tr></thead><tbody>${rows.map(
    (row) => markup`<tr class="${row.kind ?? ""}"><th scope="row">${row.head}</th>${row.cells.map(cell)}</tr>`,
  )}</tbody></table></div>`;
}

/** A picture under its heading. */
export function figure(title: string, text: string, picture: Markup): Markup {
  return markup`<figure><figcaption><strong>${title}.</strong> ${text}</figcaption>${picture}</figure>`;
}
