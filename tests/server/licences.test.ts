import { expect, test } from "vitest";
import { licenceTexts, readLicences } from "../../src/server/licences.ts";

const ALLOWED = /^(MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|MPL-2\.0|CC0-1\.0|Unlicense|BlueOak-1\.0\.0|Python-2\.0)$/;

test("every package that Antiphon runs with is named with its version and a licence that may be used", () => {
  const licences = readLicences();
  const names = licences.map(({ name }) => name);
  // What the engine runs on, what stands in the panel, and what those bring with them; nothing that only tests need.
  expect(names).toEqual(expect.arrayContaining(["zod", "preact", "socket.io", "engine.io", "engine.io-client"]));
  for (const name of ["vitest", "typescript", "playwright-core"]) expect(names).not.toContain(name);
  for (const { name, version, licence } of licences) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+/);
    // Its author has never said: it comes with johnny-five, and is named as what it is.
    if (name === "nanotimer") continue;
    const parts = licence.replace(/[()]/g, "").split(/ (?:AND|OR) /);
    expect(
      parts.every((part) => ALLOWED.test(part)),
      `${name}: ${licence}`,
    ).toBe(true);
  }
});

test("the texts begin with Antiphon's own and hold those of the packages", () => {
  const texts = licenceTexts();
  expect(texts).toMatch(/^Antiphon\n\n\s*Apache License/);
  expect(texts.split(/\n-{72}\n/).length).toBe(readLicences().length + 1);
  expect(texts).toMatch(/\nzod\n\nMIT License/);
  expect(texts.match(/not installed here/g)?.length ?? 0).toBeLessThan(10);
});
