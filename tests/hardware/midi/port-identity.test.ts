import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { identityOf, plainName, serialOf } from "../../../src/hardware/midi/port-identity.ts";

test.each([
  ["nanoPAD2:nanoPAD2 MIDI 1 20:0", "nanoPAD2 MIDI 1"],
  ["Digital Piano:MIDI 1 24:0", "Digital Piano MIDI 1"],
  ["RtMidi Output Client:Toy Piano 128:0", "Toy Piano"],
  ["Arturia KeyStep 32", "Arturia KeyStep 32"],
])("%s is called %s", (port, name) => {
  expect(plainName(port)).toBe(name);
});

test("a device keeps its name at whichever address, and two of a kind are told apart by serial number", () => {
  const serials: Record<string, string> = { "20": "A1", "24": "B2", "28": "A1" };
  const serial = (port: string) => serials[/ (\d+):/.exec(port)?.[1] ?? ""];
  const at = (client: number) => identityOf(`nanoPAD2:nanoPAD2 MIDI 1 ${client}:0`, new Set(), serial);
  expect(at(20)).toMatch(/^nanoPAD2 MIDI 1 #[0-9a-f]{6}$/);
  expect(at(28)).toBe(at(20));
  expect(at(24)).not.toBe(at(20));
  expect(at(20)).not.toContain("A1");
});

test("without serial numbers the first free number tells them apart, also after one was pulled and came back", () => {
  const none = () => undefined;
  const [first, second] = ["Keys:Keys 20:0", "Keys:Keys 24:0"];
  const one = identityOf(first, new Set(), none);
  const two = identityOf(second, new Set([one]), none);
  expect([one, two]).toEqual(["Keys", "Keys (2)"]);
  expect(identityOf("Keys:Keys 28:0", new Set([two]), none)).toBe("Keys");
});

test("the serial number is read where the system has it: above the card's USB interface", () => {
  const folder = mkdtempSync(join(tmpdir(), "antiphon-sound-"));
  mkdirSync(join(folder, "usb", "1-1", "1-1:1.0"), { recursive: true });
  mkdirSync(join(folder, "card1"));
  writeFileSync(join(folder, "usb", "1-1", "serial"), "KRG-0042\n");
  symlinkSync(join(folder, "usb", "1-1", "1-1:1.0"), join(folder, "card1", "device"));
  expect(serialOf("nanoPAD2:nanoPAD2 MIDI 1 20:0", folder)).toBe("KRG-0042");
  expect(serialOf("nanoPAD2:nanoPAD2 MIDI 1 24:0", folder)).toBeUndefined();
  expect(serialOf("FLUID Synth:input 129:0", folder)).toBeUndefined();
  expect(serialOf("Midi Through:Midi Through Port-0 14:0", folder)).toBeUndefined();
  rmSync(folder, { recursive: true });
});
