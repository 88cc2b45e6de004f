import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { AuditLog, readAuditLog } from "../../../src/server/access/audit-log.ts";
import { run } from "../../helpers/engine.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";

const START = Date.parse("2026-11-28T10:00:00Z");

/** A log in a folder of its own, on a clock that the test moves. */
function auditLog(path: string, troubles: string[] = []) {
  const clock = { now: START };
  const log = new AuditLog(
    path,
    (text) => troubles.push(text),
    () => clock.now,
  );
  return { clock, log };
}

test("entries are chained over restarts, and what was altered or taken out shows", async () => {
  const path = join(temporaryFolder(), "audit.ndjson");
  for (const role of ["observer", "therapist"]) {
    const { log } = auditLog(path);
    log.note("pairing", "own", `opened for ${role}`);
    log.note("stop", "own", role);
    await log.close();
  }
  const { entries, broken } = readAuditLog(path);
  expect(broken).toBeNull();
  expect(entries.map(({ what, detail }) => [what, detail])).toEqual([
    ["pairing", "opened for observer"],
    ["stop", "observer"],
    ["pairing", "opened for therapist"],
    ["stop", "therapist"],
  ]);
  const text = readFileSync(path, "utf8");
  writeFileSync(path, text.replace("opened for therapist", "opened for observer"));
  expect(readAuditLog(path).broken).toBe(3);
  writeFileSync(path, text.split("\n").toSpliced(1, 1).join("\n"));
  expect(readAuditLog(path).broken).toBe(2);
});

test("half a line that a crash left behind is taken away, and the chain goes on", async () => {
  const path = join(temporaryFolder(), "audit.ndjson");
  const first = auditLog(path);
  first.log.note("engine", "own", "started");
  await first.log.close();
  appendFileSync(path, '{"at":"2026-11');
  const second = auditLog(path);
  second.log.note("engine", "own", "started");
  await second.log.close();
  const { entries, broken } = readAuditLog(path);
  expect(broken).toBeNull();
  expect(entries.length).toBe(2);
});

test("a flood of the same is written once a second, with its count", async () => {
  const path = join(temporaryFolder(), "audit.ndjson");
  const { clock, log } = auditLog(path);
  for (let i = 0; i < 1_000; i++) log.note("refusal", "unpaired", "GET /stop");
  clock.now += 1_000;
  for (let i = 0; i < 500; i++) log.note("refusal", "unpaired", "GET /stop");
  await log.close();
  expect(readAuditLog(path).entries.map(({ detail }) => detail)).toEqual([
    "GET /stop",
    "GET /stop (999 times more)",
    "GET /stop",
    "GET /stop (499 times more)",
  ]);
});

test("a folder that cannot be written is told once, and nothing is thrown", async () => {
  const troubles: string[] = [];
  const { log } = auditLog(join(temporaryFolder(), "none", "audit.ndjson"), troubles);
  log.note("engine", "own", "started");
  log.note("stop", "own", "therapist");
  await log.close();
  expect(troubles).toEqual([
    expect.stringMatching(/^The audit log cannot be written \(ENOENT.*\)\. Check the disk\.$/),
  ]);
});

test("`antiphon audit` prints the log, and says where it was altered", async () => {
  const folder = temporaryFolder();
  const path = join(folder, "audit.ndjson");
  const { log } = auditLog(path);
  log.note("pairing", "own", "opened for observer");
  log.note("stop", "own", "therapist, administrator");
  await log.close();
  const whole = await run(["audit"], folder);
  expect(whole).toMatchObject({ code: 0, said: expect.stringContaining("2 entries; the chain is whole.") });
  expect(whole.said).toContain("2026-11-28T10:00:00.000Z  stop  own  therapist, administrator");
  writeFileSync(path, readFileSync(path, "utf8").replace("observer", "therapist"));
  const altered = await run(["audit"], folder);
  expect(altered).toMatchObject({ code: 1, said: expect.stringContaining("line 1 does not follow") });
});
