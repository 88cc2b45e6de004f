/** Elements that have no end. */
const VOID = new Set(["meta", "link", "br", "hr", "img", "input"]);
/** SVG elements may close themselves. */
const TAG = /<(!doctype[^>]*|\/?[a-z][a-z0-9]*)((?:\s+[a-zA-Z][a-zA-Z0-9-]*(?:="[^"]*")?)*)\s*(\/?)>/gy;

/** An element as it stands in a page: its name and attributes. */
export interface ReadElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * Reads a page strictly: every element closed in order, every attribute quoted, no loose < in the text (style sheets are
 * taken whole). Throws an Error with the place otherwise.
 */
export function readMarkup(page: string): ReadElement[] {
  const elements: ReadElement[] = [];
  const open: string[] = [];
  for (let at = page.indexOf("<"); at >= 0; at = page.indexOf("<", at)) {
    TAG.lastIndex = at;
    const match = TAG.exec(page);
    if (!match) throw new Error(`no tag at ${at}: ${page.slice(at, at + 80)}`);
    at = TAG.lastIndex;
    const [, name = "", attributes = "", closed] = match;
    if (name.startsWith("!")) continue;
    if (name.startsWith("/")) {
      const last = open.pop();
      if (last !== name.slice(1)) throw new Error(`</${last}> was expected at ${at}, not <${name}>`);
      continue;
    }
    const pairs = [...attributes.matchAll(/([a-zA-Z][a-zA-Z0-9-]*)(?:="([^"]*)")?/g)].map(
      ([, key = "", value = ""]) => [key, value],
    );
    elements.push({ name, attributes: Object.fromEntries(pairs) });
    if (!closed && !VOID.has(name)) open.push(name);
    if (name === "style") at = page.indexOf("</style", at);
  }
  if (open.length > 0) throw new Error(`not closed: ${open.join(", ")}`);
  return elements;
}
