import { expect, test } from "vitest";
import { Stage } from "../helpers/stage.ts";

const tune = [
  [0, 200, 60],
  [300, 200, 67],
  [600, 500, 63],
  [1_300, 200, 70],
  [1_500, 300, 62],
] as const;

test("a tune that the child comes back to is caught and shown, and is gone from the view a minute later", () => {
  const stage = new Stage({ technique: "silence" }).start();
  expect(stage.view.tune).toBeNull();
  for (let time = 0; time < 3; time++) stage.play(tune).wait(3_000);
  expect(stage.view.tune).toMatchObject({ pad: false, count: 3 });
  stage.wait(61_000);
  expect(stage.view.tune).toBeNull();
});

test("the partner's share is told as it is counted in the limits", () => {
  const stage = new Stage({ steering: { mayOfferAgain: false } }).start();
  expect(stage.view.share).toBeNull();
  stage.play(tune).wait(8_000);
  expect(stage.view.share).toBeGreaterThan(0);
  // One answer, no longer than the phrase.
  expect(stage.view.share).toBeLessThanOrEqual(0.5);
});
