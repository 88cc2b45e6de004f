import { expect, test } from "vitest";
import { artefactsOf, type Contact, NO_CONTACT, seeContact } from "../../../src/engine/eeg/contact.ts";
import type { EegReading } from "../../../src/engine/eeg/reading.ts";

const reading = (faults: EegReading["faults"], noise?: readonly number[]): EegReading => ({
  at: 0,
  faults,
  bands: [],
  outcome: { kind: "none", reason: "noModel" },
  ...(noise ? { noise } : {}),
});
const after = (...readings: EegReading[]): Contact => readings.reduce(seeContact, NO_CONTACT);
const lit = (contact: Contact) => artefactsOf(contact).filter(({ channels }) => channels > 0);

test("an artefact is told from its first reading on, on each channel that has it, the worst first", () => {
  expect(lit(after(reading([["muscle"], [], ["mains", "muscle"]])))).toEqual([
    { name: "mains", channels: 1 },
    { name: "muscle", channels: 2 },
  ]);
});

test("it goes out two seconds after it is over", () => {
  const clean = reading([[], [], []]);
  const seen = after(reading([["step"], [], []]), clean, clean, clean);
  expect(lit(seen)).toEqual([{ name: "step", channels: 1 }]);
  expect(lit(seeContact(seen, clean))).toEqual([]);
});

test("the noise of the newest whole epoch stands; a reading that measured none leaves it", () => {
  expect(after(reading([[]], [12]), reading([[]], [9])).noise).toEqual([9]);
  expect(after(reading([[]], [12]), reading([])).noise).toEqual([12]);
});
