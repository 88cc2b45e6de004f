import type { Velocity } from "../time/units.ts";

/** How hard it was struck -> how loud it is played. `fixed`: always as loud; `hits`: as three hits of the player say. */
export type VelocityCurve =
  | { readonly kind: "softChild" }
  | { readonly kind: "normal" }
  | { readonly kind: "strong" }
  | { readonly kind: "fixed"; readonly velocity: Velocity }
  | ({ readonly kind: "hits" } & ThreeHits);

/** Velocities of a soft, a medium and a hard hit, as they came from the device. */
export interface ThreeHits {
  readonly soft: Velocity;
  readonly medium: Velocity;
  readonly hard: Velocity;
}

/** Where the three hits are to land. */
export const LANDINGS = [32, 64, 96] as const;
const LOUDEST: Velocity = 127;
/** Exponents on velocity / 127: a weak hand is raised (32 becomes 56), a strong one tamed (32 becomes 14). */
const EXPONENTS = { softChild: 0.6, normal: 1, strong: 1.6 } as const;
/** Hits that are closer than this cannot be told apart by a hand. */
const LEAST_APART: Velocity = 3;

/** A velocity that can be played: a whole number from 1 to 127. */
export function playable(velocity: number): Velocity {
  return Number.isNaN(velocity) ? 1 : Math.max(1, Math.min(LOUDEST, Math.round(velocity)));
}

/** The curve on which these hits land on 32, 64 and 96; undefined where they do not rise by 3 at the least from one to the next. */
export function fitCurve({ soft, medium, hard }: ThreeHits): VelocityCurve | undefined {
  const hits = [soft, medium, hard].map(playable) as [Velocity, Velocity, Velocity];
  const apart = hits[1] - hits[0] >= LEAST_APART && hits[2] - hits[1] >= LEAST_APART;
  return apart ? { kind: "hits", soft: hits[0], medium: hits[1], hard: hits[2] } : undefined;
}

/** What each velocity from 0 to 127 is played with: rising or level, 1–127 all along; 128 numbers. */
export function curveTable(curve: VelocityCurve): Uint8Array {
  const table = new Uint8Array(LOUDEST + 1);
  const points = curve.kind === "hits" ? pointsThrough(curve) : [];
  let before = 1;
  for (let velocity = 0; velocity <= LOUDEST; velocity++) {
    before = Math.max(before, playable(valueAt(curve, points, velocity)));
    table[velocity] = before;
  }
  return table;
}

type Point = readonly [from: Velocity, to: Velocity];

function valueAt(curve: VelocityCurve, points: readonly Point[], velocity: Velocity): number {
  switch (curve.kind) {
    case "softChild":
    case "normal":
    case "strong":
      return LOUDEST * (velocity / LOUDEST) ** EXPONENTS[curve.kind];
    case "fixed":
      return curve.velocity;
    case "hits":
      return between(points, velocity);
  }
}

/** From nothing through the three hits to the loudest, each further along than the one before. */
function pointsThrough({ soft, medium, hard }: ThreeHits): readonly Point[] {
  const points: Point[] = [[0, 0]];
  for (const [place, hit] of [soft, medium, hard].map(playable).entries()) {
    if (hit > (points.at(-1)?.[0] ?? 0)) points.push([hit, LANDINGS[place] ?? LOUDEST]);
  }
  if ((points.at(-1)?.[0] ?? 0) < LOUDEST) points.push([LOUDEST, LOUDEST]);
  return points;
}

function between(points: readonly Point[], velocity: Velocity): number {
  const above = points.findIndex(([from]) => from >= velocity);
  const [toX, toY] = points[above] ?? [LOUDEST, LOUDEST];
  const [fromX, fromY] = points[above - 1] ?? [0, 0];
  return toX === fromX ? toY : fromY + ((velocity - fromX) / (toX - fromX)) * (toY - fromY);
}
