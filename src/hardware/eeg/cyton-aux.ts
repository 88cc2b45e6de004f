import type { Millis } from "../../engine/time/units.ts";
import type { CytonPacket } from "./cyton-format.ts";
import { int16At, uintAt } from "./numbers.ts";

/** What the six extra bytes of a Cyton packet say. */
export type CytonAux =
  /** Acceleration in g along x, y, z. */
  | { readonly kind: "acceleration"; readonly g: readonly [number, number, number] }
  /** Acceleration comes at 25 Hz: most packets bring nothing new. */
  | { readonly kind: "nothing new" }
  /** One byte of the acceleration with the board's clock. `restarted`: the first packet since the time stamps were asked for. */
  | {
      readonly kind: "timed acceleration";
      readonly code: string;
      readonly value: number;
      readonly board: Millis;
      readonly restarted: boolean;
    }
  /** Two bytes of any kind with the board's clock. */
  | {
      readonly kind: "timed";
      readonly bytes: readonly [number, number];
      readonly board: Millis;
      readonly restarted: boolean;
    }
  /** Pins or a marker, by the board's mode: three words; a marker stands in the high byte of the first. */
  | { readonly kind: "raw"; readonly words: readonly [number, number, number] }
  | { readonly kind: "own" };

const G_PER_COUNT = 0.002 / 16;

/** Reads the extra bytes of a packet by its footer (Cyton Data Format, firmware 3). */
export function readCytonAux({ aux, footer }: Pick<CytonPacket, "aux" | "footer">): CytonAux {
  const words = [int16At(aux, 0), int16At(aux, 2), int16At(aux, 4)] as const;
  switch (footer) {
    case 0xc0:
      if (words.every((word) => word === 0)) return { kind: "nothing new" };
      return {
        kind: "acceleration",
        g: [words[0] * G_PER_COUNT, words[1] * G_PER_COUNT, words[2] * G_PER_COUNT],
      };
    case 0xc1:
      return { kind: "raw", words };
    case 0xc3:
    case 0xc4:
      return {
        kind: "timed acceleration",
        code: String.fromCharCode(aux[0] ?? 0),
        value: aux[1] ?? 0,
        board: uintAt(aux, 2, 4),
        restarted: footer === 0xc3,
      };
    case 0xc5:
    case 0xc6:
      return {
        kind: "timed",
        bytes: [aux[0] ?? 0, aux[1] ?? 0],
        board: uintAt(aux, 2, 4),
        restarted: footer === 0xc5,
      };
    default:
      return { kind: "own" };
  }
}
