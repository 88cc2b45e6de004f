import type { Note } from "../note.ts";

/** Notes in a window. Figures of music grow with its length: only windows of equal length are compared. */
export const WINDOW = 64;

/** The whole windows of `size` notes, one every `hop` notes from the first; none when there are fewer than `size`. */
export function windowsOf(notes: readonly Note[], size: number = WINDOW, hop = 32): Note[][] {
  const windows: Note[][] = [];
  for (let start = 0; start + size <= notes.length; start += hop) windows.push(notes.slice(start, start + size));
  return windows;
}
