import { expect, onTestFinished, test } from "vitest";
import { USUAL_INSTRUMENT } from "../../../src/engine/instruments/instrument-settings.ts";
import { newCard, readCard } from "../../../src/server/children/child-card.ts";
import { Children } from "../../../src/server/children/children.ts";
import { KeptInstruments } from "../../../src/server/instruments/kept-instruments.ts";
import { openStore, type Store } from "../../../src/server/store/store.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";

async function openedStore(folder = temporaryFolder()): Promise<Store> {
  const store = await openStore({ folder, onTrouble: () => {} });
  onTestFinished(() => store.close());
  return store;
}

const PADS = { ...USUAL_INSTRUMENT, playedAs: "pads", doubleHit: 35 } as const;

test("for a child they stand in its card, and a card that is saved later does not take them back", async () => {
  const store = await openedStore();
  const children = new Children({ store, open: async () => {}, here: () => "practice", changed: () => {} });
  await children.save(newCard("K-7F3"));
  const kept = new KeptInstruments(store, { child: "K-7F3", rig: "room" });
  expect(kept.read()).toEqual({});
  await kept.keep({ "nanoPAD2 MIDI 1": PADS });
  expect(kept.read()).toEqual({ "nanoPAD2 MIDI 1": PADS });
  await children.save({ ...newCard("K-7F3"), nickname: "Sam" });
  const card = readCard(store.cards()[0]?.text ?? "");
  expect(card).toMatchObject({ nickname: "Sam", instruments: { "nanoPAD2 MIDI 1": { doubleHit: 35 } } });
});

test("for practice they are kept by rig, over a restart, and nowhere else", async () => {
  const folder = temporaryFolder();
  const first = await openStore({ folder, onTrouble: () => {} });
  await new KeptInstruments(first, { child: "practice", rig: "room" }).keep({ Keys: PADS });
  await first.close();
  const store = await openedStore(folder);
  expect(new KeptInstruments(store, { child: "practice", rig: "room" }).read()).toEqual({ Keys: PADS });
  expect(new KeptInstruments(store, { child: "practice", rig: "attic" }).read()).toEqual({});
  expect(store.cards()).toEqual([]);
});

test("what cannot be read is new", async () => {
  const store = await openedStore();
  await store.keep("instruments of room", "{ no JSON");
  expect(new KeptInstruments(store, { child: "practice", rig: "room" }).read()).toEqual({});
});
