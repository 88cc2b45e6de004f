import type { Segment } from "../../engine/music/segment.ts";

/** Runs of neighbouring segments of one tune, in order; the tune `except` is left out. */
export function libraryLines(library: readonly Segment[], except: string): Segment[][] {
  const bySource = new Map<string, Segment[]>();
  for (const segment of library) {
    if (segment.source === except) continue;
    const line = bySource.get(segment.source) ?? [];
    bySource.set(segment.source, line);
    line.push(segment);
  }
  return [...bySource.values()].flatMap((line) => {
    line.sort((a, b) => a.index - b.index);
    const runs: Segment[][] = [];
    for (const segment of line) {
      const run = runs.at(-1);
      if (run && run.at(-1)?.index === segment.index - 1) run.push(segment);
      else runs.push([segment]);
    }
    return runs;
  });
}

/**
 * `make`, which remembers what it made last: counting the library's thousands of segments takes far longer than making
 * music from the counts.
 */
export function rememberLast<T>(
  make: (library: readonly Segment[], except: string) => T,
): (library: readonly Segment[], except: string) => T {
  let last: { readonly library: readonly Segment[]; readonly except: string; readonly made: T } | undefined;
  return (library, except) => {
    if (last?.library !== library || last.except !== except) last = { library, except, made: make(library, except) };
    return last.made;
  };
}
