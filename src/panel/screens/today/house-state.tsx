import { useTick } from "../../frame/tick.ts";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { addressOf } from "../../route.ts";
import { daysBetween } from "../../size-words.ts";

const OLD_DAYS = 14;

/** How the last room check went, and how old the last copy is. */
export function HouseState({ panel }: { panel: Panel }) {
  useTick(30_000).value;
  const { check, today } = words.value.house;
  const desk = panel.desk.value;
  if (!desk) return null;
  const days = desk.backup && Math.max(0, daysBetween(desk.backup.at, new Date()));
  const old = days === null || days > OLD_DAYS;
  return (
    <div class="line house-state">
      <a class="button" href={addressOf("room")}>
        {today.check}: {checkWords(panel)}
      </a>
      <a class="button" href={addressOf("settings", "backups")}>
        {old && <span aria-hidden="true">{"▲\u00A0"}</span>}
        {today.backup(days === null ? check.backupNone : check.backupAge(days))}
      </a>
    </div>
  );
}

/** "3 min ago, all ok". */
function checkWords(panel: Panel): string {
  const { today } = words.value.house;
  const check = panel.desk.value?.check;
  if (!check) return today.checkNone;
  const minutes = Math.max(0, Math.floor((Date.now() - Date.parse(check.at)) / 60_000));
  const count = (state: string) => check.rows.filter((row) => row.state === state).length;
  const [trouble, without] = [count("trouble"), count("without")];
  const found = trouble > 0 ? today.checkTrouble(trouble) : without > 0 ? today.checkWithout(without) : today.checkOk;
  return `${today.checkAgo(minutes)}, ${found}`;
}
