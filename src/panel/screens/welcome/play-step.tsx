import { useSignal } from "@preact/signals";
import { Choice } from "../../controls/choice.tsx";
import { useTick } from "../../frame/tick.ts";
import { FIRST_WHITE, moveStrip } from "../../keyboard.ts";
import { pitchName, words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { useComputerKeys } from "../live/computer-keys.ts";
import { KeyStrip } from "../live/key-strip.tsx";
import { DrawnKeys } from "./drawn-keys.tsx";

const WITH = ["plugged", "screen", "computer", "pretend"] as const;
/** A key stays lit for so long after it came up. */
const LIT = 600;
const RECENT = 8_000;
const WHITES = 8;

/** Whatever is played arrives here and is lit: by an instrument, a finger, the computer's keys or the pretend child. */
export function PlayStep({ panel }: { panel: Panel }) {
  useTick(100).value;
  const { welcome } = words.value;
  const way = useSignal<(typeof WITH)[number]>("plugged");
  const computer = useSignal(false);
  const first = useSignal(FIRST_WHITE);
  useComputerKeys(panel, computer, first, (direction) => {
    panel.allKeysUp();
    first.value = moveStrip(first.peek(), WHITES, direction);
  });
  const now = panel.sessionNow() ?? 0;
  const played = panel.roll.between(now - RECENT, now).filter(({ player }) => player === "child");
  const lit = played.filter(({ onset, duration }) => duration === null || onset + duration > now - LIT);
  const last = played.at(-1);
  const choose = (chosen: (typeof WITH)[number]): void => {
    panel.allKeysUp();
    way.value = chosen;
    computer.value = chosen === "computer";
    // Only a session hears keys; sound wants a person's gesture, and this is one.
    if (panel.stopped.peek()) return;
    if (!panel.running.peek()) void panel.start();
    else void panel.turnSoundOn();
  };
  const pretend = panel.welcome.value?.pretendChild != null;
  return (
    <>
      <h3>{welcome.touch}</h3>
      <p>{welcome.touchHow}</p>
      <Choice
        label={welcome.with}
        options={WITH.filter((one) => one !== "pretend" || pretend).map((one) => [one, welcome.withAre[one]])}
        value={way.value}
        onChoose={choose}
        note={welcome.withHow[way.value]}
      />
      {way.value === "screen" ? (
        <KeyStrip panel={panel} whites={Array.from({ length: WHITES }, (_, index) => first.value + index)} />
      ) : (
        <DrawnKeys lit={lit} />
      )}
      <p role="status">
        <b>
          {last
            ? last.voice === "drum"
              ? welcome.arrivedPad(String(last.pitch))
              : welcome.arrived(pitchName(last.pitch))
            : welcome.nothing}
        </b>
      </p>
    </>
  );
}
