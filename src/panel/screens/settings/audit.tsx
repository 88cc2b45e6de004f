import { useSignal } from "@preact/signals";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { moment } from "../children/moment.ts";

interface Entry {
  readonly at: string;
  readonly what: string;
  readonly who: string;
  readonly detail: string;
}

interface Log {
  readonly entries: readonly Entry[];
  readonly broken: number | null;
}

const SHOWN = 50;

async function fetchLog(): Promise<Log | "failed"> {
  try {
    const answer = await fetch("/audit.json");
    return answer.ok ? ((await answer.json()) as Log) : "failed";
  } catch {
    return "failed";
  }
}

/** The audit log, for an administrator. Its words stay as they are written: a log is evidence. */
export function Audit({ panel }: { panel: Panel }) {
  const { audit } = words.value.house;
  const log = useSignal<Log | "failed" | undefined>(undefined);
  if (!panel.access.value?.roles.includes("administrator")) return null;
  const names = new Map((panel.access.value.devices ?? []).map(({ id, name }) => [id, name]));
  return (
    <section class="card stack" id="audit" aria-labelledby="audit-title">
      <h3 id="audit-title">{audit.title}</h3>
      <p class="muted">{audit.how}</p>
      <div class="line">
        <button type="button" onClick={() => void fetchLog().then((read) => (log.value = read))}>
          {audit.show}
        </button>
        <a class="button" href="/audit.json" download="antiphon-audit.json">
          {audit.save}
        </a>
      </div>
      {log.value === "failed" && <p role="status">{audit.failed}</p>}
      {log.value && log.value !== "failed" && (
        <>
          <p role="status">{log.value.broken === null ? audit.whole : `▲ ${audit.broken(log.value.broken)}`}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
          <section class="scrolls" aria-label={audit.show} tabIndex={0}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{audit.when}</th>
                  <th scope="col">{audit.what}</th>
                  <th scope="col">{audit.by}</th>
                  <th scope="col">{audit.detail}</th>
                </tr>
              </thead>
              <tbody>
                {log.value.entries
                  .slice(-SHOWN)
                  .reverse()
                  .map(({ at, what, who, detail }, place) => (
                    <tr key={`${at} ${place}`}>
                      <td>{moment(at)}</td>
                      <td>{what}</td>
                      <td>{who === "own" ? audit.own : (names.get(who) ?? who)}</td>
                      <td>{detail}</td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </section>
        </>
      )}
    </section>
  );
}
