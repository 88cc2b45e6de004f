// npm run train -- pitch | trend | evaluate: runs the command with tsx, from any folder.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { builtNative } from "./native-build.mjs";

const tsx = createRequire(import.meta.url).resolve("tsx/cli");
const command = fileURLToPath(new URL("../src/server/commands/train.ts", import.meta.url));
const native = process.env.ANTIPHON_TFJS_NODE ?? builtNative();
const env = native === undefined ? process.env : { ...process.env, ANTIPHON_TFJS_NODE: native };
const { status } = spawnSync(process.execPath, [tsx, command, ...process.argv.slice(2)], { stdio: "inherit", env });
process.exitCode = status ?? 1;
