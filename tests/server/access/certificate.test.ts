import { X509Certificate } from "node:crypto";
import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { certificateFor } from "../../../src/server/access/certificate.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";

const DAY = 86_400_000;
const NOW = Date.parse("2026-11-28T10:00:00Z");
const HOSTS = ["192.168.1.5", "fd00::5", "piano", "piano.local"];

test("the certificate names every host, for no longer than browsers allow, and signs for nobody else", async () => {
  const folder = temporaryFolder();
  const { cert, fingerprint } = await certificateFor(folder, HOSTS, NOW);
  const read = new X509Certificate(cert);
  expect(read.checkIP("192.168.1.5")).toBeDefined();
  expect(read.checkIP("fd00::5")).toBeDefined();
  expect(read.checkHost("piano.local")).toBeDefined();
  expect(read.checkHost("evil.test")).toBeUndefined();
  expect(read.ca).toBe(false);
  expect((Date.parse(read.validTo) - Date.parse(read.validFrom)) / DAY).toBeLessThan(398);
  expect(read.verify(read.publicKey)).toBe(true);
  expect(fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  for (const file of ["lan-key.pem", "lan-certificate.pem"]) {
    expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  }
});

test("it stays while it holds, and its key stays when it is made anew", async () => {
  const folder = temporaryFolder();
  const first = await certificateFor(folder, HOSTS, NOW);
  expect(await certificateFor(folder, HOSTS.slice(0, 2), NOW + 300 * DAY)).toEqual(first);
  const moved = await certificateFor(folder, [...HOSTS, "10.0.0.7"], NOW);
  expect(moved.key).toBe(first.key);
  expect(moved.fingerprint).not.toBe(first.fingerprint);
  const renewed = await certificateFor(folder, HOSTS, NOW + 370 * DAY);
  expect(renewed.key).toBe(first.key);
  expect(Date.parse(new X509Certificate(renewed.cert).validTo)).toBeGreaterThan(NOW + 700 * DAY);
});

test("a file that is no key, or no certificate, is made anew", async () => {
  const folder = temporaryFolder();
  const first = await certificateFor(folder, HOSTS, NOW);
  writeFileSync(join(folder, "lan-certificate.pem"), "nothing");
  expect((await certificateFor(folder, HOSTS, NOW)).key).toBe(first.key);
  writeFileSync(join(folder, "lan-key.pem"), "nothing");
  const second = await certificateFor(folder, HOSTS, NOW);
  expect(second.key).not.toBe(first.key);
  expect(new X509Certificate(second.cert).verify(new X509Certificate(second.cert).publicKey)).toBe(true);
});
