import { Worker, type WorkerOptions } from "node:worker_threads";

/**
 * Starts the module `name` (without its ending) that lies beside `base` (an `import.meta.url`) as a worker thread: the
 * built file, or the TypeScript one under tsx and in tests. There the thread has to register tsx itself first: Node 20
 * hands loaders on to no worker (`execArgv: ["--import", "tsx"]` does not help).
 */
export function startWorker(name: string, base: string, options: WorkerOptions = {}): Worker {
  if (!base.endsWith(".ts")) return new Worker(new URL(`./${name}.js`, base), options);
  const tsx = import.meta.resolve("tsx/esm/api");
  const entry = new URL(`./${name}.ts`, base).href;
  const code = `import(${JSON.stringify(tsx)}).then(({ register }) => { register(); return import(${JSON.stringify(entry)}); })`;
  return new Worker(code, { ...options, eval: true, execArgv: [] });
}
