import { Worker, type WorkerOptions } from "node:worker_threads";

/**
 * Starts the module `name` (without its ending) that lies beside `base` as a worker thread: the compiled file in a build,
 * the TypeScript one in development. There the thread has to be given tsx first: Node 20 does not hand loaders on.
 */
export function startWorker(name: string, base: string, options: WorkerOptions): Worker {
  if (!base.endsWith(".ts")) return new Worker(new URL(`./${name}.js`, base), options);
  const tsx = import.meta.resolve("tsx/esm/api");
  const entry = new URL(`./${name}.ts`, base).href;
  const code = `import(${JSON.stringify(tsx)}).then((tsx) => { tsx.register(); return import(${JSON.stringify(entry)}); })`;
  return new Worker(code, { ...options, eval: true, execArgv: [] });
}
