import { z } from "zod";
import { ADXL335 } from "../../engine/gestures/wrist-scale.ts";

/** What all sensors have. */
const common = {
  name: z.string().min(1).max(60).default("Wrist"),
  /**
   * What becomes of a tap. "tell": it is a gesture like the others. "play": it is a stroke on a pad, with the child's own sound, which
   * the partner hears.
   */
  taps: z.enum(["tell", "play"]).default("tell"),
};

export const GESTURES_SECTION = z.discriminatedUnion("driver", [
  /** Nobody: an arm that is simulated, behind the bytes of a real sensor. For trying out, demonstrations and tests. */
  z.strictObject({
    driver: z.literal("simulated-wearer"),
    ...common,
    /** Each number is another arm. */
    wearer: z.int().min(0).max(0xffffffff).default(60),
    /** Share of its movements that are gestures; the rest is everyday movement. */
    gestures: z.number().min(0).max(1).default(0.4),
  }),
  /** A three-axis analogue accelerometer on A0, A1 and A2 of a board with the project's biosignal sketch. */
  z.strictObject({
    driver: z.literal("wrist-sensor"),
    ...common,
    /** Its path (`/dev/ttyUSB0`, `COM3`), or a part of the device's serial number: never "any", which could be the robot. */
    port: z.string().min(1).max(200),
    /** Millivolts at 0 g, and for each g more: an ADXL335 at 3.3 V where they are left out. */
    zero: z.number().min(0).max(5_000).default(ADXL335.zero),
    perG: z.number().min(20).max(2_000).default(ADXL335.perG),
    /** The strap sits the other way round: x points to the elbow, not to the hand. */
    turned: z.boolean().default(false),
  }),
]);
export type GesturesSection = z.infer<typeof GESTURES_SECTION>;
