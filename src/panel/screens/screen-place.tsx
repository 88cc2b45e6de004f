import { type Signal, signal, useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { words } from "../language.ts";
import type { Panel } from "../panel.ts";
import { route, type Screen } from "../route.ts";
import { LiveScreen } from "./live/live-screen.tsx";

type ScreenComponent = ComponentType<{ panel: Panel }>;

/** Live is in the page from the start: it must be there when the engine is slow. The others come when they are opened. */
const SCREENS: Readonly<Record<Exclude<Screen, "live">, () => Promise<ScreenComponent>>> = {
  welcome: async () => (await import("./welcome/welcome-screen.tsx")).WelcomeScreen,
  today: async () => (await import("./today/today-screen.tsx")).TodayScreen,
  children: async () => (await import("./children/children-screen.tsx")).ChildrenScreen,
  plan: async () => (await import("./plan/plan-screen.tsx")).PlanScreen,
  sounds: async () => (await import("./sounds/sounds-screen.tsx")).SoundsScreen,
  room: async () => (await import("./room/room-screen.tsx")).RoomScreen,
  robot: async () => (await import("./robot/robot-screen.tsx")).RobotScreen,
  eeg: async () => (await import("./eeg/eeg-screen.tsx")).EegScreen,
  partner: async () => (await import("./partner/partner-screen.tsx")).PartnerScreen,
  practice: async () => (await import("./practice/practice-screen.tsx")).PracticeScreen,
  help: async () => (await import("./help/help-screen.tsx")).HelpScreen,
  settings: async () => (await import("./settings/settings-screen.tsx")).SettingsScreen,
};

const loaded: Signal<Readonly<Partial<Record<Screen, ScreenComponent>>>> = signal({ live: LiveScreen });

/** The screen that the address names. */
export function ScreenPlace({ panel }: { panel: Panel }) {
  const { frame } = words.value;
  const { screen } = route.value;
  const failed = useSignal(false);
  const Here = loaded.value[screen];
  useEffect(() => {
    failed.value = false;
    if (!loaded.peek()[screen]) void load(screen).then((ok) => (failed.value = !ok));
  }, [screen]);
  if (Here) return <Here panel={panel} />;
  if (!failed.value) return <p class="muted">{frame.loading}</p>;
  return (
    <div class="stack">
      <p>{frame.notLoaded}</p>
      <button type="button" onClick={() => void load(screen).then((ok) => (failed.value = !ok))}>
        {frame.again}
      </button>
    </div>
  );
}

async function load(screen: Screen): Promise<boolean> {
  try {
    const component = screen === "live" ? LiveScreen : await SCREENS[screen]();
    loaded.value = { ...loaded.peek(), [screen]: component };
    return true;
  } catch {
    return false;
  }
}
