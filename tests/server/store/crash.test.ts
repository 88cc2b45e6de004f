import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";
import { openStore } from "../../../src/server/store/store.ts";
import { freshFolder } from "./folders.ts";
import { killOnce } from "./kill.ts";

// Real files, threads and scrypt: slow on a busy machine, never waited for by the clock.
vi.setConfig({ testTimeout: 120_000 });

test("an engine killed in mid-session loses nothing that was acknowledged", async () => {
  const folder = freshFolder();
  for (const [kill, delay] of [3, 180, 420, 777].entries()) {
    const outcome = await killOnce(folder, `s${kill}`, delay);
    expect(outcome.failures).toEqual([]);
    expect(outcome.ackedLost).toBe(0);
    expect(outcome.appended).toBeGreaterThan(0);
    // How much else may be lost is a matter of timing: bench/store-kill.ts measures it.
  }
});

test("the folder of another process is refused, and free as soon as that is killed", async () => {
  const folder = freshFolder();
  const script = fileURLToPath(new URL("./recording-child.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", script, folder, "s1"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  // "= 1": the first entry is on disk. A session killed before that leaves nothing, and need not.
  for await (const line of createInterface({ input: child.stdout })) if (line === "= 1") break;
  await expect(openStore({ folder, onTrouble: () => {} })).rejects.toThrow(/Another Antiphon is already using/);
  child.kill("SIGKILL");
  await once(child, "exit");
  const store = await openStore({ folder, onTrouble: () => {} });
  expect(store.sessions()).toMatchObject([{ id: "s1", state: "interrupted" }]);
  await store.close();
});
