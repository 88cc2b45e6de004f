import { useSignal } from "@preact/signals";
import { RobotGate } from "../../frame/robot-gate.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { preferences } from "../../preferences.ts";
import { addressOf, goTo } from "../../route.ts";
import { Appearance } from "../settings/appearance.tsx";
import { HearStep, StopStep, TouchStep } from "./steps.tsx";

const STEPS = ["look", "hear", "touch", "robot", "safety", "finish"] as const;

/** The first run: five minutes at the most, and it can be passed over. */
export function WelcomeScreen({ panel }: { panel: Panel }) {
  const { welcome } = words.value;
  const place = useSignal(0);
  const step = STEPS[place.value] ?? "finish";
  const robot = panel.view.value?.robot;
  const leave = (): void => {
    preferences.welcomed.value = "yes";
  };
  return (
    <div class="sheet">
      <h2>{welcome.title}</h2>
      <p class="muted" role="status">
        {welcome.step(place.value + 1, STEPS.length)}
      </p>
      <section class="card stack" aria-label={welcome.step(place.value + 1, STEPS.length)}>
        {step === "look" && (
          <>
            <h3>{welcome.look}</h3>
            <Appearance />
          </>
        )}
        {step === "hear" && <HearStep panel={panel} />}
        {step === "touch" && <TouchStep panel={panel} />}
        {step === "robot" && (
          <>
            <h3>{welcome.robot}</h3>
            <p>{robot ? welcome.robotHow : welcome.noRobot}</p>
            {robot && (
              <div class="line">
                <RobotGate panel={panel} />
                <button
                  type="button"
                  disabled={!robot.ready || !panel.running.value}
                  onClick={() => void panel.send("robot:gesture", "wave")}
                >
                  {welcome.wave}
                </button>
              </div>
            )}
          </>
        )}
        {step === "safety" && <StopStep panel={panel} />}
        {step === "finish" && (
          <>
            <p>{welcome.footer}</p>
            <div class="line">
              <button
                type="button"
                class="main"
                onClick={() => {
                  leave();
                  goTo("live");
                }}
              >
                {welcome.finish}
              </button>
              <a class="button" href={addressOf("children")} onClick={leave}>
                {welcome.addChild}
              </a>
            </div>
          </>
        )}
      </section>
      <div class="line">
        <button type="button" disabled={place.value === 0} onClick={() => (place.value -= 1)}>
          {welcome.back}
        </button>
        {place.value < STEPS.length - 1 && (
          <button type="button" class="main" onClick={() => (place.value += 1)}>
            {welcome.next}
          </button>
        )}
        <a class="button" href={addressOf("live")} onClick={leave}>
          {welcome.skip}
        </a>
      </div>
    </div>
  );
}
