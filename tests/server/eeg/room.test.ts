import { describe, expect, test } from "vitest";
import type { SessionEvent } from "../../../src/engine/session/event.ts";
import { partRecords } from "../../../src/server/eeg/part-records.ts";
import { openRoom } from "../../helpers/open-room.ts";

/** Resolves with the first event that the room was told of, from now on, that is such a one. */
type Await = (isOne: (event: SessionEvent) => boolean) => Promise<SessionEvent>;

async function openedWith(rig: Record<string, unknown>) {
  const waiting = new Set<(event: SessionEvent) => void>();
  const opened = await openRoom(
    { eeg: { driver: "simulated-brain", name: "Brain" }, ...rig },
    {
      heard: (event) => {
        for (const one of waiting) one(event);
      },
    },
  );
  const next: Await = (isOne) =>
    new Promise((resolve) => {
      const hear = (event: SessionEvent) => {
        if (!isOne(event)) return;
        waiting.delete(hear);
        resolve(event);
      };
      waiting.add(hear);
    });
  return { ...opened, next };
}

const isReading = (event: SessionEvent) => event.kind === "eeg" && event.cue.kind === "reading";

describe("a room with an EEG", () => {
  test("logs readings as events, records the raw samples sealed, and has all of them on disk when it is closed", async () => {
    const { room, store, next, troubles, close } = await openedWith({ session: { eeg: { mayRecord: true } } });
    const reading = await next(isReading);
    // Session time, not the clock's.
    expect(reading.kind === "eeg" && reading.cue.kind === "reading" && reading.cue.reading.at).toBeLessThan(room.now());
    room.start();
    room.hear({ kind: "eeg", cue: { kind: "record", on: true } });
    for (let i = 0; i < 3; i++) await next(isReading);
    room.hear({ kind: "eeg", cue: { kind: "marker", text: "first smile" } });
    await next(isReading);
    expect(room.session.eeg?.recording).toBe(true);
    await room.close();
    const [session] = store.sessions();
    const [part, ...more] = store.readEeg(session?.id ?? "");
    expect(more).toEqual([]);
    if (!part) throw new Error("nothing was recorded");
    const { records, lost, header } = partRecords(part, "practice");
    const whole = [...records];
    expect(whole.length).toBeGreaterThanOrEqual(2);
    expect(lost()).toBe(0);
    expect(header.signals).toHaveLength(9);
    const remarks = Buffer.concat(whole.map(({ annotations = new Uint8Array() }) => annotations))
      .toString("utf8")
      .split("\x14");
    expect(remarks.find((text) => /^session \d+\.\d{3} s$/.test(text))).toBeDefined();
    expect(remarks).toContain("first smile");
    const kinds = [...store.read(session?.id ?? "").lines].filter((line) => line.includes('"kind":"reading"'));
    expect(kinds.length).toBeGreaterThanOrEqual(5);
    expect(troubles.filter((text) => text.includes("not recorded"))).toEqual([]);
    await close();
  });

  test("records nothing where nobody has agreed to it, and says so", async () => {
    const { room, store, troubles, next, close } = await openedWith({});
    await next(isReading);
    room.start();
    const off = next((event) => event.kind === "eeg" && event.cue.kind === "record" && !event.cue.on);
    room.hear({ kind: "eeg", cue: { kind: "record", on: true } });
    await off;
    expect(room.session.eeg?.recording).toBe(false);
    expect(troubles.at(-1)).toBe(
      "The EEG is not recorded: nobody has agreed to it. Where that is given, say so in the rig (session.eeg.mayRecord).",
    );
    await room.close();
    expect(store.readEeg(store.sessions()[0]?.id ?? "")).toEqual([]);
    await close();
  });
});
