import { describe, expect, test } from "vitest";
import { CHARACTERS } from "../../../src/hardware/child/character.ts";
import { type Move, Nursery } from "./nursery.ts";

const NAMES = CHARACTERS.map(({ name }) => name);
const MINUTE = 60_000;
/** Black keys: no child strikes them of its own accord where it wanders over white ones. */
const OFFER = [
  [0, 300, 61],
  [400, 300, 66],
  [800, 300, 68],
  [1_200, 500, 70],
] as const;
const isBlack = ({ pitch }: Move) => [1, 3, 6, 8, 10].includes(pitch % 12);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const gapsOf = (strikes: readonly Move[]) => strikes.slice(1).map(({ at }, i) => at - (strikes[i]?.at ?? at));

describe("every pretend child", () => {
  test.each(NAMES)("%s: plays the same for the same seed, and otherwise for another", (character) => {
    const play = (seed: number) =>
      new Nursery(character, { seed })
        .wait(3 * MINUTE)
        .offer(OFFER)
        .wait(MINUTE).moves;
    expect(play(4)).toEqual(play(4));
    expect(play(5)).not.toEqual(play(4));
  });

  test.each(NAMES)("%s: lets go of each key before it strikes it again, and of all when it rests", (character) => {
    const nursery = new Nursery(character)
      .wait(2 * MINUTE)
      .accompany(500, 3 * MINUTE)
      .wait(700);
    nursery.child.rest();
    const down = new Set<number>();
    for (const { kind, pitch } of nursery.moves) {
      expect(down.has(pitch)).toBe(kind === "noteOff");
      if (kind === "noteOn") down.add(pitch);
      else down.delete(pitch);
    }
    expect(down.size).toBe(0);
    const count = nursery.moves.length;
    expect(nursery.offer(OFFER).wait(MINUTE).moves).toHaveLength(count);
  });

  test.each(NAMES)("%s: plays along with an accompaniment, leaves, and comes back", (character) => {
    const strikes = new Nursery(character, { seed: 3 }).accompany(600, 15 * MINUTE).strikes;
    const leaves = gapsOf(strikes).filter((gap) => gap > 5_000);
    expect(strikes.length).toBeGreaterThan(50);
    expect(leaves.length).toBeGreaterThan(2);
    expect(strikes.at(-1)?.at).toBeGreaterThan(10 * MINUTE);
  });

  test("is told in one sentence when its settings are wrong", () => {
    expect(() => new Nursery("drummer")).toThrow(/"drummer" is no pretend child; there are "sparse", /);
    expect(() => new Nursery("pad drummer", { tempo: 30 })).toThrow("a pretend child's tempo is 50 to 140, not 30");
    expect(() => new Nursery("pad drummer", { missing: Number.NaN })).toThrow("missing is 0 to 0.2, not NaN");
  });
});

describe("a steady drummer at 93 BPM with 5 % jitter, 20 % missing", () => {
  const period = 60_000 / 93;
  const nursery = new Nursery("steady drummer", { tempo: 93, jitter: 0.05, missing: 0.2 }).wait(30 * MINUTE);
  const { truth } = nursery.child;
  const beats = truth.filter(({ at }) => at < nursery.clock.now() - 1_000);

  test("means its beats exactly, from phrase to phrase anew", () => {
    const steps = beats.slice(1).map(({ at }, i) => at - (beats[i]?.at ?? 0));
    const within = steps.filter((step) => step < 2_000);
    expect(within.length).toBeGreaterThan(800);
    for (const step of within) expect(step).toBeCloseTo(period, 6);
    expect(steps.length).toBeGreaterThan(within.length + 50);
  });

  test("misses a fifth of them", () => {
    const missed = beats.filter(({ played }) => !played).length;
    expect(missed / beats.length).toBeGreaterThan(0.15);
    expect(missed / beats.length).toBeLessThan(0.21);
  });

  test("strikes once on each of the others, beside it by 5 % of the beat", () => {
    const played = beats.filter(({ played }) => played);
    const strikes = nursery.strikes.filter(({ at }) => at < nursery.clock.now() - 1_000);
    expect(Math.abs(strikes.length - played.length)).toBeLessThanOrEqual(1);
    const misses = played.map(({ at }, i) => (strikes[i]?.at ?? 0) - at);
    const deviation = Math.sqrt(mean(misses.map((miss) => miss ** 2)));
    expect(deviation / period).toBeGreaterThan(0.045);
    expect(deviation / period).toBeLessThan(0.055);
    expect(Math.abs(mean(misses))).toBeLessThan(4);
  });

  test("keeps its tempo over an accompaniment, and its beat from phrase to phrase", () => {
    const along = new Nursery("steady drummer", { tempo: 93, jitter: 0, missing: 0, seed: 2 }).accompany(
      700,
      3 * MINUTE,
    );
    const steps = along.child.truth.slice(1).map(({ at }, i) => (at - (along.child.truth[i]?.at ?? 0)) / period);
    const near = steps.filter((step) => step < 8);
    expect(near.length).toBeGreaterThan(100);
    for (const step of near) expect(Math.abs(step - Math.round(step))).toBeLessThan(1e-6);
  });

  test("moves towards the partner's tempo when it follows", () => {
    const follower = new Nursery("steady drummer", { tempo: 93, jitter: 0, missing: 0, follows: 0.5 });
    follower.accompany(700, 4 * MINUTE);
    const steps = follower.child.truth.slice(1).map(({ at }, i) => at - (follower.child.truth[i]?.at ?? 0));
    expect(steps[0]).toBeCloseTo(Math.sqrt(period * 700), 6);
    expect(steps.at(-1)).toBeGreaterThan(690);
    expect(steps.at(-1)).toBeLessThan(710);
  });
});

describe("an echoer", () => {
  test("copies what it was offered", () => {
    const nursery = new Nursery("echoer").wait(4_000);
    for (let i = 0; i < 10; i++) nursery.offer(OFFER).wait(8_000);
    expect(nursery.strikes.filter(isBlack).length).toBeGreaterThan(10);
  });

  test("copies neither an accompaniment nor a melody that goes on and on", () => {
    expect(new Nursery("echoer").accompany(400, 5 * MINUTE, 61).strikes.filter(isBlack)).toEqual([]);
    const nursery = new Nursery("echoer").wait(500);
    nursery.offer(Array.from({ length: 400 }, (_, i) => [i * 500, 450, [61, 63, 66, 68][i % 4] ?? 61] as const));
    // Within the first seconds nobody can tell; afterwards it is a pattern.
    nursery.wait(10_000);
    const before = nursery.strikes.length;
    nursery.wait(3 * MINUTE);
    expect(nursery.strikes.length).toBeGreaterThan(before);
    expect(nursery.strikes.slice(before).filter(isBlack)).toEqual([]);
  });

  test("takes drums alone for an offer, and drums over a bass for accompaniment", () => {
    const alone = new Nursery("echoer").wait(4_000);
    for (let i = 0; i < 10; i++) alone.offer(OFFER, 50, "drum").wait(8_000);
    expect(alone.strikes.filter(isBlack).length).toBeGreaterThan(10);
    const over = new Nursery("echoer").accompany(400, 4_000, 36);
    for (let i = 0; i < 40; i++) over.offer(OFFER, 50, "drum").accompany(400, 8_000, 36);
    expect(over.strikes.length).toBeGreaterThan(40);
    expect(over.strikes.filter(isBlack)).toEqual([]);
  });

  test("does not hear what was dropped before it sounded", () => {
    const nursery = new Nursery("echoer").wait(4_000);
    for (let i = 0; i < 10; i++)
      nursery
        .offer(OFFER.map(([onset, ...rest]) => [onset + 300, ...rest]))
        .release()
        .wait(8_000);
    expect(nursery.strikes.filter(isBlack)).toEqual([]);
  });
});

describe("a loud seeker", () => {
  const loudness = (partner: number) => {
    const nursery = new Nursery("loud seeker").wait(2_000);
    for (let i = 0; i < 6; i++) nursery.offer(OFFER, partner).wait(6_000);
    return mean(nursery.strikes.map(({ velocity }) => velocity));
  };

  test("plays hard, and harder when the partner gets louder", () => {
    expect(loudness(30)).toBeGreaterThan(90);
    expect(loudness(80)).toBeGreaterThan(loudness(30) + 5);
  });

  test("goes up to the very top", () => {
    const strikes = new Nursery("loud seeker").wait(2 * MINUTE).strikes;
    expect(Math.max(...strikes.map(({ velocity }) => velocity))).toBe(127);
  });
});

describe("a two-hand pianist", () => {
  const nursery = new Nursery("two-hand pianist").wait(10 * MINUTE);

  test("holds bass and chords under a melody, each note into the next", () => {
    let down = 0;
    let most = 0;
    for (const { kind } of nursery.moves) {
      down += kind === "noteOn" ? 1 : -1;
      most = Math.max(most, down);
    }
    expect(most).toBeGreaterThanOrEqual(4);
    const pitches = nursery.strikes.map(({ pitch }) => pitch);
    expect(Math.min(...pitches)).toBeLessThan(45);
    expect(Math.max(...pitches)).toBeGreaterThan(69);
    const chords = nursery.strikes.filter(({ at }, i, all) => at - (all[i - 2]?.at ?? at) < 30 && i > 1);
    expect(chords.length).toBeGreaterThan(50);
  });
});

describe("a pad drummer", () => {
  const nursery = new Nursery("pad drummer").wait(10 * MINUTE);

  test("strikes pads of a General MIDI kit, and nothing else", () => {
    for (const { pad, pitch } of nursery.moves) {
      expect(pad).toBe(true);
      expect(pitch).toBeGreaterThanOrEqual(36);
      expect(pitch).toBeLessThanOrEqual(51);
    }
    expect(new Set(nursery.moves.map(({ pitch }) => pitch)).size).toBeGreaterThan(6);
  });

  test("has bounces of 5 to 25 ms now and then, and ghost notes", () => {
    const last = new Map<number, number>();
    const again = nursery.strikes.flatMap(({ at, pitch }) => {
      const before = last.get(pitch);
      last.set(pitch, at);
      return before !== undefined && at - before < 60 ? [at - before] : [];
    });
    expect(again.length).toBeGreaterThan(20);
    expect(again.length / nursery.strikes.length).toBeLessThan(0.12);
    expect(Math.min(...again)).toBeGreaterThanOrEqual(4.99);
    expect(nursery.strikes.filter(({ velocity }) => velocity <= 28).length).toBeGreaterThan(20);
  });

  test("and whoever plays on pads does", () => {
    const pads = new Nursery("bursty", { instrument: "pads" }).wait(2 * MINUTE);
    expect(pads.moves.every(({ pad, pitch }) => pad && pitch >= 36 && pitch <= 51)).toBe(true);
    expect(new Nursery("bursty").wait(2 * MINUTE).moves.some(({ pad }) => pad)).toBe(false);
  });
});

describe("a whirlwind", () => {
  const nurseries = [1, 2, 3].map((seed) => {
    const nursery = new Nursery("whirlwind", { seed }).wait(1_000);
    for (let i = 0; i < 100; i++)
      nursery.offer(OFFER.map(([onset, length, pitch]) => [3 * onset, length, pitch])).wait(12_000);
    return nursery;
  });

  test("plays into what it is offered", () => {
    const into = nurseries.flatMap(({ strikes }) => strikes.filter(({ at }) => (at - 1_000) % 12_000 < 4_000));
    expect(into.length).toBeGreaterThan(300);
  });

  test("leans on the keys for 20 s, hammers one 15 times a second, and is silent for three minutes", () => {
    const holds = nurseries.flatMap(({ moves }) => {
      const since = new Map<number, number>();
      return moves.flatMap(({ kind, pitch, at }) => {
        if (kind === "noteOn") since.set(pitch, at);
        return kind === "noteOff" ? [at - (since.get(pitch) ?? at)] : [];
      });
    });
    expect(Math.max(...holds)).toBeGreaterThan(17_000);
    const gaps = nurseries.flatMap(({ strikes }) => gapsOf(strikes));
    expect(Math.max(...gaps)).toBeGreaterThan(180_000);
    const hammered = nurseries.flatMap(({ strikes }) =>
      strikes.filter(({ at, pitch }, i) => {
        const second = strikes.slice(i, i + 15);
        return (
          second.length === 15 && second.every((other) => other.pitch === pitch) && (second[14]?.at ?? 0) - at < 1_000
        );
      }),
    );
    expect(hammered.length).toBeGreaterThan(50);
  });
});

test("another character takes over with its own instrument", () => {
  const nursery = new Nursery("bursty").wait(20_000);
  nursery.child.become("pad drummer");
  const change = nursery.clock.now();
  nursery.wait(MINUTE);
  expect(nursery.child.character).toBe("pad drummer");
  expect(nursery.strikes.filter(({ at, pad }) => at > change + 5_000 && !pad)).toEqual([]);
  nursery.child.rest();
  const keys = nursery.moves.filter(({ pad }) => !pad);
  expect(keys.filter(({ kind }) => kind === "noteOff")).toHaveLength(keys.length / 2);
});
