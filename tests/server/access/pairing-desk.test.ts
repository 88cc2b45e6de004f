import { expect, test } from "vitest";
import { PairingDesk } from "../../../src/server/access/pairing-desk.ts";

/** A desk on a clock that the test moves. */
function desk() {
  const clock = { now: 0 };
  return { clock, desk: new PairingDesk(() => clock.now) };
}

/** A code of six digits that is not this one. */
const wrong = (code: string) => ((Number(code) + 1) % 1_000_000).toString().padStart(6, "0");

test("lets one device in by its code or by its ticket, once", () => {
  for (const proof of ["code", "ticket"] as const) {
    const { desk: open } = desk();
    open.begin("assistant", 120_000);
    const shown = open.open?.[proof];
    expect(open.admit({ [proof]: shown })).toEqual({ kind: "admitted", role: "assistant" });
    expect(open.admit({ [proof]: shown })).toEqual({ kind: "closed" });
  }
});

test("closes when its time is over", () => {
  const { clock, desk: open } = desk();
  open.begin("observer", 120_000);
  const code = open.open?.code ?? "";
  clock.now = 119_999;
  expect(open.open?.left).toBe(1);
  clock.now = 120_000;
  expect(open.open).toBeUndefined();
  expect(open.admit({ code })).toEqual({ kind: "closed" });
});

test("closes after five wrong tries of whatever kind", () => {
  const { desk: open } = desk();
  open.begin("therapist", 120_000);
  const code = open.open?.code ?? "";
  const tries = [{ code: wrong(code) }, { ticket: "x" }, {}, { code: "" }, { code: `${code}0` }];
  expect(tries.map((proof) => open.admit(proof))).toEqual([4, 3, 2, 1, 0].map((left) => ({ kind: "wrong", left })));
  expect(open.admit({ code })).toEqual({ kind: "closed" });
});

test("opened anew, it forgets the code before", () => {
  const { desk: open } = desk();
  open.begin("therapist", 120_000);
  const before = open.open?.ticket ?? "";
  open.begin("observer", 120_000);
  expect(open.admit({ ticket: before })).toEqual({ kind: "wrong", left: 4 });
});
