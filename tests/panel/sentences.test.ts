import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { catalogue as german } from "../../src/panel/languages/de.ts";
import { catalogue as english } from "../../src/panel/languages/en.ts";
import { isKnown, tell } from "../../src/panel/sentences.ts";

const SENTENCES = {
  Ground: "Grundschlag",
  "{#whole}.{#part}": "{#whole},{#part}",
  "{card}, by the therapist": "{card}, von Ihnen gewählt",
  "Stops, by the therapist": "Hält an",
  "{what} ({amount})": "{what} ({amount})",
  "{what} ({#count} times)": "{what} ({#count}-mal)",
  "At {=name}'s limit: {what}": "{what}: Grenze von {=name}",
  "{name}: {what}": "{name}: {what}",
};

describe("a sentence of the engine", () => {
  test.each([
    ["Ground", "Grundschlag"],
    ["Ground, by the therapist", "Grundschlag, von Ihnen gewählt"],
    ["Drone, by the therapist", "Drone, von Ihnen gewählt"],
    ["Stops, by the therapist", "Hält an"],
    ["Ground (3 times)", "Grundschlag (3-mal)"],
    ["Ground (three times)", "Grundschlag (three times)"],
    ["Ground (1.5)", "Grundschlag (1,5)"],
    ["At Ground's limit: Ground", "Grundschlag: Grenze von Ground"],
    ["At $& {what}'s limit: Ground", "Grundschlag: Grenze von $& {what}"],
    ["Ground: Stops, by the therapist", "Grundschlag: Hält an"],
    ["Nobody wrote this one", "Nobody wrote this one"],
    ["toString", "toString"],
    ["", ""],
  ])("%s", (sentence, told) => {
    expect(tell(sentence, SENTENCES)).toBe(told);
    expect(tell(sentence, SENTENCES)).toBe(told);
  });

  test("is known where a template fits and the words in its gaps are known as well", () => {
    expect(isKnown("Ground, by the therapist", SENTENCES)).toBe(true);
    expect(isKnown("Drone, by the therapist", SENTENCES)).toBe(false);
    expect(isKnown("At Nobody's limit: Ground", SENTENCES)).toBe(true);
    expect(isKnown("toString", SENTENCES)).toBe(false);
  });

  test("that no template fits comes back as it is, after a thousand others too", () => {
    for (let number = 0; number < 1_000; number++) tell(`Nobody wrote number ${number}`, SENTENCES);
    expect(tell("Ground", SENTENCES)).toBe("Grundschlag");
    expect(tell("Nobody wrote number 0", SENTENCES)).toBe("Nobody wrote number 0");
  });

  test("never throws, never becomes empty, and stays in English as it is in English", () => {
    const templates = Object.keys(english.sentences);
    const words = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...templates));
    const made = fc.array(words, { maxLength: 4 }).map((parts) => parts.join(" "));
    const filled = fc
      .tuple(fc.constantFrom(...templates), words)
      .map(([template, word]) => template.replace(/\{#\w+\}/g, "7").replace(/\{=?\w+\}/g, () => word));
    fc.assert(
      fc.property(fc.oneof(made, filled), (sentence) => {
        expect(tell(sentence, english.sentences)).toBe(sentence);
        expect(tell(sentence, german.sentences) === "").toBe(sentence === "");
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});

const gapsOf = (text: string) => [...text.matchAll(/\{[#=]?\w+\}/g)].map(([gap]) => gap).sort();

test("every German sentence has the gaps of its English one, and words", () => {
  for (const [template, translation] of Object.entries(german.sentences)) {
    expect([template, gapsOf(translation)]).toEqual([template, gapsOf(template)]);
    expect(translation.trim()).not.toBe("");
  }
});

test("a sentence with words or numbers in its gaps is German throughout", () => {
  const told = (sentence: string) => tell(sentence, german.sentences);
  expect(told("Answers with 5 notes after 1.3 s, softer (a variation, with drums)")).toBe(
    "Antwortet mit 5 Tönen nach 1,3 s, leiser (eine Variation, mit Trommeln)",
  );
  expect(told("Make space, as offered: only the partner has played for 30 s")).toBe(
    "Raum geben, wie vorgeschlagen: seit 30 s spielt nur der Partner",
  );
  expect(told("At Break's limit: a long note was shortened")).toBe("Grenze von Break: ein langer Ton wurde gekürzt");
  expect(told("Press the left forehead.")).toBe("Drücken Sie die Elektrode an: Stirn links.");
  expect(told("Music 2 of 4 is left out. The guided blocks are over")).toBe(
    "Musik 2 von 4 wird ausgelassen. Die geführten Blöcke sind vorbei",
  );
  expect(told('"eeg:record" was not done: The EEG is recorded with a session: press Start first..')).toContain(
    "Das EEG wird mit einer Sitzung aufgenommen",
  );
});
