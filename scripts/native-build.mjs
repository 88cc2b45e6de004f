// tfjs-node without its own download: the package and what it needs from package-lock.json, its binding compiled against
// the shared libraries inside the TensorFlow wheel (scripts/native/wheel.txt), all of it in var/native. About a minute,
// a download of 230 MB and 800 MB of disk; nothing outside var/native is written. Delete the folder to be rid of it.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { limitSteps } from "./limited-steps.mjs";
import { root, say } from "./setup.mjs";

const PACKAGE = "@tensorflow/tfjs-node";
/** The project's own of these are used, so that the native backend serves the TensorFlow.js that the project calls. */
const SHARED = ["@tensorflow/tfjs-core", "@tensorflow/tfjs-layers", "@tensorflow/tfjs-backend-cpu"];

const folder = join(root, "var", "native");
const built = join(folder, "node_modules", PACKAGE);
const stamp = join(folder, ".built");
const wheelFile = join(root, "scripts", "native", "wheel.txt");
/** Where Node's headers lie: beside the program. */
const nodePrefix = dirname(dirname(process.execPath));
/** The whole build: somebody waits for it. */
const SECONDS = 240;

const SOURCES = [
  "package-lock.json",
  "scripts/native-build.mjs",
  "scripts/native/wheel.txt",
  "scripts/native/unpack-wheel.py",
];

/** What a build is made from, for this Node.js. */
function digest() {
  const hash = createHash("sha256").update(`${process.versions.modules} ${process.platform} ${process.arch}\n`);
  for (const file of SOURCES) hash.update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

/** The folder of the tfjs-node that has been built here for this Node.js and this package-lock.json, or undefined. */
export function builtNative() {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === digest() ? built : undefined;
}

/** What has to be there before, and the Debian package that brings it. */
const TOOLS = [
  ["python3", ["-m", "pip", "--version"], "python3-pip"],
  ["g++", ["--version"], "g++"],
  ["make", ["--version"], "make"],
];

function missingTools() {
  return TOOLS.filter(([tool, args]) => spawnSync(tool, args, { stdio: "ignore" }).status !== 0).map(
    ([, , name]) => name,
  );
}

function findTools({ run }) {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(`the wheel's libraries are for Linux on x64, and this is ${process.platform} on ${process.arch}`);
  }
  if (!existsSync(join(nodePrefix, "include", "node", "node_api.h"))) {
    throw new Error(`Node.js has come without its headers (${nodePrefix}/include/node)`);
  }
  const missing = missingTools();
  if (missing.length > 0 && existsSync("/etc/debian_version") && process.getuid?.() === 0) {
    const env = { DEBIAN_FRONTEND: "noninteractive" };
    const apt = ["-qq", "-o", "DPkg::Lock::Timeout=60"];
    run("reading Debian's list of packages", 60, "apt-get", [...apt, "update"], { env });
    const install = [...apt, "install", "-y", "--no-install-recommends", ...missing];
    run(`installing ${missing.join(", ")}`, 120, "apt-get", install, { env });
  }
  const still = missingTools();
  if (still.length > 0) throw new Error(`${still.join(", ")} must be installed first`);
}

/** tfjs-node and its dependencies, in the versions and with the checksums of the project's lock; no script is run. */
function installPackage({ npm }) {
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  const version = lock.packages[`node_modules/${PACKAGE}`]?.version;
  if (version === undefined) throw new Error(`package-lock.json names no ${PACKAGE}`);
  const own = { name: "antiphon-native", private: true, dependencies: { [PACKAGE]: version } };
  lock.packages[""] = own;
  writeFileSync(join(folder, "package.json"), JSON.stringify(own));
  writeFileSync(join(folder, "package-lock.json"), JSON.stringify({ ...lock, name: own.name }));
  const args = ["install", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  npm(`installing ${PACKAGE} ${version} without its scripts`, 90, args);
  for (const name of SHARED) {
    const place = join(folder, "node_modules", name);
    rmSync(place, { recursive: true, force: true });
    symlinkSync(join("..", "..", "..", "..", "node_modules", name), place);
  }
}

function unpackLibraries({ run }) {
  const wheel = join(folder, "wheel");
  // Named in full: the wheel of one Python serves any, for nothing in Python is used of it.
  const which = [
    "--only-binary=:all:",
    "--platform=manylinux2014_x86_64",
    "--implementation=cp",
    "--python-version=3.11",
  ];
  const quiet = ["--quiet", "--no-input", "--disable-pip-version-check"];
  const pip = ["-m", "pip", "download", ...quiet, "--no-deps", ...which, "--require-hashes"];
  run("fetching the TensorFlow wheel", 150, "python3", [...pip, "--requirement", wheelFile, "--dest", wheel]);
  const unpack = join(root, "scripts", "native", "unpack-wheel.py");
  run("unpacking its libraries", 60, "python3", [unpack, wheel, join(built, "deps")]);
  rmSync(wheel, { recursive: true });
}

function compileBinding({ npm }) {
  // The package's own script, which compiles and fetches nothing.
  const args = ["run", "build-addon-from-source"];
  npm("compiling the binding", 120, args, { cwd: built, env: { npm_config_nodedir: nodePrefix } });
}

/** In a process of its own: a library that does not fit may end it. */
function tryBinding({ run }) {
  const code = `
    const core = require("@tensorflow/tfjs-core");
    const native = require(${JSON.stringify(built)});
    if (native.Tensor !== core.Tensor) throw new Error("tfjs-node has another tfjs-core than the project");
    core.setBackend("tensorflow").then((ready) => {
      const [product] = core.matMul([[2, 3]], [[5], [7]]).dataSync();
      if (!ready || product !== 31) throw new Error("2 · 5 + 3 · 7 = " + product);
    });`;
  run("trying it", 60, process.execPath, ["--input-type=commonjs", "--eval", code], { cwd: root });
}

/**
 * Builds tfjs-node in var/native unless that has been done, and returns its folder. Throws one sentence when it cannot be
 * had here.
 */
export function buildNative() {
  const found = builtNative();
  if (found !== undefined) return found;
  say("Building tfjs-node in var/native (once; about a minute, 230 MB to download) …");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const steps = limitSteps(folder, SECONDS);
  findTools(steps);
  installPackage(steps);
  unpackLibraries(steps);
  compileBinding(steps);
  tryBinding(steps);
  writeFileSync(stamp, digest());
  return built;
}
