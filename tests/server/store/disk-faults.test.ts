import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test, vi } from "vitest";
import { freshFolder } from "./folders.ts";

// Real files, threads and scrypt: slow on a busy machine, never waited for by the clock.
vi.setConfig({ testTimeout: 120_000 });

const child = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const succeeds = (command: string, args: string[]) => spawnSync(command, args, { stdio: "ignore" }).status === 0;
const lastLine = (text: string) => JSON.parse(text.trim().split("\n").at(-1) ?? "");

// A file system of our own needs the right to mount one.
const canMount = succeeds("unshare", ["-m", "sh", "-c", "mount -t tmpfs -o size=1m tmpfs /mnt"]);
// Errors are put into system calls by strace, which needs the right to trace.
const canTrace = succeeds("strace", ["-f", "-e", "inject=fsync:error=EIO:when=1", "true"]);

describe.skipIf(!canMount)("a full disk (skipped where no file system can be mounted)", () => {
  test("loses nothing that was acknowledged, and nothing at all once there is room", () => {
    const folder = freshFolder();
    const script = `mount -t tmpfs -o size=6m tmpfs "$0" && exec "$1" --import tsx "$2" "$0"`;
    const args = ["-m", "sh", "-c", script, folder, process.execPath, child("./full-child.ts")];
    const run = spawnSync("unshare", args, { encoding: "utf8" });
    expect(run.stderr.replace(/^npm warn.*$/gm, "")).toBe("");
    const saw = lastLine(run.stdout);
    expect(saw.ackedWhenFull).toBeGreaterThan(500);
    expect(saw.readableWhenFull).toBe(saw.ackedWhenFull);
    expect(saw.waitingWhenFull).toBe(saw.appended - saw.ackedWhenFull);
    expect(saw).toMatchObject({ onDisk: saw.appended, whole: true, dropped: 0 });
    const told = saw.texts.filter((text: string) => !text.startsWith("space:"));
    expect(told[0]).toMatch(/^writing: The disk of the record is full\. .* Delete something else to make room\.$/);
    expect(told.slice(1)).toEqual(["recovered: The record is being written again; nothing was lost."]);
  });
});

describe.skipIf(!canTrace)("an I/O error (skipped where strace may not trace)", () => {
  /** Runs disk-child.ts while the calls numbered `when` (counted in each thread) fail; tells what it saw. */
  function record(call: string, error: string, when: string) {
    const folder = freshFolder();
    const log = join(folder, "calls");
    const inject = `inject=${call}:error=${error}:when=${when}`;
    const args = ["-f", "-qq", "-o", log, "-e", `trace=${call}`, "-e", inject, process.execPath];
    const data = join(folder, "data");
    const run = spawnSync("strace", [...args, "--import", "tsx", child("./disk-child.ts"), data, "120"], {
      encoding: "utf8",
    });
    const injected = readFileSync(log, "utf8").split("(INJECTED)").length - 1;
    return { injected, ...lastLine(run.stdout) };
  }

  // The main thread opens with 14 fsyncs and 28 writes; calls beyond that are those of the recorder's thread.
  test.each([
    ["fsync", "EIO", "15+9"],
    ["pwrite64", "EIO", "60+90"],
    ["pwrite64", "ENOSPC", "60+90"],
  ])("of %s (%s, at calls %s) ends nothing and loses nothing", (call, error, when) => {
    const saw = record(call, error, when);
    expect(saw.injected).toBeGreaterThan(0);
    expect(saw).toMatchObject({ acked: 120, onDisk: 120, whole: true, state: "ended" });
    expect(saw.troubles.slice(0, 2)).toEqual(["writing", "recovered"]);
  });

  test("while the record is opened is told in a sentence", () => {
    const saw = record("fsync", "EIO", "3");
    expect(saw.injected).toBe(1);
    expect(saw.refused).toMatch(/^The record .* cannot be opened \(disk I\/O error\)\. Check the disk/);
  });
});
