import { expect, test } from "vitest";
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
