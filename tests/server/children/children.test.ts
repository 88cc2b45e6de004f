import { describe, expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../../src/hardware/system-clock.ts";
import { CHILD_CARD, type ChildCard, newCard, readCard } from "../../../src/server/children/child-card.ts";
import { newChildCode } from "../../../src/server/children/child-code.ts";
import { rigForChild } from "../../../src/server/children/child-rig.ts";
import { Children } from "../../../src/server/children/children.ts";
import { House } from "../../../src/server/house.ts";
import { PanelServer } from "../../../src/server/panel-server.ts";
import { parseRig } from "../../../src/server/rig.ts";
import { openStore, type Store } from "../../../src/server/store/store.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";

const RIG = parseRig({ name: "test", seed: 1, sounds: [{ driver: "browser" }] }, "test");

async function openedStore(folder = temporaryFolder()): Promise<Store> {
  const store = await openStore({ folder, onTrouble: () => {} });
  onTestFinished(() => store.close());
  return store;
}

function kept(store: Store, opened: (ChildCard | undefined)[] = []): Children {
  const open = async (card: ChildCard | undefined) => void opened.push(card);
  return new Children({ store, open, here: () => "practice", changed: () => {} });
}

describe("a child's card", () => {
  test("is a good session by its code alone", () => {
    const card = newCard("K-7F3");
    expect(card).toMatchObject({ space: 5, seizures: "ask", robot: { level: "small" }, consent: {}, goals: [] });
    expect(readCard(JSON.stringify(card))).toEqual(card);
  });

  test.each([
    ["a real name for a code", { code: "Sam Smith" }],
    ["a louder cap than there may be", { code: "K-1", limits: { velocityCap: 127 } }],
    ["a space of an hour", { code: "K-1", space: 3600 }],
    ["a key that is none", { code: "K-1", diagnosis: "x" }],
    ["a scale of two notes", { code: "K-1", scale: { tonic: 0, scale: [0, 7] } }],
    ["a scale that is not known", { code: "K-1", scale: { tonic: 0, scale: "locrian" } }],
    ["four levels of a goal", { code: "K-1", goals: [{ domain: "", sentence: "", levels: ["", "", "", ""] }] }],
  ])("is refused with %s", (_, card) => {
    expect(CHILD_CARD.safeParse(card).success).toBe(false);
    expect(readCard(JSON.stringify(card))).toBeUndefined();
  });

  test("a text that is no card is none", () => {
    expect(readCard("{")).toBeUndefined();
  });
});

test("a code is drawn until nobody has it", () => {
  const draws = [0, 0, 0, 0, 0, 1];
  expect(newChildCode(new Set(["K-AAA"]), () => draws.shift() as number)).toBe("K-AAC");
});

describe("our tunes", () => {
  const tune = (name: string, pitches: number[]) => ({ name, pitches, rhythm: [1], pace: 400, pad: false });

  test("are kept with the card as a session keeps them, and a card that is saved leaves them alone", async () => {
    const children = kept(await openedStore());
    await children.save(newCard("K-7F3"));
    await children.noteTune("K-7F3", tune("a", [60, 67]), true);
    await children.noteTune("K-7F3", tune("b", [60, 62]), true);
    await children.noteTune("K-7F3", tune("a", [62, 69]), true);
    await children.save({ ...newCard("K-7F3"), nickname: "Sam" });
    const names = () => children.list()[0]?.card.tunes.map(({ name }) => name);
    expect(names()).toEqual(["b", "a"]);
    await children.noteTune("K-7F3", tune("b", [60, 62]), false);
    expect(names()).toEqual(["a"]);
    expect(rigForChild(RIG, children.list()[0]?.card as ChildCard).session.tunes).toHaveLength(1);
  });

  test("of a pretend child are kept nowhere", async () => {
    const children = kept(await openedStore());
    await children.noteTune("practice", tune("a", [60, 67]), true);
    expect(children.list()).toEqual([]);
  });
});

describe("the room for a child", () => {
  test("has the child's limits and habits, and is called as the child is", () => {
    const rig = rigForChild(RIG, {
      ...newCard("K-7F3"),
      nickname: "Sam",
      space: 8,
      limits: { ...newCard("x").limits, velocityCap: 60 },
    });
    expect(rig).toMatchObject({ child: "K-7F3", profile: { name: "Sam", velocityCap: 60 }, session: { space: 8 } });
  });

  test("begins in the scale of the card, else in the rig's, else in whatever the child plays", () => {
    const dorian = { tonic: 2, scale: "dorian" } as const;
    const own = { tonic: 9, scale: [0, 3, 7, 10] };
    const inDorian = { ...RIG, session: { ...RIG.session, key: dorian } };
    expect(rigForChild(inDorian, { ...newCard("K-1"), scale: own }).session.key).toEqual(own);
    expect(rigForChild(inDorian, newCard("K-1")).session.key).toEqual(dorian);
    expect(rigForChild(RIG, newCard("K-1")).session.key).toBeNull();
  });

  test.each([
    ["no", "slow", "slow"],
    ["ask", "slow", "still"],
    ["yes", "slow", "still"],
    ["yes", "off", "off"],
  ] as const)("seizures %s: lights %s become %s", (seizures, lights, then) => {
    const card: ChildCard = { ...newCard("K-1"), seizures, robot: { level: "small", lights, distance: 0.8 } };
    expect(rigForChild(RIG, card).session.robot.lights).toBe(then);
  });

  test("records no EEG that nobody agreed to", () => {
    expect(rigForChild(RIG, newCard("K-1")).session.eeg.mayRecord).toBe(false);
    const consent = { eeg: { given: true, by: "mother", on: "2026-11-28" } };
    expect(rigForChild(RIG, { ...newCard("K-1"), consent }).session.eeg.mayRecord).toBe(true);
  });
});

describe("the children", () => {
  test("are kept over a restart, and are gone once erased", async () => {
    const folder = temporaryFolder();
    const first = await openStore({ folder, onTrouble: () => {} });
    const children = kept(first);
    await children.add("Sam");
    await children.add("");
    const [one, two] = children.list();
    expect(new Set([one?.card.nickname, two?.card.nickname])).toEqual(new Set(["Sam", ""]));
    await children.save({ ...(one?.card as ChildCard), interests: "trains" });
    await first.close();
    const again = kept(await openedStore(folder));
    expect(again.list().find(({ card }) => card.code === one?.card.code)?.card.interests).toBe("trains");
    await again.erase(one?.card.code as string);
    expect(again.list().map(({ card }) => card.code)).toEqual([two?.card.code]);
  });

  test("nothing of a card stands readable on disk", async () => {
    const folder = temporaryFolder();
    const store = await openedStore(folder);
    await kept(store).save({ ...newCard("K-7F3"), nickname: "Rumpelstiltskin" });
    const { readdirSync, readFileSync } = await import("node:fs");
    for (const file of readdirSync(folder)) {
      expect(readFileSync(`${folder}/${file}`).includes("Rumpelstiltskin")).toBe(false);
    }
  });

  test("opens the room for one that is known, for practice, and for nobody else", async () => {
    const opened: (ChildCard | undefined)[] = [];
    const children = kept(await openedStore(), opened);
    await children.save(newCard("K-7F3"));
    await children.open("K-7F3");
    await children.open(null);
    await expect(children.open("K-000")).rejects.toThrow("there is no child K-000");
    expect(opened.map((card) => card?.code)).toEqual(["K-7F3", undefined]);
  });
});

test("the house opens another child's room, and never while a session runs", async () => {
  const store = await openedStore();
  const panel = new PanelServer();
  onTestFinished(() => panel.close());
  const house = new House({
    rig: RIG,
    rigFile: null,
    clock: systemClock,
    store,
    panel,
    interrupted: null,
    say: () => {},
  });
  onTestFinished(() => house.close());
  const before = house.room;
  before.start();
  await expect(house.openFor(newCard("K-7F3"))).rejects.toThrow("finish it first");
  expect(house.room).toBe(before);
  before.hear({ kind: "finish" });
  const consent = { sessionData: { given: true, by: "mother", on: "2026-11-01" } };
  await house.openFor({ ...newCard("K-7F3"), space: 9, scale: { tonic: 2, scale: "dorian" }, consent });
  const steering = { space: 9_000, key: { tonic: 2, scale: "dorian" } };
  expect(house.room.session).toMatchObject({ running: false, steering });
  house.room.start();
  house.room.hear({ kind: "finish" });
  await house.close();
  expect(new Set(store.sessions().map(({ child }) => child))).toEqual(new Set(["practice", "K-7F3"]));
});
