import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";

/** Where the next contents of a file are written before they take its name. */
function draftOf(path: string): string {
  return `${path}.new`;
}

function syncFolder(path: string): void {
  // Windows cannot open a folder; there the rename is as durable as it gets.
  if (process.platform === "win32") return;
  const folder = openSync(dirname(path), "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Overwrites an open file's bytes with zeros and frees them. */
function blank(file: number): void {
  const zeros = Buffer.alloc(fstatSync(file).size);
  if (zeros.length > 0) writeSync(file, zeros, 0, zeros.length, 0);
  fsyncSync(file);
  ftruncateSync(file, 0);
}

/** Takes away what a crash in {@link replaceFile} left: it may hold keys that have been erased since. */
export function removeDraft(path: string): void {
  const draft = draftOf(path);
  if (!existsSync(draft)) return;
  const file = openSync(draft, "r+");
  try {
    blank(file);
  } finally {
    closeSync(file);
  }
  rmSync(draft);
  syncFolder(path);
}

/**
 * Replaces a file's contents whole or not at all, also through a power cut: temp file, fsync, rename, fsync of the folder;
 * mode 0600. The old contents' blocks are overwritten afterwards, so that an erased key does not stay on the disk as free
 * space. (File systems and disks that copy on write may still keep them: full-disk encryption is what helps there.)
 */
export function replaceFile(path: string, contents: string): void {
  removeDraft(path);
  const draft = draftOf(path);
  const old = existsSync(path) ? openSync(path, "r+") : undefined;
  try {
    const file = openSync(draft, "wx", 0o600);
    try {
      writeFileSync(file, contents, "utf8");
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
    syncFolder(path);
    if (old !== undefined) blank(old);
  } finally {
    if (old !== undefined) closeSync(old);
  }
}
