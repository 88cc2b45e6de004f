import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * An outside package to be compared with, of exactly this version, put into a folder of the system's own for passing things: the
 * project does not depend on it. A sentence when it cannot be had.
 */
export function loadPeer(name: string, version: string): { module: unknown } | { trouble: string } {
  const folder = join(tmpdir(), "antiphon-peers", `${name.replace(/\W+/g, "-")}-${version}`);
  const required = createRequire(join(folder, "peer.cjs"));
  try {
    return { module: required(name) };
  } catch {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }));
    const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    spawnSync("npm", ["install", ...options, `${name}@${version}`], { cwd: folder, encoding: "utf8" });
  }
  try {
    return { module: required(name) };
  } catch (error) {
    const [reason] = String(error).split("\n");
    return { trouble: `${name} ${version} cannot be had: ${reason}` };
  }
}
