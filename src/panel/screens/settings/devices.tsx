import { useSignal } from "@preact/signals";
import type { Role } from "../../../server/protocol.ts";
import { Choice } from "../../controls/choice.tsx";
import { Qr } from "../../controls/qr.tsx";
import { HoldButton } from "../../frame/hold-button.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

const ROLES = ["therapist", "assistant", "observer", "researcher", "administrator", "child", "speaker"] as const;
const OPEN_FOR = 5;

/** Which other devices may come in, and as what. */
export function Devices({ panel }: { panel: Panel }) {
  const { settings } = words.value;
  const access = panel.access.value;
  if (!access?.network) return null;
  const administers = access.roles.includes("administrator");
  const { lan, addresses, fingerprint } = access.network;
  return (
    <section class="card stack" aria-labelledby="devices">
      <h3 id="devices">{settings.devices}</h3>
      {administers ? (
        <Choice
          label={settings.network}
          options={[
            ["off", settings.networks.off],
            ["on", settings.networks.on],
          ]}
          value={lan ? "on" : "off"}
          onChoose={(value) => void panel.send("network:set", { lan: value === "on" })}
          note={settings.networkHow}
        />
      ) : (
        <p class="muted">{settings.administratorOnly}</p>
      )}
      {lan && <p>{settings.addresses(addresses.join(", "))}</p>}
      {lan && fingerprint && <p class="muted fingerprint">{settings.fingerprint(fingerprint)}</p>}
      {lan && access.local && <Pair panel={panel} />}
      <Paired panel={panel} />
    </section>
  );
}

function Pair({ panel }: { panel: Panel }) {
  const { settings } = words.value;
  const role = useSignal<Role>("assistant");
  const pairing = panel.access.value?.pairing;
  if (!pairing) {
    return (
      <>
        <Choice
          label={`${settings.pair} ${settings.pairAs}`}
          options={ROLES.map((one) => [one, settings.roles[one]])}
          value={role.value}
          onChoose={(one) => (role.value = one)}
          note={`${settings.roles[role.value]}: ${settings.roleHow[role.value]}`}
        />
        <div class="line">
          <button
            type="button"
            class="main"
            onClick={() => void panel.send("pairing:open", { role: role.value, minutes: OPEN_FOR })}
          >
            {settings.openPairing}
          </button>
        </div>
      </>
    );
  }
  return (
    <div class="pairing">
      <Qr text={pairing.link} />
      <div class="stack">
        <p class="code">{settings.code(pairing.code.replace(/(\d{3})(\d{3})/, "$1 $2"))}</p>
        <p>{settings.codeHow(settings.roles[pairing.role])}</p>
        <p class="muted">{pairing.link}</p>
        <div class="line">
          <button type="button" onClick={() => void panel.send("pairing:close")}>
            {settings.closePairing}
          </button>
        </div>
      </div>
    </div>
  );
}

function Paired({ panel }: { panel: Panel }) {
  const { settings } = words.value;
  const devices = panel.access.value?.devices ?? [];
  return (
    <>
      <h4>{settings.pairedDevices}</h4>
      {devices.length === 0 && <p class="muted">{settings.noDevices}</p>}
      <ul class="checks">
        {devices.map(({ id, name, role, seenAt, panels }) => (
          <li key={id} class="line device">
            <p class="what">
              <b>{name}</b> {settings.roles[role]}{" "}
              <span class="muted">
                {panels > 0
                  ? settings.here
                  : settings.lastSeen(new Date(seenAt).toLocaleString(document.documentElement.lang))}
              </span>
            </p>
            <HoldButton
              label={settings.remove}
              name={settings.removeHow(name)}
              hold={800}
              onHeld={() => void panel.send("devices:revoke", { id })}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
