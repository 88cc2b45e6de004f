import type { InstrumentPicture, InstrumentSettings } from "../../../server/protocol.ts";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { addressOf } from "../../route.ts";
import { Filters } from "./filters.tsx";
import { nameOf } from "./instrument-list.tsx";
import { KeyMap } from "./key-map.tsx";
import { Touch } from "./touch.tsx";

/** What each part of an instrument's page is handed. */
export interface InstrumentProps {
  readonly panel: Panel;
  readonly instrument: InstrumentPicture;
  readonly onChange: (change: Partial<InstrumentSettings>) => void;
}

/** One instrument: its keys, how hard they are struck, and what is not heard. */
export function InstrumentPage({ panel, instrument }: Omit<InstrumentProps, "onChange">) {
  const { instruments: said } = words.value;
  const { device, connected } = instrument;
  const onChange = (change: Partial<InstrumentSettings>): void => {
    void panel.send("instrument:set", { device, change });
  };
  const parts = { panel, instrument, onChange };
  return (
    <>
      <div class="line">
        <a class="button" href={addressOf("sounds")}>
          ◂ {said.back}
        </a>
        <h3>
          {nameOf(instrument)} {!connected && <span class="muted">{said.away}</span>}
        </h3>
      </div>
      <KeyMap {...parts} />
      <Touch {...parts} />
      <Filters {...parts} />
    </>
  );
}
