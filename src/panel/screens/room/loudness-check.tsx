import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { addressOf } from "../../route.ts";
import { Check } from "./check.tsx";
import { loudnessState } from "./loudness-words.ts";

/** How loud it is at the child's ear, where somebody measured, and the way to measuring. */
export function LoudnessCheck({ panel }: { panel: Panel }) {
  const { room, sounding } = words.value;
  const loudness = panel.welcome.value?.loudness;
  const ear = panel.view.value?.ear;
  const level = ear?.level;
  const text = level
    ? `${sounding.atMost(Math.round(level.most.equivalent), Math.round(level.most.fastest))} ${sounding.allowed(ear.ceiling.equivalent, ear.ceiling.fastest)}`
    : loudness?.state === "outdated"
      ? sounding.outdatedHow
      : room.notMeasured;
  return (
    <Check
      id="loudness"
      name={sounding.ear}
      state={loudnessState(loudness)}
      good={loudness?.state !== "outdated" && !loudness?.tooLoud}
      text={text}
      fix={loudness?.tooLoud ? sounding.tooLoud : sounding.outdatedHow}
    >
      <a class="button" href={addressOf("room", "loudness")}>
        {sounding.calibrate}
      </a>
    </Check>
  );
}
