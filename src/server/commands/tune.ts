import type { RecordedSession } from "../../models/fine-tuning/child-phrases.ts";
import { type OwnNetworks, writeOwnNetworks } from "../../models/fine-tuning/own-networks.ts";
import type { TunedNetwork, Tuning } from "../../models/fine-tuning/tuning.ts";
import { TUNING_SECONDS } from "../../models/fine-tuning/tuning-plan.ts";
import { tuneInThread } from "../../models/fine-tuning/tuning-thread.ts";
import { inRoot } from "../folders.ts";
import { loadTunes } from "../library.ts";
import { digestOfBase } from "../own-networks.ts";
import { RECORDED } from "../recorded-settings.ts";
import { Refusal } from "../refusal.ts";
import type { Store } from "../store/store.ts";
import { withStore } from "../with-store.ts";

export interface TuneOptions {
  /** The child's code; without one, the children with networks of their own are listed. */
  readonly child: string | undefined;
  /** Those responsible for the child have consented, and it is on record. */
  readonly consent: boolean;
  readonly reset: boolean;
  /** Ends the work; Ctrl-C when left out. */
  readonly signal?: AbortSignal;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Aborted by Ctrl-C, or when the terminal goes. A second Ctrl-C ends the process as ever. */
function endAsked(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, () => controller.abort());
  return controller.signal;
}

function list(store: Store): void {
  const children = store.childrenWithNetworks();
  for (const { child, tunedAt } of children) say(`${child}  networks of its own, tuned ${tunedAt}`);
  if (children.length === 0) say("No child has networks of its own.");
}

async function reset(store: Store, child: string): Promise<void> {
  const had = store.childrenWithNetworks().some((other) => other.child === child);
  await store.dropNetworks(child);
  say(had ? `${child} has the common networks again.` : `${child} has no networks of its own.`);
}

/** What is recorded of a child, in order of time. Throws Refusal without a session, StoreRefusal when one cannot be read. */
function recordedOf(store: Store, child: string): RecordedSession[] {
  const ids = store.sessions().flatMap(({ id, child: of, state }) => (of === child && state !== "erased" ? [id] : []));
  if (ids.length === 0)
    throw new Refusal(`There is no session of ${child} in the record. "antiphon sessions" lists all.`);
  return ids.reverse().flatMap((id) => {
    const { header, lines } = store.read(id);
    const recorded = RECORDED.safeParse(header.settings);
    // A session of another version was played to another partner; its log cannot be folded here.
    return recorded.success ? [{ settings: recorded.data.settings, lines: [...lines] }] : [];
  });
}

function gainText(name: string, { gain, weights }: TunedNetwork): string {
  const figure = `${gain.mean.toFixed(2)} ± ${gain.error.toFixed(2)} bit a phrase over ${gain.phrases} phrases not learnt from`;
  return `${name}: ${figure}; ${weights ? "the tuned network is used" : "not enough, the common network is used"}.`;
}

async function keep(store: Store, child: string, sessions: number, tuning: Tuning): Promise<void> {
  const { asked, pitch, trend } = tuning;
  say(gainText("Gain in initial pitch", pitch));
  say(gainText("Gain in trend", trend));
  if (!pitch.weights && !trend.weights) {
    say(`Nothing was gained, so nothing was kept; the networks in use for ${child} stay as they were.`);
    return;
  }
  const tunedAt = new Date().toISOString();
  const gains = { pitch: pitch.gain, trend: trend.gain };
  const networks: OwnNetworks = {
    about: { base: digestOfBase(), tunedAt, sessions, asked, gains },
    pitch: pitch.weights,
    trend: trend.weights,
  };
  await store.keepNetworks(child, writeOwnNetworks(networks), tunedAt);
  say(`${child} has networks of its own from the next start on. "antiphon tune ${child} --reset" takes them away.`);
}

/**
 * `antiphon tune CHILD --consent`: fine-tunes the networks to what the child has played, in a thread of its own, and keeps
 * them sealed with the child's key. `--reset` takes them away; without a child those that have some are listed.
 * Throws Refusal or TuningRefusal, one sentence: no consent, no session, too little playing, cancelled, failed.
 */
export function tune({ child, consent, reset: wantsReset, signal = endAsked() }: TuneOptions): Promise<void> {
  if (child === undefined) return withStore(list);
  if (wantsReset) return withStore((store) => reset(store, child));
  if (!consent) {
    throw new Refusal(
      `Networks learn from what ${child} played only with the consent of those responsible for the child. When it is on record, run "antiphon tune ${child} --consent".`,
    );
  }
  return withStore(async (store) => {
    const sessions = recordedOf(store, child);
    say(
      `Learns from ${sessions.length} ${sessions.length === 1 ? "session" : "sessions"} of ${child}, ${TUNING_SECONDS / 60} minutes at the most. Ctrl-C ends it and leaves nothing behind.`,
    );
    const order = { models: inRoot("models"), sessions, tunes: loadTunes(), seconds: TUNING_SECONDS };
    const tuning = await tuneInThread(order, {
      signal,
      progress: ({ network, epoch, bits, best }) =>
        say(`${network} ${epoch}: ${bits.toFixed(3)} bit${best ? " *" : ""}`),
    });
    await keep(store, child, sessions.length, tuning);
  });
}
