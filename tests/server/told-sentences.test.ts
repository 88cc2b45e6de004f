import { expect, test } from "vitest";
import { readEegModel } from "../../src/models/eeg/model-artefact.ts";
import { validationSentence } from "../../src/models/eeg/model-card.ts";
import { catalogue as german } from "../../src/panel/languages/de.ts";
import { isKnown } from "../../src/panel/sentences.ts";
import { MAY_SAY, whyNot } from "../../src/server/access/permissions.ts";
import { ROLES } from "../../src/server/access/role.ts";
import { carryOut, tap } from "../../src/server/message.ts";
import type { PanelToServer } from "../../src/server/protocol.ts";
import { Troubles } from "../../src/server/store/troubles.ts";

const unknown = (told: Iterable<string>) => [...told].filter((sentence) => !isKnown(sentence, german.sentences));

test("why a device may not say something is known in German, whatever it says and whoever it is", () => {
  const told = new Set<string>();
  for (const name of Object.keys(MAY_SAY) as (keyof PanelToServer)[]) {
    for (const role of ROLES) {
      for (const at of [true, false]) {
        const why = whyNot(name, true, { roles: [role], local: at, inControl: false });
        if (why !== undefined) told.add(why);
      }
    }
  }
  expect(told.size).toBe(3);
  expect(unknown(told)).toEqual([]);
});

test("what is wrong with the record is known in German", () => {
  const told: string[] = [];
  const troubles = new Troubles(({ text }) => told.push(text));
  for (const full of [true, false]) {
    troubles.fail(full, "EIO: i/o error, write");
    troubles.wrote();
    troubles.fail(full, "EIO: i/o error, write");
    troubles.drop();
    troubles.wrote();
  }
  troubles.space(2e8);
  troubles.damaged("/data/record.damaged");
  expect(told.length).toBeGreaterThan(8);
  expect(unknown(told)).toEqual([]);
});

test("what was not done is told in German with the reason where that is known, else with the reason as it came", async () => {
  const refuse = (reason: string) =>
    carryOut(
      "finish",
      tap(() => {
        throw new RangeError(reason);
      }),
      undefined,
      null,
    );
  const known = await refuse("a session is running: finish it first");
  expect(known.ok || unknown([known.error])).toEqual([]);
  const strange = await refuse("nobody knows this reason");
  expect(strange.ok || unknown([strange.error])).toHaveLength(1);
});

test("what is said beside a model's score is known in German, however well it did and on however many", () => {
  const { card } = readEegModel("models/eeg");
  const told = new Set([validationSentence(card)]);
  for (const participants of [1, 5, 12]) {
    for (const sessionsEach of [1, 2]) {
      for (const mean of [0.505, 0.713]) {
        const balancedAccuracy = { ...card.heldOut.balancedAccuracy, mean, deviation: 0.02, least: 0.49 };
        const kind = "trained" as const;
        const heldOut = { ...card.heldOut, balancedAccuracy };
        told.add(validationSentence({ ...card, kind, participants, sessionsEach, heldOut }));
      }
    }
  }
  expect(told.size).toBeGreaterThan(10);
  expect(unknown(told)).toEqual([]);
});
