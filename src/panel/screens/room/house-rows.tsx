import { useSignal } from "@preact/signals";
import { Qr } from "../../controls/qr.tsx";
import { words } from "../../language.ts";
import { askForWork } from "../../long-work.ts";
import type { Panel } from "../../panel.ts";
import { addressOf } from "../../route.ts";
import { daysBetween, sizeWords } from "../../size-words.ts";
import { SWITCH_ACTIONS } from "../settings/foot-switches.tsx";
import { Check } from "./check.tsx";

/** Bytes of a minute of a busy session, until the first has been measured. */
const BUSY = 3_600_000;
const MANY_HOURS = 500;
const OLD_DAYS = 14;
const CODE_FOR = 5;

/** The child's own screen: whether one is there, and the way to one. */
export function ChildScreenCheck({ panel }: { panel: Panel }) {
  const { check } = words.value.house;
  const access = panel.access.value;
  const count = access?.childScreens ?? 0;
  const pairing = access?.pairing?.role === "child" ? access.pairing : undefined;
  const lan = access?.network?.lan ?? false;
  return (
    <>
      <Check
        id="childScreen"
        name={check.childScreen}
        state={check.childScreens(count)}
        good
        text={count === 0 && !lan ? check.childScreenLan : check.childScreenHow}
      >
        <a class="button" href="/child" target="_blank" rel="noreferrer">
          {check.childScreenHere}
        </a>
        {lan && access?.local && !pairing && (
          <button type="button" onClick={() => void panel.send("pairing:open", { role: "child", minutes: CODE_FOR })}>
            {check.childScreenCode}
          </button>
        )}
      </Check>
      {pairing && (
        <li class="card pairing">
          <Qr text={pairing.link} />
          <p class="code">{words.value.settings.code(pairing.code.replace(/(\d{3})(\d{3})/, "$1 $2"))}</p>
        </li>
      )}
    </>
  );
}

/** Which foot switches are learnt. They are learnt in Settings. */
export function SwitchCheck({ panel }: { panel: Panel }) {
  const { check, switches } = words.value.house;
  const learnt = panel.desk.value?.switches;
  const names = SWITCH_ACTIONS.filter((action) => learnt?.[action]).map((action) => switches.actions[action]);
  return (
    <Check
      id="switches"
      name={check.switches}
      state={names.length === 0 ? check.switchesNone : check.switchesLearnt(names.join(", "))}
      good
    >
      <a class="button" href={addressOf("settings", "switches")}>
        {switches.learnShort}
      </a>
    </Check>
  );
}

/** What the lights do with this child, and why, in words. */
export function LightCheck({ panel }: { panel: Panel }) {
  const { check } = words.value.house;
  const code = panel.welcome.value?.child;
  const card = panel.children.value.find((entry) => entry.card.code === code)?.card;
  const lights = panel.view.value?.robot?.wishes.lights;
  const seizures = card?.seizures ?? "practice";
  return (
    <Check
      id="lights"
      name={check.lights}
      state={lights ? check.lightsAre[lights] : check.lightsNone}
      good={seizures !== "ask"}
      text={check.seizures[seizures]}
    >
      {card && (
        <a class="button" href={addressOf("children", card.code, "senses")}>
          {words.value.room.open}
        </a>
      )}
    </Check>
  );
}

/** How long the disk lasts at the pace of the last sessions. */
export function RecordingCheck({ panel }: { panel: Panel }) {
  const { check } = words.value.house;
  const record = panel.desk.value?.record;
  if (!record) return null;
  const { free, bytesPerMinute, low } = record;
  const size = sizeWords(free ?? 0, document.documentElement.lang);
  const hours = free === null ? undefined : Math.floor(free / (bytesPerMinute ?? BUSY) / 60);
  const isLow = free !== null && free < low;
  const card = panel.children.value.find((entry) => entry.card.code === panel.welcome.value?.child)?.card;
  const noConsent = card !== undefined && card.consent.sessionData?.given !== true;
  const state =
    hours === undefined ? check.hoursUnknown : hours > MANY_HOURS ? check.hoursMany(size) : check.hours(hours, size);
  const rate = bytesPerMinute === null ? check.guessedRate : check.measuredRate;
  return (
    <Check
      id="recording"
      name={check.recording}
      state={state}
      good={!isLow}
      text={noConsent ? `${rate} ${check.recordingConsent}` : rate}
      fix={check.low}
    />
  );
}

/** How old the last copy is. */
export function BackupCheck({ panel }: { panel: Panel }) {
  const { check, backups } = words.value.house;
  const { people } = words.value.house;
  const desk = panel.desk.value;
  const busy = useSignal(false);
  if (!desk) return null;
  const { backup, record } = desk;
  const days = backup && daysBetween(backup.at, new Date());
  const practice = panel.welcome.value?.child === "practice";
  const old = days !== null && days > OLD_DAYS;
  const local = panel.access.value?.local === true;
  return (
    <Check
      id="backup"
      name={check.backup}
      state={days === null ? check.backupNone : check.backupAge(Math.max(0, days))}
      good={!(old || (days === null && !practice) || backup?.holdsErased)}
      text={backup?.holdsErased ? check.backupErased : old ? check.backupOld : undefined}
      fix={record.locked ? backups.how : backups.passphraseFirst}
    >
      {backup && record.locked && local ? (
        <button
          type="button"
          disabled={busy.value || panel.running.value}
          onClick={() => {
            busy.value = true;
            const into = backup.folder.replace(/[\\/][^\\/]+$/, "") || "/";
            void askForWork(panel, "backup:make", into).then(() => (busy.value = false));
          }}
        >
          {busy.value ? backups.busy : backups.now}
        </button>
      ) : (
        <a class="button" href={addressOf("settings", record.locked ? "backups" : "people")}>
          {record.locked ? backups.title : people.title}
        </a>
      )}
    </Check>
  );
}
