// Steps of a build made of other programs, each with a time limit and a sentence when it fails.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { say } from "./setup.mjs";

/** This process's environment without what the npm that started it has put in: that is about another package. */
function cleanEnvironment() {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^npm_(package|lifecycle|config_local_prefix)/.test(name),
  );
  return Object.fromEntries(own);
}

/**
 * Two ways to run a step, a program and npm. They run in `folder`, keep the output back, and throw one sentence when the
 * step fails, takes longer than its own limit, or when all steps together take longer than `total` seconds.
 */
export function limitSteps(folder, total) {
  const deadline = Date.now() + total * 1000;

  function run(what, seconds, command, args, { cwd = folder, env = {} } = {}) {
    say(`  ${what} …`);
    const limit = Math.max(1, Math.min(seconds, Math.ceil((deadline - Date.now()) / 1000)));
    const { status, error, stdout, stderr, pid } = spawnSync(command, args, {
      cwd,
      env: { ...cleanEnvironment(), ...env },
      encoding: "utf8",
      maxBuffer: 1 << 26,
      timeout: limit * 1000,
      killSignal: "SIGKILL",
      // A group of its own, so that a compiler started by a script started by npm ends with it.
      detached: true,
    });
    if (status === 0) return;
    const late = error?.code === "ETIMEDOUT";
    if (late) {
      try {
        process.kill(-pid, "SIGKILL");
      } catch {
        // All of them have ended.
      }
    }
    const log = join(folder, "failure.log");
    writeFileSync(log, `${command} ${args.join(" ")}\n${error ?? ""}\n${stdout ?? ""}\n${stderr ?? ""}`);
    throw new Error(`${what} ${late ? `took longer than ${limit} s` : "failed"} (its output is in ${log})`);
  }

  function npm(what, seconds, args, options) {
    const script = process.env.npm_execpath;
    if (script?.endsWith(".js")) run(what, seconds, process.execPath, [script, ...args], options);
    else run(what, seconds, "npm", args, options);
  }

  return { run, npm };
}
