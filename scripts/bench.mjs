// npm run bench -- NAME [ARGUMENTS]: runs a benchmark of the folder bench; without a name, lists them.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { prepare, root } from "./setup.mjs";

const [name, ...args] = process.argv.slice(2);
const file = join(root, "bench", `${name}.ts`);
if (!name || !existsSync(file)) {
  const names = readdirSync(join(root, "bench")).filter((entry) => entry.endsWith(".ts"));
  console.log(`Benchmarks: ${names.map((entry) => entry.slice(0, -3)).join(", ")}\nnpm run bench -- NAME`);
  process.exit(name ? 1 : 0);
}
prepare();
const tsx = join(root, "node_modules", "tsx", "dist", "cli.mjs");
process.exit(spawnSync(process.execPath, [tsx, file, ...args], { cwd: root, stdio: "inherit" }).status ?? 1);
