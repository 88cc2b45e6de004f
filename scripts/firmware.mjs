// npm run firmware             builds the sketches and writes their release hex files
// npm run firmware -- --check  builds them and compares with the release hex files, byte for byte
// The compiler comes from Debian's packages; as root on Debian they are installed when missing.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildFirmware, DEBIAN_PACKAGES, missingToolchain, SKETCHES } from "./firmware-build.mjs";
import { root, say } from "./setup.mjs";

function installToolchain() {
  if (!existsSync("/etc/debian_version") || process.getuid?.() !== 0) return;
  say(`Installing ${DEBIAN_PACKAGES.join(", ")} (once; half a minute) …`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args) =>
    spawnSync("apt-get", ["-qq", "-o", "DPkg::Lock::Timeout=300", ...args], { env, stdio: "ignore" });
  apt("update");
  apt("install", "-y", "--no-install-recommends", ...DEBIAN_PACKAGES);
}

if (missingToolchain()) installToolchain();
const missing = missingToolchain();
const check = process.argv.includes("--check");
if (missing) {
  // Where the compiler cannot be had, the committed hex files are what there is.
  say(`${missing}${check ? " The release hex files are not compared." : ""}`);
  process.exit(check ? 0 : 1);
}
let differing = 0;
for (const sketch of SKETCHES) {
  const { hex, flash, memory } = buildFirmware(sketch);
  const folder = join(root, "sketches", sketch, "release");
  const file = join(folder, `${sketch}.hex`);
  const same = existsSync(file) && readFileSync(file, "utf8") === hex;
  if (!same && !check) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, hex);
  }
  if (!same && check) differing += 1;
  const verdict = same ? "as released" : check ? "NOT as released: npm run firmware" : "written";
  say(`${sketch}: ${flash} of 32256 bytes of flash, ${memory} of 2048 of memory; ${verdict}`);
}
process.exit(differing > 0 ? 1 : 0);
