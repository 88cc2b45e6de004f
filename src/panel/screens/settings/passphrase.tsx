import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { HoldButton } from "../../frame/hold-button.tsx";
import { words } from "../../language.ts";
import { askForWork } from "../../long-work.ts";
import type { Panel } from "../../panel.ts";
import { RecoverySheet } from "./recovery-sheet.tsx";

const SHORTEST = 10;

/** Locks the record with a passphrase, and shows the recovery key once. */
export function Passphrase({ panel }: { panel: Panel }) {
  const { people } = words.value.house;
  const record = panel.desk.value?.record;
  const recovery = useSignal<string | undefined>(undefined);
  if (!record) return null;
  if (recovery.value !== undefined) {
    return <RecoverySheet recoveryKey={recovery.value} onDone={() => (recovery.value = undefined)} />;
  }
  return (
    <>
      <h4>{people.passphrase}</h4>
      <p>{record.locked ? people.locked : `▲ ${people.notLocked}`}</p>
      {panel.access.value?.local === true ? (
        <Setting panel={panel} locked={record.locked} onSet={(key) => (recovery.value = key)} />
      ) : (
        <p class="muted">{people.hereOnly}</p>
      )}
    </>
  );
}

function Setting({ panel, locked, onSet }: { panel: Panel; locked: boolean; onSet: (recovery: string) => void }) {
  const { people } = words.value.house;
  const first = useSignal("");
  const second = useSignal("");
  const busy = useSignal(false);
  const long = first.value.length >= SHORTEST;
  const same = first.value === second.value;
  const set = async (passphrase: string | null): Promise<void> => {
    busy.value = true;
    const ack = await askForWork(panel, "lock:set", passphrase);
    busy.value = false;
    first.value = "";
    second.value = "";
    if (ack.ok && ack.given !== undefined) onSet(ack.given);
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (long && same && !busy.peek()) void set(first.peek());
      }}
    >
      <div class="line">
        <Secret
          label={locked ? people.change : people.set}
          value={first.value}
          onChange={(text) => (first.value = text)}
        />
        <Secret label={people.again} value={second.value} onChange={(text) => (second.value = text)} />
      </div>
      <p class="muted" role="status">
        {long && second.value !== "" && !same ? people.differ : people.short}
      </p>
      <div class="line">
        <button type="submit" class="main" disabled={!long || !same || busy.value}>
          {busy.value ? people.busy : people.doSet}
        </button>
        {locked && <HoldButton label={people.off} hold={1_500} onHeld={() => void set(null)} />}
      </div>
    </form>
  );
}

function Secret({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="password"
        autocomplete="new-password"
        maxLength={200}
        value={value}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}
