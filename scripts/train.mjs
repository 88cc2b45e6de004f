// npm run train -- pitch | trend | evaluate: runs the command with tsx, from any folder.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const tsx = createRequire(import.meta.url).resolve("tsx/cli");
const command = fileURLToPath(new URL("../src/server/commands/train.ts", import.meta.url));
const { status } = spawnSync(process.execPath, [tsx, command, ...process.argv.slice(2)], { stdio: "inherit" });
process.exitCode = status ?? 1;
