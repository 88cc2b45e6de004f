import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { preferences } from "../../preferences.ts";
import { addressOf, goTo } from "../../route.ts";
import { Appearance } from "../settings/appearance.tsx";
import { openFor } from "../today/open-for.ts";
import { HearStep } from "./hear-step.tsx";
import { PlayStep } from "./play-step.tsx";
import { PeopleStep, RobotStep, StopStep } from "./steps.tsx";

const STEPS = ["look", "people", "hear", "play", "robot", "safety"] as const;

/** The first run: five minutes at the most, it can be passed over, and gone through again. */
export function WelcomeScreen({ panel }: { panel: Panel }) {
  const { welcome } = words.value;
  const place = useSignal(0);
  /** STOP was pressed on the last step. */
  const pressed = useSignal(false);
  const step = STEPS[place.value] ?? "safety";
  const name = welcome.step(place.value + 1, STEPS.length);
  useEffect(() => {
    if (step === "safety" && panel.stopped.value) pressed.value = true;
  }, [step, panel.stopped.value]);
  const leave = (): void => {
    preferences.welcomed.value = "yes";
  };
  return (
    <div class="sheet">
      <h2>{welcome.title}</h2>
      <p class="muted" role="status">
        {name}
      </p>
      <section class="card stack" aria-label={name}>
        {step === "look" && (
          <>
            <h3>{welcome.look}</h3>
            <Appearance />
          </>
        )}
        {step === "people" && <PeopleStep panel={panel} />}
        {step === "hear" && <HearStep panel={panel} />}
        {step === "play" && <PlayStep panel={panel} />}
        {step === "robot" && <RobotStep panel={panel} />}
        {step === "safety" && (
          <>
            <StopStep pressed={pressed.value} />
            <div class="line">
              <button
                type="button"
                class="main"
                disabled={!pressed.value}
                onClick={() => {
                  leave();
                  void openFor(panel, null).then((opened) => opened && goTo("live"));
                }}
              >
                {welcome.finish}
              </button>
              <button
                type="button"
                disabled={!pressed.value}
                onClick={() => {
                  leave();
                  goTo("children");
                }}
              >
                {welcome.addChild}
              </button>
            </div>
            {!pressed.value && <p class="muted">{welcome.stopFirst}</p>}
            <p class="muted">{welcome.footer}</p>
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
        <a class="button" href={addressOf("today")} onClick={leave}>
          {welcome.skip}
        </a>
      </div>
    </div>
  );
}
