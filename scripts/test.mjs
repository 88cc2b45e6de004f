// npm test: installs what is missing (packages; as root on Debian also the optional system parts), builds, runs all tests.
// Ends with "N passed, N failed, N skipped" alone on a line.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { prepare, root, say } from "./setup.mjs";

/** Optional system parts: the program that shows that it is there, and its Debian package. */
const SYSTEM_PARTS = [
  ["/usr/bin/chromium", "chromium"],
  ["/usr/bin/aseqdump", "alsa-utils"],
  ["/usr/bin/socat", "socat"],
];

function installSystemParts() {
  const missing = SYSTEM_PARTS.filter(([program]) => !existsSync(program)).map(([, name]) => name);
  if (missing.length === 0) return;
  const debian = existsSync("/etc/debian_version") && process.getuid?.() === 0;
  if (!debian) {
    say(
      `Not installed: ${missing.join(", ")}. Tests that need them are skipped; as root on Debian npm test installs them.`,
    );
    return;
  }
  say(`Installing for the tests: ${missing.join(", ")} (once; a minute or two) …`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args) =>
    spawnSync("apt-get", ["-qq", "-o", "DPkg::Lock::Timeout=300", ...args], { env, stdio: "ignore" });
  apt("update");
  apt("install", "-y", "--no-install-recommends", ...missing);
  const still = SYSTEM_PARTS.filter(([program]) => !existsSync(program)).map(([, name]) => name);
  if (still.length > 0) say(`Could not be installed: ${still.join(", ")}. Tests that need them are skipped.`);
}

prepare();
installSystemParts();
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const { status } = spawnSync(process.execPath, [vitest, "run", ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
});
process.exit(status ?? 1);
