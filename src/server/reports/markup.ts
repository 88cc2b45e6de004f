/** A piece of HTML or SVG that is safe to write as it stands. Made by {@link markup} alone. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Markup | string | number | undefined | null | false | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Control characters that no document may hold. */
const FORBIDDEN = /\p{Cc}/gu;
const ALLOWED = "\t\n\r";

/** Text as it stands in HTML, in an element or in a quoted attribute. Control characters are left out. */
export function escapeText(text: string): string {
  return text
    .replace(FORBIDDEN, (sign) => (ALLOWED.includes(sign) ? sign : ""))
    .replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? "");
}

function write(part: Part): string {
  if (part instanceof Markup) return part.text;
  if (typeof part === "string") return escapeText(part);
  if (typeof part === "number") return String(part);
  if (part === undefined || part === null || part === false) return "";
  return part.map(write).join("");
}

/** Tag of templates: what stands in the template is markup, what is put in is escaped unless it is Markup itself. */
export function markup(template: TemplateStringsArray, ...parts: Part[]): Markup {
  return new Markup(template.raw.map((text, i) => (i === 0 ? text : write(parts[i - 1]) + text)).join(""));
}
