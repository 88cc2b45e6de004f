/** Letters and digits that are not taken for one another. */
const SIGNS = "ACDEFHJKLMNPRTUVWXY34679";
const LENGTH = 3;

/** A code for a child that nobody has yet, such as "K-7F3". `draw` gives numbers from 0 up to below its argument. */
export function newChildCode(taken: ReadonlySet<string>, draw: (below: number) => number): string {
  for (;;) {
    const signs = Array.from({ length: LENGTH }, () => SIGNS[draw(SIGNS.length)] as string).join("");
    const code = `K-${signs}`;
    if (!taken.has(code)) return code;
  }
}
