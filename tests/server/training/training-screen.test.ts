import { describe, expect, test } from "vitest";
import { openTrainingScreen } from "../../../src/server/training/training-screen.ts";

/** A screen that keeps what is written, and a clock that is moved by hand. */
function open(isTTY: boolean) {
  const written: string[] = [];
  let time = 0;
  const screen = openTrainingScreen({ isTTY, write: (text: string) => written.push(text) }, () => time);
  return { ...screen, written, pass: (by: number) => (time += by) };
}

describe("the screen of a training", () => {
  test("shows within an epoch how far it is and when it ends, and takes the bar away before a line", () => {
    const { advance, print, pass, written } = open(true);
    for (let done = 1; done <= 30; done++) {
      pass(1000);
      advance({ epoch: 2, epochs: 12, done, total: 120 });
    }
    print("epoch  2: training 3.400 bit");
    // 90 updates of this epoch and ten epochs of 120 are left, a second each.
    expect(written.at(-3)).toBe(
      "\r\u001B[K[######------------------] epoch 2 of 12 at most: 30 of 120 updates, 2 min left (all in 22 min at the latest)",
    );
    expect(written.slice(-2)).toEqual(["\r\u001B[K", "epoch  2: training 3.400 bit\n"]);
  });

  test("counts the time of each epoch from its own first update", () => {
    const { advance, pass, written } = open(true);
    for (const [epoch, each] of [
      [1, 5000],
      [2, 1000],
    ] as const) {
      for (let done = 1; done <= 10; done++) {
        pass(each);
        advance({ epoch, epochs: 2, done, total: 10 });
      }
    }
    expect(written.at(-3)).toMatch(/epoch 2 of 2 at most: 8 of 10 updates, 2 s left \(all in 2 s at the latest\)$/);
  });

  test("is lines alone where nobody watches", () => {
    const { advance, print, pass, written } = open(false);
    for (let done = 1; done <= 30; done++) {
      pass(1000);
      advance({ epoch: 1, epochs: 1, done, total: 30 });
    }
    print("epoch  1");
    expect(written).toEqual(["epoch  1\n"]);
  });
});
