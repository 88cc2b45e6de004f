import type { JSX } from "preact";

/** Drawings of the rail and the buttons, 24 × 24, in the colour of the text. Each stands beside a word. */
const PATHS = {
  today: "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
  children:
    "M9 8.5a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM21 8.5a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM2 20v-2a4 4 0 0 1 8 0v2M14 20v-2a4 4 0 0 1 8 0v2",
  room: "M4 20V9l8-6 8 6v11zM9.5 20v-6h5v6",
  live: "M3 18c3 0 3-12 6-12s3 12 6 12 3-8 6-8",
  practice: "M12 21a9 9 0 1 1 9-9M12 7v5l3 2M17 17l2 2 3-4",
  settings: "M4 7h9M19 7h1M4 17h1M11 17h9M16 4.5v5M8 14.5v5",
  help: "M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18zM9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M12 17v.2",
  undo: "M9 7L4 12l5 5M4 12h10a6 6 0 0 1 6 6",
  redo: "M15 7l5 5-5 5M20 12H10a6 6 0 0 0-6 6",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  robot: "M6 9h12v10H6zM12 9V5M9.5 13v1M14.5 13v1M3 13v3M21 13v3",
  eeg: "M2 12h4l2-6 4 13 3-9 2 2h5",
  sounds: "M9 18a2.5 2.5 0 1 1-2.5-2.5H9V5l10-2v12.5M19 16a2.5 2.5 0 1 1-2.5-2.5H19",
  partner: "M4 5h16v11H10l-4 4v-4H4z",
  close: "M6 6l12 12M18 6L6 18",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
