import type { Choice } from "../../server/protocol.ts";

/** Pictures of our own, 48 × 48, in the colour of the text. Each stands over its word. */
const PATHS: Readonly<Record<string, string>> = {
  arrive: "M12 42V8h18v34M30 12l8 4v26M8 42h32M25 25v2",
  hello: "M17 40V22l-4-6M17 22V8M23 22V6M29 22V8M35 24V12M17 40h14l4-16",
  explore: "M20 20m-12 0a12 12 0 1 0 24 0a12 12 0 1 0-24 0M29 29l12 12",
  childLed: "M24 12m-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0M12 42V32a12 8 0 0 1 24 0v10",
  games: "M6 24h12l-4-5M18 24l-4 5M42 24H30l4-5M30 24l4 5M24 8v32",
  windDown: "M8 12h32M12 22h24M17 32h14M22 42h4",
  goodbye: "M8 40V16l12-8v32zM20 24h18M32 17l7 7-7 7",
  drum: "M8 16c0-4 7-7 16-7s16 3 16 7-7 7-16 7-16-3-16-7zM8 16v18c0 4 7 7 16 7s16-3 16-7V16",
  keys: "M6 12h36v24H6zM18 12v24M30 12v24M14 12v13h7V12M27 12v13h7V12",
  song: "M18 36a5 5 0 1 1-5-5h5V10l20-4v24M38 32a5 5 0 1 1-5-5h5",
  robot: "M12 18h24v20H12zM24 18V9M19 26v3M29 26v3M6 26v6M42 26v6M19 34h10",
  quiet: "M8 20h8l10-9v26l-10-9H8zM33 20l8 8M41 20l-8 8",
  fast: "M8 12l14 12L8 36zM24 12l14 12-14 12z",
  slow: "M6 32c0-10 7-16 16-16 8 0 13 6 13 12 4 0 7-3 7-8M6 32h32M14 32v5M32 32v5",
  again: "M38 24a14 14 0 1 1-5-11M33 5v9h-9",
  dance: "M26 9m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0M26 14l-4 12 8 6-2 11M22 26l-8 14M14 16l10 4 12-6",
  done: "M8 25l11 11 21-24",
  break: "M15 10v28M33 10v28",
  stop: "M17 6h14l11 11v14L31 42H17L6 31V17z",
};

export function Picture({ name }: { name: Choice | (string & {}) }) {
  return (
    <svg class="picture" viewBox="0 0 48 48" aria-hidden="true">
      <path d={PATHS[name] ?? PATHS.song} />
    </svg>
  );
}
