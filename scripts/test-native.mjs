// npm run test:native: builds tfjs-node in var/native, trains one epoch with it and with WebAssembly and compares the losses.
// Where it cannot be built the tests are skipped. Ends with "N passed, N failed, N skipped" alone on a line.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { buildNative } from "./native-build.mjs";
import { prepare, root, say } from "./setup.mjs";

prepare();
const env = { ...process.env, ANTIPHON_TFJS_NODE: "" };
try {
  env.ANTIPHON_TFJS_NODE = process.env.ANTIPHON_TFJS_NODE || buildNative();
} catch (error) {
  say(`tfjs-node cannot be built here: ${error.message}. Its tests are skipped.`);
}
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const args = [vitest, "run", "--config", "tests/native/native.config.ts", ...process.argv.slice(2)];
process.exit(spawnSync(process.execPath, args, { cwd: root, stdio: "inherit", env }).status ?? 1);
