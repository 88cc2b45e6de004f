import type { ChildCard } from "../../../server/protocol.ts";

const PATHS: Readonly<Record<ChildCard["symbol"], string>> = {
  circle: "M24 6a18 18 0 1 1 0 36 18 18 0 0 1 0-36z",
  square: "M8 8h32v32H8z",
  triangle: "M24 6l20 34H4z",
  diamond: "M24 4l20 20-20 20L4 24z",
  star: "M24 4l6 13 14 2-10 10 2 15-12-7-12 7 2-15L4 19l14-2z",
  wave: "M4 30c7 0 7-14 14-14s7 14 14 14 6-8 12-12v6c-5 4-6 12-12 12s-8-14-14-14-7 14-14 14z",
};

/** The sign that stands for a child: a drawing, never a photograph. */
export function ChildSign({ symbol }: { symbol: ChildCard["symbol"] }) {
  return (
    <svg class="sign-of-child" viewBox="0 0 48 48" aria-hidden="true">
      <path d={PATHS[symbol]} />
    </svg>
  );
}
