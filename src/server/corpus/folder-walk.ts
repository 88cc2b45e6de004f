import type { Dirent } from "node:fs";
import { opendir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { Refusal } from "../refusal.ts";
import { isTuneFile } from "./tune-file.ts";

/** More files are not taken on at once: their names alone would fill the memory. */
const MOST_FILES = 200_000;

interface Place {
  readonly path: string;
  readonly file: string;
}

/** What lies below a folder. */
export interface FoundFiles {
  /** Files that may hold a tune. `file`: the path below the folder, with "/" between the parts. */
  readonly files: readonly Place[];
  /** Folders that could not be looked into, and links that lead nowhere, with the reason. */
  readonly closed: readonly { readonly file: string; readonly reason: string }[];
  /** How many other files there are. */
  readonly others: number;
}

/** What the system calls an error, or its message. */
function causeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

/**
 * Finds the tune files below a folder, links followed, each folder once (so a link that leads back up ends there). Hidden
 * files and folders are passed over: what begins with a dot is no tune, but what systems leave beside one.
 * @throws Refusal when the folder cannot be read or holds more than 200,000 tune files; the signal's reason when aborted
 */
export async function findTuneFiles(folder: string, signal?: AbortSignal): Promise<FoundFiles> {
  const files: Place[] = [];
  const closed: { file: string; reason: string }[] = [];
  let others = 0;
  const seen = new Set<string>();
  const waiting: Place[] = [{ path: folder, file: "" }];
  // A folder that is reached by its own path and by a link keeps its own path: so names do not depend on the disk's order.
  const linked: Place[] = [];

  const takeFile = (path: string, file: string): void => {
    if (!isTuneFile(file)) {
      others++;
      return;
    }
    files.push({ path, file });
    if (files.length > MOST_FILES) {
      throw new Refusal(
        `${folder} holds more than ${MOST_FILES.toLocaleString("en")} tune files. Choose a folder inside it.`,
      );
    }
  };

  const take = async (entry: Dirent, path: string, file: string): Promise<void> => {
    if (entry.name.startsWith(".")) return;
    let kind: Pick<Dirent, "isDirectory"> = entry;
    if (entry.isSymbolicLink()) {
      try {
        kind = await stat(path);
      } catch (error) {
        if (isTuneFile(file)) closed.push({ file, reason: `this link leads nowhere (${causeOf(error)}).` });
        else others++;
        return;
      }
    }
    if (!kind.isDirectory()) takeFile(path, file);
    else (entry.isSymbolicLink() ? linked : waiting).push({ path, file: `${file}/` });
  };

  const nextPlace = () => waiting.pop() ?? linked.sort((a, b) => (a.file < b.file ? 1 : -1)).pop();
  for (let next = nextPlace(); next; next = nextPlace()) {
    const { path, file } = next;
    try {
      const real = await realpath(path);
      if (seen.has(real)) continue;
      seen.add(real);
      for await (const entry of await opendir(path)) {
        signal?.throwIfAborted();
        await take(entry, join(path, entry.name), `${file}${entry.name}`);
      }
    } catch (error) {
      if (error instanceof Refusal || signal?.aborted) throw error;
      const reason = `this folder cannot be read (${causeOf(error)}). Give this user permission to read it.`;
      if (file === "") throw new Refusal(`${folder}: ${rootReason(error)}`);
      closed.push({ file, reason });
    }
  }
  return { files, closed, others };
}

function rootReason(error: unknown): string {
  const cause = causeOf(error);
  if (cause === "ENOENT") return "there is no such folder. Check the name.";
  if (cause === "ENOTDIR") return "this is not a folder. Name the folder that the files are in.";
  return `this folder cannot be read (${cause}). Give this user permission to read it.`;
}
