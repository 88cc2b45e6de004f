import type { AlbumPicture, Picture as Name } from "../../server/protocol.ts";
import { words } from "../language.ts";
import type { Panel } from "../panel.ts";

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
  xylophone: "M10 10v28M17 12v24M24 14v20M31 16v16M38 18v12M6 14l36 8M6 34l36-8",
  guitar: "M21 27L40 8M36 6l6 6M20 20a7 7 0 1 0-9 9 8 8 0 1 0 10 10 7 7 0 0 0 7-11M19 29h.1",
  shaker: "M24 6a10 13 0 0 1 0 26a10 13 0 0 1 0-26zM24 32v12M20 15h.1M26 20h.1M22 25h.1M28 13h.1",
  bells: "M10 36c5-4 4-20 14-20s9 16 14 20zM24 16V9M20 36a4 5 0 0 0 8 0",
  voice: "M24 8a6 6 0 0 1 6 6v9a6 6 0 0 1-12 0v-9a6 6 0 0 1 6-6zM12 22c0 16 24 16 24 0M24 34v8M17 42h14",
  song: "M18 36a5 5 0 1 1-5-5h5V10l20-4v24M38 32a5 5 0 1 1-5-5h5",
  loud: "M6 20h8l10-9v26l-10-9H6zM30 18c4 3 4 9 0 12M35 13c8 6 8 16 0 22",
  quiet: "M12 20h8l10-9v26l-10-9h-8zM36 21c2 2 2 4 0 6",
  high: "M24 40V10M14 20L24 9l10 11M10 42h28",
  low: "M24 8v30M14 28l10 11 10-11M10 6h28",
  fast: "M8 12l14 12L8 36zM24 12l14 12-14 12z",
  slow: "M6 32c0-10 7-16 16-16 8 0 13 6 13 12 4 0 7-3 7-8M6 32h32M14 32v5M32 32v5",
  robot: "M12 18h24v20H12zM24 18V9M19 26v3M29 26v3M6 26v6M42 26v6M19 34h10",
  dance: "M26 9m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0M26 14l-4 12 8 6-2 11M22 26l-8 14M14 16l10 4 12-6",
  again: "M38 24a14 14 0 1 1-5-11M33 5v9h-9",
  done: "M8 25l11 11 21-24",
  break: "M15 10v28M33 10v28",
  stop: "M17 6h14l11 11v14L31 42H17L6 31V17z",
  more: "M24 8v32M8 24h32",
  us: "M15 13m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0M33 13m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0M5 40V31a10 7 0 0 1 19 0a10 7 0 0 1 19 0v9M24 31v9",
  change: "M8 18h26l-7-8M40 30H14l7 8",
  surprise: "M17 17a7 7 0 1 1 10 7c-3 1-3 3-3 6M24 37v.1M6 6h36v36H6z",
};

/** A picture: one that Antiphon brings, or one of the child's own. It says nothing by itself: its word stands beside it. */
export function Picture({ name }: { name: string }) {
  if (isOwn(name)) return <img class="picture" src={`/pictures/${name}`} alt="" draggable={false} />;
  return (
    <svg class="picture" viewBox="0 0 48 48" aria-hidden="true">
      <path d={PATHS[name] ?? PATHS.song} />
    </svg>
  );
}

export function isOwn(name: string): boolean {
  return name.startsWith("own-");
}

/** The word under a picture; a picture of the child's own brings it. */
export function wordOf(name: Name, album: readonly AlbumPicture[]): string {
  const { child, phases } = words.value;
  const own = album.find((picture) => picture.name === name);
  if (own) return own.word;
  return (child.pictures as Readonly<Record<string, string>>)[name] ?? phases[name] ?? child.ownPicture;
}

/** A picture over its word. */
export function PictureCard({ panel, name, when }: { panel: Pick<Panel, "album">; name: Name; when?: string }) {
  return (
    <>
      {when && <span class="when">{when}</span>}
      <Picture name={name} />
      <span class="word">{wordOf(name, panel.album.value)}</span>
    </>
  );
}
