import { words } from "../language.ts";
import type { Panel } from "../panel.ts";
import { route } from "../route.ts";
import { ScreenPlace } from "../screens/screen-place.tsx";
import { BottomBar } from "./bottom-bar.tsx";
import { DoneToast } from "./done-toast.tsx";
import { KeyList } from "./key-list.tsx";
import { Lock } from "./lock.tsx";
import { NewInstrument } from "./new-instrument.tsx";
import { LinkRibbon, Notices } from "./notices.tsx";
import { Rail } from "./rail.tsx";
import { TopBar } from "./top-bar.tsx";

/** What surrounds every screen: the rail, the state of the room, messages and the verbs. */
export function Frame({ panel }: { panel: Panel }) {
  const { frame, screens } = words.value;
  const { screen } = route.value;
  return (
    <div class={`page on-${screen}`}>
      {/* No link: the address holds the screen. */}
      <button type="button" class="skip" onClick={() => document.getElementById("screen")?.focus()}>
        {frame.skip}
      </button>
      <TopBar panel={panel} />
      <Rail panel={panel} />
      <main id="screen" class="screen" inert={panel.locked.value} tabIndex={-1} aria-label={screens[screen]}>
        <LinkRibbon panel={panel} />
        <ScreenPlace panel={panel} />
      </main>
      <Lock panel={panel} />
      <DoneToast panel={panel} />
      <NewInstrument panel={panel} />
      <Notices panel={panel} />
      <KeyList panel={panel} />
      <BottomBar panel={panel} />
    </div>
  );
}
