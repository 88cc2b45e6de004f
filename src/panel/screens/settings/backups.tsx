import { useSignal } from "@preact/signals";
import { TextField } from "../../controls/text-field.tsx";
import { words } from "../../language.ts";
import { askForWork } from "../../long-work.ts";
import type { Panel } from "../../panel.ts";
import { sizeWords } from "../../size-words.ts";
import { moment } from "../children/moment.ts";

/** Copies of the record: made here, read back at once. */
export function Backups({ panel }: { panel: Panel }) {
  const { backups, check } = words.value.house;
  const desk = panel.desk.value;
  const folder = useSignal<string | undefined>(undefined);
  const busy = useSignal(false);
  if (!desk) return null;
  const { backup, record } = desk;
  const local = panel.access.value?.local === true;
  const place = folder.value ?? backup?.folder.replace(/[\\/][^\\/]+$/, "") ?? "";
  return (
    <section class="card stack" id="backups" aria-labelledby="backups-title">
      <h3 id="backups-title">{backups.title}</h3>
      <p class="muted">{backups.how}</p>
      <p role="status">
        {backup
          ? backups.last(moment(backup.at), backup.sessions, sizeWords(backup.bytes, document.documentElement.lang))
          : backups.none}
      </p>
      {backup && <p class="muted path">{backups.where(backup.folder)}</p>}
      {backup?.holdsErased && <p>▲ {check.backupErased}</p>}
      {!record.locked && <p>▲ {backups.passphraseFirst}</p>}
      {local ? (
        <div class="line">
          <TextField
            label={backups.folder}
            note={backups.folderHow}
            value={place}
            most={1_000}
            onChange={(value) => (folder.value = value)}
          />
          <button
            type="button"
            class="main"
            disabled={busy.value || !record.locked || place.trim() === "" || panel.running.value}
            onClick={() => {
              busy.value = true;
              void askForWork(panel, "backup:make", place.trim()).then(() => (busy.value = false));
            }}
          >
            {busy.value ? backups.busy : backups.now}
          </button>
        </div>
      ) : (
        <p class="muted">{backups.hereOnly}</p>
      )}
      <p class="muted">{backups.restore}</p>
    </section>
  );
}
