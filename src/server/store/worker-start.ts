import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker, type WorkerOptions } from "node:worker_threads";

/**
 * Starts a worker thread from a module beside the caller. `url` ends in the caller's own ending: ".js" after the build,
 * ".ts" under tsx and in tests. Node 20 hands tsx's loader to no worker (`execArgv: ["--import", "tsx"]` does not help),
 * so a ".ts" worker registers it itself first. (By file: tsx's own CommonJS door looks for its other half in a wrong place.)
 */
export function startWorker(url: URL, options: WorkerOptions): Worker {
  if (!url.pathname.endsWith(".ts")) return new Worker(url, options);
  const folder = pathToFileURL(createRequire(import.meta.url).resolve("tsx/package.json"));
  const tsx = new URL("./dist/esm/api/index.mjs", folder).href;
  const start = `import(${JSON.stringify(tsx)}).then(({ register }) => {
    register();
    return import(${JSON.stringify(url.href)});
  });`;
  return new Worker(start, { ...options, eval: true, execArgv: [] });
}
