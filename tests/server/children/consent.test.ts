import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../../src/hardware/system-clock.ts";
import { type ChildCard, isAgreed, newCard } from "../../../src/server/children/child-card.ts";
import { rigForChild } from "../../../src/server/children/child-rig.ts";
import { Children } from "../../../src/server/children/children.ts";
import { House } from "../../../src/server/house.ts";
import { PanelServer } from "../../../src/server/panel-server.ts";
import { parseRig } from "../../../src/server/rig.ts";
import { openStore } from "../../../src/server/store/store.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";

const RIG = parseRig({ name: "test", seed: 1, sounds: [{ driver: "browser" }] }, "test");
const AGREED = { given: true, by: "mother", on: "2026-11-01" } as const;
const TODAY = "2026-11-28";

const card = (consent: ChildCard["consent"]): ChildCard => ({ ...newCard("K-7F3"), consent });

async function openHouse(consent: ChildCard["consent"]) {
  const store = await openStore({ folder: temporaryFolder(), onTrouble: () => {} });
  const panel = new PanelServer();
  const said: string[] = [];
  const parts = { rig: RIG, rigFile: null, clock: systemClock, store, panel, interrupted: null };
  const house = new House({ ...parts, say: (text) => said.push(text) });
  onTestFinished(async () => {
    await house.close();
    await panel.close();
    await store.close();
  });
  const children = new Children({
    store,
    here: () => house.room.rig.child,
    open: (opened) => house.openFor(opened),
    changed: () => {},
    consented: (code, consented) => house.followConsent(code, consented),
  });
  await children.save(card(consent));
  await children.open("K-7F3");
  return { store, house, children, said };
}

test("holds until its day, and for its purpose alone", () => {
  const agreed = card({ eeg: AGREED, sessionData: { ...AGREED, until: "2026-11-27" } });
  expect(isAgreed(agreed, "eeg", TODAY)).toBe(true);
  expect(isAgreed(agreed, "sessionData", TODAY)).toBe(false);
  expect(isAgreed(agreed, "sessionData", "2026-11-27")).toBe(true);
  expect(isAgreed(agreed, "research", TODAY)).toBe(false);
  const rig = rigForChild(RIG, card({ training: { ...AGREED, given: false } }), TODAY);
  expect(rig.session).toMatchObject({ mayRecord: false, ownNetworks: false, eeg: { mayRecord: false } });
});

test("without it a session runs, and nothing of it is written; Start says so", async () => {
  const { house, store, said } = await openHouse({});
  expect(house.room.records).toBe(false);
  house.room.start();
  house.room.hear({ kind: "note", text: "said of nobody" });
  expect(house.room.session.running).toBe(true);
  expect(said.join()).toContain("not recorded: nobody has agreed");
  await house.close();
  expect(store.sessions()).toEqual([]);
});

test("withdrawn in mid-session, the record ends there and what it has is kept; the music goes on", async () => {
  const { house, store, children, said } = await openHouse({ sessionData: AGREED });
  house.room.start();
  house.room.hear({ kind: "note", text: "before" });
  await children.save(card({ sessionData: { ...AGREED, given: false } }));
  house.room.hear({ kind: "note", text: "after" });
  expect(house.room.session.running).toBe(true);
  expect(house.room.records).toBe(false);
  expect(said.join()).toContain("Consent was withdrawn");
  await house.close();
  const [session] = store.sessions();
  expect(session?.state).toBe("ended");
  const log = [...store.exportLog(session?.id ?? "")].join("\n");
  expect(log).toContain('"before"');
  expect(log).not.toContain('"after"');
});

test("given before Start, the session is recorded", async () => {
  const { house, store, children } = await openHouse({});
  await children.save(card({ sessionData: AGREED }));
  house.room.start();
  await house.close();
  expect(store.sessions()).toHaveLength(1);
});

test("what is kept of a child is given out whole, and of nobody else", async () => {
  const { house, store, children } = await openHouse({ sessionData: AGREED });
  await children.save({ ...newCard("K-ACD"), nickname: "Ozzy" });
  house.room.start();
  house.room.hear({ kind: "plan", template: "30" });
  house.room.hear({ kind: "note", text: "looked up" });
  house.room.hear({ kind: "finish" });
  await house.close();
  await children.notePlan("K-7F3", store.sessions()[0]?.id ?? "", 29);
  const text = [...(children.export("K-7F3") ?? [])].join("\n");
  expect(text).toContain('"looked up"');
  expect(text).not.toContain("Ozzy");
  expect(children.export("K-XXX")).toBeUndefined();
  expect(children.list().find(({ card }) => card.code === "K-7F3")?.past).toMatchObject([
    { planned: 29, state: "ended" },
  ]);
});
