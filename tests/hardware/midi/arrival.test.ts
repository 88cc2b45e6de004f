import fc from "fast-check";
import { expect, test } from "vitest";
import { Arrival } from "../../../src/hardware/midi/arrival.ts";

test("what comes later than the quickest is told by how much", () => {
  const arrival = new Arrival();
  const told = [];
  let sent = 0;
  for (const [gap, way] of [
    [0, 3],
    [250, 1],
    [250, 9],
    [1_000, 1],
  ] as const) {
    sent += gap;
    told.push(arrival.hear(10_000 + sent + way, gap / 1_000));
  }
  expect(told.map((late) => Math.round(late ?? -1))).toEqual([0, 0, 8, 0]);
});

test("it is never negative, whatever the gaps and the ways", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ gap: fc.nat(5_000), way: fc.nat(20) })), (messages) => {
      const arrival = new Arrival();
      let sent = 0;
      for (const { gap, way } of messages) {
        sent += gap;
        expect(arrival.hear(sent + way, gap / 1_000)).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

test.each([0.999_9, 1.000_1])(
  "a device's clock that goes %d times as fast invents less than 15 ms, however long it goes on",
  (speed) => {
    const arrival = new Arrival();
    let late = 0;
    for (let minute = 0; minute < 120; minute++) {
      late = Math.max(late, arrival.hear(minute * 60_000, minute === 0 ? 0 : 60 * speed) ?? 0);
    }
    expect(late).toBeLessThan(15);
  },
);

test("without the port's own time nothing is told", () => {
  expect(new Arrival().hear(5, Number.NaN)).toBeUndefined();
  expect(new Arrival().hear(5, undefined as unknown as number)).toBeUndefined();
});
