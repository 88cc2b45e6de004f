// What npm start, npm test and the antiphon command have in common: install what is missing, build what has changed.
// Plain JavaScript without packages: it runs before there are any.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Prints a line of progress; to the error stream, so that a command's own output stays clean. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** Ends with one clear sentence. */
export function giveUp(text) {
  say(text);
  process.exit(1);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 20)) {
    giveUp(
      `Antiphon needs Node.js 20.20 or newer; this is ${process.versions.node}. Install it from nodejs.org and try again.`,
    );
  }
}

/** Runs a command with its output shown (or kept back until it fails). Returns whether it succeeded. */
export function run(command, args, { quiet = false, env = process.env } = {}) {
  const result = spawnSync(command, args, { cwd: root, env, stdio: quiet ? "pipe" : ["inherit", 2, 2] });
  if (quiet && result.status !== 0) process.stderr.write(`${result.stdout ?? ""}${result.stderr ?? ""}`);
  return result.status === 0;
}

function readStamp(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

function npm(args) {
  const npmScript = process.env.npm_execpath;
  // Packages that build themselves must not take this process's npm settings for theirs.
  return npmScript?.endsWith(".js") ? run(process.execPath, [npmScript, ...args]) : run("npm", args);
}

/** Installs the packages of package-lock.json, once for each state of it. */
function installPackages() {
  const stamp = join(root, "node_modules", ".antiphon-installed");
  const wanted = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .update(process.version)
    .digest("hex");
  if (readStamp(stamp) === wanted) return;
  say("Installing packages (once; about a minute) …");
  // Not "npm ci": where a registry does not carry the packages of other systems, it finds the lock file wanting.
  if (!npm(["install", "--no-save", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"])) {
    giveUp("The packages could not be installed. Check that this machine reaches the npm registry, then try again.");
  }
  writeFileSync(stamp, wanted);
}

function* filesUnder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesUnder(path);
    else yield path;
  }
}

/** A digest of what a build is made from: names, sizes and times of the sources. */
function sourceDigest() {
  const hash = createHash("sha256").update(readFileSync(join(root, "package-lock.json")));
  const files = [...filesUnder(join(root, "src")), join(root, "tsconfig.build.json"), join(root, "vite.config.ts")];
  for (const file of files.sort()) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest("hex");
}

/** Builds engine and panel into dist, when a source has changed since the last time. */
function build() {
  const stamp = join(root, "dist", ".built");
  const wanted = sourceDigest();
  if (readStamp(stamp) === wanted) return;
  say("Building Antiphon …");
  const tool = (name, script) => [join(root, "node_modules", name, script)];
  if (!run(process.execPath, [...tool("typescript", "bin/tsc"), "-p", "tsconfig.build.json"], { quiet: true })) {
    giveUp("Antiphon could not be built; the lines above say where. Run npm run types to see them again.");
  }
  if (!run(process.execPath, [...tool("vite", "bin/vite.js"), "build", "--logLevel", "error"], { quiet: true })) {
    giveUp("The panel could not be built; the lines above say where.");
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** Everything that must be there before Antiphon runs. Does nothing the second time. */
export function prepare() {
  checkNode();
  installPackages();
  build();
}
