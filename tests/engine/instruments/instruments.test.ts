import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { suggestWindow } from "../../../src/engine/instruments/double-hits.ts";
import { type Instruments, NO_INSTRUMENTS } from "../../../src/engine/instruments/instrument.ts";
import {
  changeInstrument,
  type InstrumentSettings,
  KEY_COLOURS,
  PLAYED_AS,
  USUAL_INSTRUMENT,
} from "../../../src/engine/instruments/instrument-settings.ts";
import { endAll, endDue, nextEnd, setInstrument } from "../../../src/engine/instruments/instruments.ts";
import type { InstrumentNote, KeyEvent } from "../../../src/engine/instruments/key-event.ts";
import { playKey } from "../../../src/engine/instruments/play-key.ts";

const SCALE = [60, 62, 64, 67, 69];
const scale = (_: "scale" | "tune", count: number) => SCALE[count % SCALE.length] ?? 60;

/** A room with one instrument, played by a test; notes in words. */
class Hands {
  #instruments: Instruments = NO_INSTRUMENTS;
  readonly notes: InstrumentNote[] = [];
  at = 0;

  constructor(change: Partial<InstrumentSettings> = {}) {
    this.set(change);
  }

  set(change: Partial<InstrumentSettings>): this {
    return this.#take(setInstrument(this.#instruments, "keys", changeInstrument(USUAL_INSTRUMENT, change), this.at));
  }

  down(key: number, velocity = 70, pad = false): this {
    return this.#hear({ kind: "down", at: this.at, instrument: "keys", key, velocity, pad });
  }

  up(key: number, pad = false): this {
    return this.#hear({ kind: "up", at: this.at, instrument: "keys", key, pad });
  }

  pedal(down: boolean): this {
    return this.#hear({ kind: "pedal", at: this.at, instrument: "keys", down });
  }

  /** Time goes on, and what is due by then ends. */
  after(ms: number): this {
    const until = this.at + ms;
    for (let next = nextEnd(this.#instruments); next <= until; next = nextEnd(this.#instruments)) {
      this.at = next;
      this.#take(endDue(this.#instruments, next));
    }
    this.at = until;
    return this;
  }

  get words(): string[] {
    return this.notes.map((note) => {
      const what = `${note.pitch}${note.pad ? " pad" : ""}`;
      if (note.kind === "leftOut") return `${note.why} ${what}`;
      return `${note.kind === "noteOn" ? `on ${what} ${note.velocity}` : `off ${what}`} @${note.at}`;
    });
  }

  get doubleHits(): number {
    return this.#instruments.byName.get("keys")?.doubleHits ?? 0;
  }

  get suggested(): number | null {
    return suggestWindow(this.#instruments.byName.get("keys")?.gaps ?? []);
  }

  #hear(event: KeyEvent): this {
    return this.#take(playKey(this.#instruments, event, scale));
  }

  #take({ instruments, notes }: { instruments: Instruments; notes: readonly InstrumentNote[] }): this {
    this.#instruments = instruments;
    this.notes.push(...notes);
    return this;
  }
}

describe("an instrument as it is", () => {
  test("plays what comes, as it came, and notes nothing beside it", () => {
    const hands = new Hands().down(60, 71).after(200).up(60);
    expect(hands.notes).toEqual([
      { kind: "noteOn", at: 0, player: "child", device: "keys", pitch: 60, velocity: 71 },
      { kind: "noteOff", at: 200, player: "child", device: "keys", pitch: 60 },
    ]);
  });

  test("the therapist's plays as the therapist, an unused one not at all", () => {
    expect(new Hands({ player: "therapist" }).down(60).notes).toMatchObject([{ player: "therapist" }]);
    expect(new Hands({ player: "unused" }).down(60).up(60).notes).toEqual([]);
  });
});

describe("the map", () => {
  const learnt = [
    { key: 36, pad: true, sound: { pitch: 64, drum: false }, colour: "blue" },
    { key: 40, pad: false, sound: { pitch: 38, drum: true }, colour: "green" },
    { key: 41, pad: false, sound: null, colour: "grey" },
  ] as const;

  test("a pad plays a note, a key a drum, one is silent; what came stands beside it", () => {
    const hands = new Hands({ learnt }).down(36, 50, true).up(36, true).down(40, 60).up(40).down(41).up(41);
    expect(hands.notes).toMatchObject([
      { kind: "noteOn", pitch: 64, velocity: 50, raw: { pitch: 36, velocity: 50, pad: true } },
      { kind: "noteOff", pitch: 64, raw: { pitch: 36, pad: true } },
      { kind: "noteOn", pitch: 38, pad: true, raw: { pitch: 40, velocity: 60 } },
      { kind: "noteOff", pitch: 38, pad: true, raw: { pitch: 40 } },
      { kind: "leftOut", pitch: 41, why: "outside" },
    ]);
  });

  test("keys outside the range are silent; pads have no range", () => {
    const hands = new Hands({ range: { low: 60, high: 72 } }).down(59).down(60).down(73).down(36, 70, true);
    expect(hands.words).toEqual(["outside 59", "on 60 70 @0", "outside 73", "on 36 pad 70 @0"]);
  });

  test("all keys of a device of pads are pads", () => {
    expect(new Hands({ playedAs: "pads" }).down(38).notes).toMatchObject([{ pad: true, raw: { pitch: 38 } }]);
  });

  test("changed while a key is held: its note ends then, once, and what comes next is new", () => {
    const hands = new Hands().down(60).after(100);
    hands.set({ learnt: [{ key: 60, pad: false, sound: { pitch: 72, drum: false }, colour: "blue" }] });
    expect(hands.words).toEqual(["on 60 70 @0", "off 60 @100"]);
    hands.up(60).down(60).up(60);
    expect(hands.words.slice(2)).toEqual(["on 72 70 @100", "off 72 @100"]);
  });
});

describe("soft strokes and double hits", () => {
  test("below the dead zone nothing is heard, on it everything", () => {
    expect(new Hands({ deadZone: 20 }).down(60, 19).down(62, 20).words).toEqual(["tooSoft 60", "on 62 20 @0"]);
  });

  test("a second hit of the same key inside the window is left out, of another key not", () => {
    const hands = new Hands({ doubleHit: 50 }).down(60).up(60).after(20).down(60).down(62).up(60);
    expect(hands.words).toEqual(["on 60 70 @0", "off 60 @0", "doubleHit 60", "on 62 70 @20"]);
    hands.after(30).down(60);
    expect(hands.words.at(-1)).toBe("on 60 70 @50");
  });

  test("fast playing is not swallowed: the window counts from the last stroke that was let through", () => {
    const hands = new Hands({ doubleHit: 50 });
    for (let stroke = 0; stroke < 10; stroke++) hands.down(60).up(60).after(30);
    expect(hands.words.filter((word) => word.startsWith("on"))).toHaveLength(5);
  });

  test("the window is suggested from the bounces that were seen, after two", () => {
    const hands = new Hands();
    for (const gap of [300, 18, 400]) hands.down(60).up(60).after(gap);
    expect([hands.doubleHits, hands.suggested]).toEqual([1, null]);
    for (const gap of [23, 400, 12, 400]) hands.down(60).up(60).after(gap);
    hands.down(60);
    expect(hands.doubleHits).toBe(3);
    expect(hands.suggested).toBe(35);
  });
});

describe("sustain", () => {
  test("with the pedal notes end when it comes up, and those whose keys are down go on", () => {
    const hands = new Hands({ sustain: { rule: "pedal" } })
      .pedal(true)
      .down(60)
      .up(60)
      .down(62)
      .after(500)
      .pedal(false);
    expect(hands.words).toEqual(["on 60 70 @0", "on 62 70 @0", "off 60 @500"]);
    expect(hands.up(62).words.at(-1)).toBe("off 62 @500");
  });

  test("a pedal that is sat on lets nothing ring for ever", () => {
    const hands = new Hands({ sustain: { rule: "pedal" } }).pedal(true).down(60).up(60).after(60_000);
    expect(hands.words).toEqual(["on 60 70 @0", "off 60 @12000"]);
  });

  test("timed notes end by themselves, whether the key is held or not", () => {
    const hands = new Hands({ sustain: { rule: "timed", after: 1_000 } })
      .down(60)
      .after(10)
      .up(60)
      .down(62)
      .after(2_000);
    expect(hands.words).toEqual(["on 60 70 @0", "on 62 70 @10", "off 60 @1000", "off 62 @1010"]);
    expect(hands.up(62).words).toHaveLength(4);
  });

  test("without a rule the pedal does nothing", () => {
    expect(new Hands().pedal(true).down(60).up(60).words).toEqual(["on 60 70 @0", "off 60 @0"]);
  });
});

describe("a switch", () => {
  test("plays the next note with every press, whichever key it is", () => {
    const hands = new Hands({ playedAs: "scaleSwitch" });
    for (const key of [30, 99, 30, 5, 30, 30]) hands.down(key).up(key).after(300);
    const ons = hands.notes.filter((note) => note.kind === "noteOn").map(({ pitch }) => pitch);
    expect(ons).toEqual([60, 62, 64, 67, 69, 60]);
  });

  test("a hand on several keys is one press, and ends when all are up", () => {
    const hands = new Hands({ playedAs: "scaleSwitch" }).down(30).down(31).down(32).after(200).up(30).up(31);
    expect(hands.words).toEqual(["on 60 70 @0"]);
    expect(hands.up(32).words).toEqual(["on 60 70 @0", "off 60 @200"]);
  });
});

describe("whatever comes down the cable", () => {
  const number = fc.oneof(fc.integer({ min: 0, max: 127 }), fc.constantFrom(-1, 128, 60.5, Number.NaN));
  const key = fc.constantFrom(35, 36, 60, 61, 62, 127);
  const settings = fc.record(
    {
      player: fc.constantFrom("child", "therapist", "unused"),
      playedAs: fc.constantFrom(...PLAYED_AS),
      deadZone: fc.integer({ min: -9, max: 200 }),
      doubleHit: fc.integer({ min: -9, max: 999 }),
      sustain: fc.oneof(
        fc.constantFrom({ rule: "key" } as const, { rule: "pedal" } as const),
        fc.integer({ min: 0, max: 99_999 }).map((after) => ({ rule: "timed" as const, after })),
      ),
      range: fc.record({ low: number, high: number }),
      learnt: fc.array(
        fc.record({
          key,
          pad: fc.boolean(),
          sound: fc.option(fc.record({ pitch: key, drum: fc.boolean() })),
          colour: fc.constantFrom(...KEY_COLOURS),
        }),
        { maxLength: 6 },
      ),
    },
    { requiredKeys: [] },
  );
  const act = fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        do: fc.constant("down" as const),
        key: fc.oneof(key, number),
        velocity: number,
        pad: fc.boolean(),
      }),
    },
    { weight: 6, arbitrary: fc.record({ do: fc.constant("up" as const), key, pad: fc.boolean() }) },
    fc.record({ do: fc.constant("pedal" as const), down: fc.boolean() }),
    fc.record({ do: fc.constant("set" as const), settings }),
    fc.record({ do: fc.constant("pull" as const) }),
    fc.record({ do: fc.constant("wait" as const), ms: fc.integer({ min: 0, max: 3_000 }) }),
  );
  const acts = fc.array(fc.record({ who: fc.constantFrom("one", "two"), act }), { maxLength: 60 });

  test("every note that begins ends, on and off take turns, and velocities are 1–127", () => {
    fc.assert(
      fc.property(acts, (all) => {
        let instruments = NO_INSTRUMENTS;
        let at = 0;
        const sounding = new Set<string>();
        const take = (played: { instruments: Instruments; notes: readonly InstrumentNote[] }) => {
          instruments = played.instruments;
          for (const note of played.notes) {
            if (note.kind === "leftOut") continue;
            const name = `${note.player} ${note.pitch} ${note.pad}`;
            expect(sounding.has(name)).toBe(note.kind === "noteOff");
            if (note.kind === "noteOff") sounding.delete(name);
            else sounding.add(name);
            if (note.kind === "noteOn") {
              expect(Number.isInteger(note.velocity) && note.velocity >= 1 && note.velocity <= 127).toBe(true);
              expect(Number.isInteger(note.pitch) && note.pitch >= 0 && note.pitch <= 127).toBe(true);
            }
          }
        };
        for (const { who, act: one } of all) {
          if (one.do === "wait") at += one.ms;
          for (let next = nextEnd(instruments); next <= at; next = nextEnd(instruments))
            take(endDue(instruments, next));
          if (one.do === "down" || one.do === "up") {
            const struck = { at, instrument: who, key: one.key, pad: one.pad };
            const event: KeyEvent =
              one.do === "down" ? { kind: "down", ...struck, velocity: one.velocity } : { kind: "up", ...struck };
            take(playKey(instruments, event, scale));
          }
          if (one.do === "pedal")
            take(playKey(instruments, { kind: "pedal", at, instrument: who, down: one.down }, scale));
          if (one.do === "set")
            take(setInstrument(instruments, who, changeInstrument(USUAL_INSTRUMENT, one.settings), at));
          if (one.do === "pull") take(endAll(instruments, who, at));
        }
        for (const who of ["one", "two"]) take(endAll(instruments, who, at));
        expect([...sounding]).toEqual([]);
        expect(instruments.sounding.size).toBe(0);
      }),
      { numRuns: 400 },
    );
  });
});
