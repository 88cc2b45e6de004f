import type { Panel } from "../panel.ts";
import { BottomBar } from "./bottom-bar.tsx";
import { Decisions } from "./decisions.tsx";
import { Keys } from "./keys.tsx";
import { LinkRibbon, Notices } from "./notices.tsx";
import { PartnerState } from "./partner-state.tsx";
import { PretendChild } from "./pretend-child.tsx";
import { RollSection } from "./roll-section.tsx";
import { Space } from "./space.tsx";
import { Techniques } from "./techniques.tsx";
import { TopBar } from "./top-bar.tsx";

/** The one live screen. */
export function App({ panel }: { panel: Panel }) {
  return (
    <div class="page">
      <a class="skip" href="#partner">
        Skip to the music partner
      </a>
      <TopBar panel={panel} />
      <LinkRibbon panel={panel} />
      <Notices panel={panel} />
      <main class="middle">
        <section class="card partner" id="partner" aria-labelledby="partner-title" tabIndex={-1}>
          <h2 class="hidden" id="partner-title">
            Music partner
          </h2>
          <PartnerState panel={panel} />
          <Techniques panel={panel} />
          <Space panel={panel} />
          <PretendChild panel={panel} />
        </section>
        <section class="card playing" aria-labelledby="playing-title">
          <RollSection panel={panel} />
          <Decisions panel={panel} />
        </section>
        <Keys panel={panel} />
      </main>
      <BottomBar panel={panel} />
    </div>
  );
}
