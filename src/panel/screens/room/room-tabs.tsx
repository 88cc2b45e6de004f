import { words } from "../../language.ts";
import { addressOf, route } from "../../route.ts";

const TABS = ["room", "sounds", "robot", "eeg", "partner"] as const;

/** The parts of the room, each a screen of its own. */
export function RoomTabs() {
  const { room } = words.value;
  const { screen } = route.value;
  return (
    <nav class="tabs" aria-label={room.tabs}>
      {TABS.map((tab) => (
        <a key={tab} class="button" href={addressOf(tab)} aria-current={tab === screen ? "page" : undefined}>
          {room.tab[tab]}
        </a>
      ))}
    </nav>
  );
}
