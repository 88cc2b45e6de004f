import { extname } from "node:path";

/** A file that may hold a tune. */
export interface TuneSource {
  /** Where it lies. */
  readonly path: string;
  /** What people call it: its path below the folder that was named, with "/" between the parts. */
  readonly file: string;
  /** The tune's id: `file` without its ending. No two sources of a corpus have the same. */
  readonly id: string;
}

/**
 * The files found below a folder as sources, in order of id. Ids are in composed Unicode (an umlaut is one letter), so
 * that a folder gives the same ids on every system. Where two files would share an id (`a.mid` and `a.abc`), the later
 * one keeps its ending.
 */
export function sourcesOf(found: readonly Omit<TuneSource, "id">[]): TuneSource[] {
  const taken = new Set<string>();
  return [...found]
    .sort((a, b) => inOrder(a.file, b.file))
    .map(({ path, file }) => {
      const whole = file.normalize("NFC");
      let id = whole.slice(0, whole.length - extname(whole).length);
      if (taken.has(id)) id = whole;
      for (let i = 2; taken.has(id); i++) id = `${whole} (${i})`;
      taken.add(id);
      return { path, file, id };
    })
    .sort((a, b) => inOrder(a.id, b.id));
}

/** Order of texts by their UTF-16 code units: the same on every system, in every language. */
function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
