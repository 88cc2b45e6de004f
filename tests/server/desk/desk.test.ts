import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { SwitchSign } from "../../../src/hardware/drivers.ts";
import { HouseDesk } from "../../../src/server/desk/desk.ts";
import type { SwitchAction } from "../../../src/server/desk/desk-papers.ts";
import { openStore, type Store } from "../../../src/server/store/store.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";

async function openedStore(folder: string): Promise<Store> {
  const store = await openStore({ folder, onTrouble: () => {} });
  onTestFinished(() => store.close());
  return store;
}

function sitAt(store: Store, today = "2026-11-29T10:00:00.000Z") {
  let signs: ReadonlyMap<SwitchAction, SwitchSign> = new Map();
  const told: unknown[] = [];
  const desk: HouseDesk = new HouseDesk({
    store,
    switches: { learning: undefined, learn: () => {}, set: (given) => (signs = given) },
    knows: (child) => child.startsWith("K-"),
    changed: () => told.push(null),
    now: () => new Date(today),
  });
  return { desk, told, signs: () => signs };
}

const PEDAL = { port: "Pedal", kind: "controller", channel: 0, number: 64 } as const;
const CHECKED = {
  rows: [{ row: "sound", state: "ready", text: "on" } as const],
  stop: { answered: 12, robot: 40 },
  link: 2,
};

test("planned sessions are kept by time, and those of before yesterday are not shown", async () => {
  const folder = temporaryFolder();
  const store = await openedStore(folder);
  const { desk } = sitAt(store);
  await desk.plan({ at: "2026-11-29T14:00:00.000Z", child: "K-7F3", plan: "30" });
  await desk.plan({ at: "2026-11-29T09:00:00.000Z", child: "K-ACD", plan: "45" });
  await desk.plan({ at: "2026-11-26T09:00:00.000Z", child: "K-ACD", plan: "20" });
  await expect(desk.plan({ at: "2026-11-29T14:00:00.000Z", child: "Sam", plan: "30" })).rejects.toThrow("no child Sam");
  expect(desk.picture(true).planned.map(({ child, plan }) => `${child} ${plan}`)).toEqual(["K-ACD 45", "K-7F3 30"]);
  // Who knows no child is told of none.
  expect(desk.picture(false).planned).toEqual([]);
  await store.close();
  const again = sitAt(await openedStore(folder)).desk;
  const [first, second] = again.picture(true).planned;
  expect([first?.child, second?.child]).toEqual(["K-ACD", "K-7F3"]);
  await again.drop(first?.id as string);
  expect(again.picture(true).planned).toEqual([second]);
});

test("a room check, a foot switch and who works here are kept over a restart", async () => {
  const folder = temporaryFolder();
  const store = await openedStore(folder);
  const { desk, told } = sitAt(store);
  expect(desk.picture(true)).toMatchObject({ check: null, backup: null, usedBy: null, switches: { stop: null } });
  await desk.keepCheck(CHECKED);
  await desk.learnt("stop", PEDAL);
  await desk.learnt("quiet", { ...PEDAL, number: 65 });
  await desk.forgetSwitch("quiet");
  await desk.useFor("team");
  expect(told).toHaveLength(5);
  await store.close();
  const { desk: again, signs } = sitAt(await openedStore(folder));
  expect(again.picture(true)).toMatchObject({
    check: { ...CHECKED, at: "2026-11-29T10:00:00.000Z" },
    switches: { stop: PEDAL, quiet: null },
    usedBy: "team",
    record: { locked: false, low: 2e9 },
    limits: { velocity: 100, topNote: 96 },
  });
  expect([...signs()]).toEqual([["stop", PEDAL]]);
});

test("a backup is remembered with its place, and says when it holds an erased child", async () => {
  const stick = temporaryFolder();
  const store = await openedStore(temporaryFolder());
  const { desk } = sitAt(store);
  await expect(desk.backUp(stick)).rejects.toThrow("Set a passphrase first");
  const recovery = await desk.lock("three blind mice");
  expect(recovery).toMatch(/^(\w{4}-){7}\w{4}$/);
  await desk.plan({ at: "2026-11-29T14:00:00.000Z", child: "K-7F3", plan: "30" });
  await desk.backUp(stick);
  const { backup, record } = desk.picture(true);
  expect(backup).toMatchObject({ sessions: 0, holdsErased: false });
  expect(record.locked).toBe(true);
  expect(readFileSync(join(backup?.folder as string, "keys.json"), "utf8")).toContain('"passphrase"');
  await desk.forgetChild("K-7F3");
  expect(desk.picture(true)).toMatchObject({ planned: [], backup: { holdsErased: true } });
  expect(await desk.lock(null)).toBeUndefined();
  expect(desk.picture(true).record.locked).toBe(false);
});

test("papers that cannot be read are blank ones", async () => {
  const store = await openedStore(temporaryFolder());
  await store.keep("desk", '{"planned": "tomorrow"}');
  expect(sitAt(store).desk.picture(true)).toMatchObject({ planned: [], check: null });
});
