import { useSignal } from "@preact/signals";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

interface Licence {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

async function fetchLicences(): Promise<readonly Licence[] | "failed"> {
  try {
    const answer = await fetch("/licences.json");
    return answer.ok ? ((await answer.json()) as Licence[]) : "failed";
  } catch {
    return "failed";
  }
}

/** What Antiphon is, what it is made of, and a log for whoever helps. */
export function MadeOf({ panel }: { panel: Panel }) {
  const { help, moreHelp } = words.value;
  const licences = useSignal<readonly Licence[] | "failed" | undefined>(undefined);
  const mayLog = panel.access.value?.roles.some((role) => role === "therapist" || role === "administrator");
  return (
    <>
      {mayLog && (
        <section class="card stack no-print" aria-labelledby="log">
          <h3 id="log">{moreHelp.log}</h3>
          <p>{moreHelp.logHow}</p>
          <div class="line">
            <a class="button" href="/log-bundle.json" download="antiphon-log.json">
              {moreHelp.logSave}
            </a>
          </div>
        </section>
      )}
      <section class="card stack no-print" aria-labelledby="about">
        <h3 id="about">{help.aboutTitle}</h3>
        {moreHelp.about.map((line) => (
          <p key={line}>{line}</p>
        ))}
        <p class="muted">{help.version(panel.welcome.value?.version ?? "…")}</p>
      </section>
      <section class="card stack no-print" aria-labelledby="licences">
        <h3 id="licences">{moreHelp.licences}</h3>
        <p>{moreHelp.licencesHow}</p>
        <div class="line">
          <button type="button" onClick={() => void fetchLicences().then((read) => (licences.value = read))}>
            {moreHelp.licencesShow}
          </button>
          <a class="button" href="/licences.txt" target="_blank" rel="noopener">
            {moreHelp.licencesTexts}
          </a>
        </div>
        {licences.value === "failed" && <p role="status">{moreHelp.licencesFailed}</p>}
        {Array.isArray(licences.value) && <LicenceTable licences={licences.value} />}
      </section>
    </>
  );
}

function LicenceTable({ licences }: { licences: readonly Licence[] }) {
  const { moreHelp } = words.value;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <section class="scrolls" aria-label={moreHelp.licencesShow} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{moreHelp.package}</th>
            <th scope="col">{moreHelp.version}</th>
            <th scope="col">{moreHelp.licence}</th>
          </tr>
        </thead>
        <tbody>
          {licences.map(({ name, version, licence }, place) => (
            <tr key={`${name} ${place}`}>
              <td>{name}</td>
              <td>{version}</td>
              <td>{licence}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
