import { LearntSwitches } from "../../hardware/drivers.ts";
import { systemClock } from "../../hardware/system-clock.ts";
import { readAuditLog } from "../access/audit-log.ts";
import { applyCalibration } from "../calibration/rig-calibration.ts";
import { Children } from "../children/children.ts";
import { HouseDesk } from "../desk/desk.ts";
import type { SwitchAction } from "../desk/desk-papers.ts";
import { doSwitched } from "../desk/switch-deeds.ts";
import { dataFolder, inRoot } from "../folders.ts";
import { House } from "../house.ts";
import { logBundle, Sayings } from "../log-bundle.ts";
import { PanelServer } from "../panel-server.ts";
import { Plans } from "../plans/kept-plans.ts";
import { readRig } from "../rig.ts";
import type { SessionSummary } from "../store/record.ts";
import { isLocked, openStore, type Store, type StoreOptions } from "../store/store.ts";
import { UnlockDesk } from "../unlock-desk.ts";
import { givenPassphrase } from "../with-store.ts";

/** One sentence about a session that was cut off, or null. */
function interruptedText(sessions: readonly SessionSummary[]): string | null {
  const newest = sessions[0];
  if (newest?.state !== "interrupted") return null;
  const began = new Date(newest.startedAt).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
  return `The session of ${began} was cut off. It is kept whole up to that moment (${newest.lastSeq} events).`;
}

/** Opens the record. Where it is locked and nobody gave the passphrase, the engine's own screen asks for it. */
async function openRecord(panel: PanelServer, port: number, options: StoreOptions): Promise<Store> {
  const { folder, passphrase } = options;
  if (passphrase !== undefined || !isLocked(folder)) return openStore(options);
  const desk = new UnlockDesk((opener) => openStore({ ...options, passphrase: opener }));
  const address = await panel.greet(port, (request, response, local) => desk.answer(request, response, local));
  say(`Antiphon is locked. Open ${address} in a browser on this machine and give the passphrase. Ctrl-C ends it.`);
  return desk.opened;
}

const sayings = new Sayings();

function say(text: string): void {
  sayings.note(text);
  process.stdout.write(`${text}\n`);
}

/**
 * `antiphon start [--rig FILE]`: opens the room, serves the panel and runs until it is told to end. Ends all notes and
 * the record on SIGINT, SIGTERM, SIGHUP and on an error nobody expected.
 */
export async function start(options: { rig?: string | undefined; port?: number | undefined }): Promise<void> {
  const file = options.rig ?? inRoot("rigs", "simulated.json");
  const asWritten = readRig(file);
  const { rig, sentence: uncalibrated } = applyCalibration(asWritten, file);
  const panel = new PanelServer();
  if (uncalibrated) say(uncalibrated);
  const wanted = options.port ?? rig.panel.port;
  const store = await openRecord(panel, wanted, {
    folder: dataFolder(),
    passphrase: givenPassphrase(),
    onTrouble: (trouble) => {
      say(trouble.text);
      panel.alert({ level: trouble.kind === "recovered" ? "info" : "warning", text: trouble.text });
    },
  });
  const interrupted = interruptedText(store.sessions());
  const switches = new LearntSwitches<SwitchAction>(systemClock, {
    pressed: (action) => {
      doSwitched(house.room, action);
      if (action === "stop") panel.noteSwitchedStop();
    },
    learnt: (action, sign) => {
      desk.learnt(action, sign).catch((error: Error) => say(error.message));
    },
  });
  const house = new House({
    switches,
    rig,
    rigFile: asWritten.robot ? { section: asWritten.robot, file } : null,
    clock: systemClock,
    store,
    panel,
    interrupted,
    say,
    noteTune: (child, tune, kept) => {
      children.noteTune(child, tune, kept).catch((error: Error) => {
        panel.alert({ level: "warning", text: `The tune was not kept with the card. ${error.message}` });
      });
    },
    notePlan: (child, session, minutes) => {
      children.notePlan(child, session, minutes).catch((error: Error) => say(error.message));
    },
  });
  const children = new Children({
    store,
    open: (card) => house.openFor(card),
    here: () => house.room.rig.child,
    changed: () => panel.tellChildren(),
    consented: (code, consented) => {
      house.followConsent(code, consented);
      panel.tellRoom();
    },
    erased: (code) => desk.forgetChild(code),
  });
  const plans = new Plans({
    store,
    here: () => house.room.rig.child,
    changed: () => panel.tellChildren(),
    trouble: (text) => {
      say(text);
      panel.alert({ level: "warning", text });
    },
  });
  panel.keep(children, plans);
  const desk = new HouseDesk({
    store,
    switches,
    knows: (code) => children.list().some(({ card }) => card.code === code),
    changed: () => panel.tellDesk(),
    now: () => new Date(),
  });
  panel.keepDesk(desk);
  panel.gather((audit) => {
    const sessions = store.sessions();
    const names = [
      ...children.list().flatMap(({ card }) => [card.code, card.nickname]),
      ...sessions.map(({ child }) => child),
    ];
    const parts = { sayings, room: house.room, rig, sessions, disk: store.room(), names };
    return logBundle({ ...parts, audit: readAuditLog(audit).entries });
  });

  let ending = false;
  const end = async (code: number, reason: string) => {
    // Asked twice: at once. The output process ends its notes by itself when this one is gone.
    if (ending) process.exit(code);
    ending = true;
    say(reason);
    for (const part of [house, panel, store]) {
      await part.close().catch((error: Error) => say(`Not closed in order: ${error.message}`));
    }
    process.exit(code);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => void end(0, "Ends: all notes off, the session is saved."));
  }
  const fail = (error: unknown) => {
    // STOP first: whatever went wrong, nothing may go on sounding.
    house.room.stop();
    void end(1, `Antiphon had to end: ${error instanceof Error ? error.message : String(error)}. Start it again.`);
  };
  process.on("uncaughtException", fail);
  process.on("unhandledRejection", fail);

  const { lan: on, lanPort, names } = rig.panel;
  const { address, taken, closed } = await panel.listen({
    port: wanted,
    folder: dataFolder(),
    lan: { on, port: lanPort, names },
  });
  if (taken) say(`Port ${wanted} is in use (another Antiphon?), so another one was taken.`);
  if (interrupted) say(interrupted);
  if (closed) say(closed);
  const { network } = panel;
  if (network?.lan) {
    say(`Other devices, once paired, open ${network.addresses.join(" or ")}`);
    say(`and are shown this certificate (SHA-256): ${network.fingerprint}`);
  }
  say(`Antiphon is ready. Open ${address} in a browser and press Start. Ctrl-C ends it.`);
}
