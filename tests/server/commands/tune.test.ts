import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { RecordedSession } from "../../../src/models/fine-tuning/child-phrases.ts";
import { playSession } from "../../../src/models/fine-tuning/planted-playing.ts";
import { replay } from "../../../src/server/commands/replay.ts";
import { erase } from "../../../src/server/commands/sessions.ts";
import { tune } from "../../../src/server/commands/tune.ts";
import { chooseNetworks } from "../../../src/server/own-networks.ts";
import { loadResources } from "../../../src/server/resources.ts";
import type { Store } from "../../../src/server/store/store.ts";
import { withStore } from "../../../src/server/with-store.ts";
import { antiphon, rigFile } from "../../helpers/engine.ts";
import { resources } from "../../helpers/stage.ts";
import { habitNamed } from "../../models/fine-tuning/children.ts";
import { freshFolder } from "../store/folders.ts";

const CHILD = "K-1";
const habit = habitNamed("home from the fifth");
let said: string[] = [];

/** Puts a session of the child into the record, as the room would. */
async function record(store: Store, id: string, { settings, lines }: RecordedSession, digest: string): Promise<void> {
  const log = store.beginSession({
    version: 1,
    id,
    child: CHILD,
    seed: settings.seed,
    startedAt: `2026-10-04T10:00:0${id.slice(1)}.000Z`,
    settings: JSON.parse(JSON.stringify({ rig: "test", settings, resources: digest })),
  });
  for (const line of lines) log.append(line);
  await log.end();
}

/** What a session with the child would play with now. */
const inUse = () => withStore((store) => loadResources(undefined, chooseNetworks(store, CHILD)));

beforeEach(() => {
  vi.stubEnv("ANTIPHON_DATA", freshFolder());
  vi.stubEnv("ANTIPHON_PASSPHRASE", "");
  said = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => said.push(String(text)) > 0);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const call = (options: { child?: string; consent?: boolean; reset?: boolean; signal?: AbortSignal } = {}) => {
  const signal = options.signal ?? new AbortController().signal;
  return tune({ child: CHILD, consent: false, reset: false, ...options, signal });
};

// Real stores, threads and networks: slow on a busy machine, never waited for by the clock.
describe("antiphon tune", { timeout: 300_000 }, () => {
  test("gives a child networks of its own, that replay finds, reset takes away and erase destroys", async () => {
    const common = resources().digest;
    await withStore(async (store) => {
      for (const seed of [1, 2]) {
        await record(store, `s${seed}`, playSession(habit, seed, 36, resources()), common);
      }
    });
    expect((await inUse()).digest).toBe(common);

    await call({ consent: true });
    const own = await inUse();
    expect(own.digest).not.toBe(common);
    expect(own.sentence).toMatch(/^The networks are K-1's own, tuned on \d{4}-\d\d-\d\d\.$/);
    expect(said.join("")).toMatch(/^Learns from 2 sessions of K-1.*\npitch 1: [\d.]+ bit/);
    expect(said.join("")).toContain("K-1 has networks of its own from the next start on.");

    // The engine itself opens the room with them.
    const rig = rigFile({ child: CHILD, sounds: [{ driver: "browser" }] });
    const engine = antiphon(["start", "--rig", rig], process.env.ANTIPHON_DATA ?? "");
    await engine.address;
    expect(engine.said()).toContain("The networks are K-1's own, tuned on ");
    engine.process.kill("SIGTERM");
    await engine.ended;

    // A session with each: replay takes the right ones by the digest in the log, byte for byte.
    await withStore((store) => record(store, "s3", playSession(habit, 3, 4, own), own.digest));
    for (const session of ["s1", "s3"]) {
      said = [];
      await replay(session);
      expect(said.at(-1)).toBe("The commands are the same, byte for byte.\n");
      expect(said.join("")).not.toContain("not those of the recording");
    }

    said = [];
    await tune({ child: undefined, consent: false, reset: false });
    expect(said.join("")).toMatch(/^K-1 {2}networks of its own, tuned \d{4}-/);
    await call({ reset: true });
    expect(said.at(-1)).toBe("K-1 has the common networks again.\n");
    const back = await inUse();
    expect(back.digest).toBe(common);
    const input = new Float32Array(back.networks.trend.inputs).fill(0.25);
    const logits = ({ networks: { trend } }: typeof back) => trend.step(trend.initial(), input, trend.blank()).output;
    expect(logits(back)).toEqual(logits({ ...back, ...resources() }));
    expect(logits(own)).not.toEqual(logits(back));
    said = [];
    // Its networks are gone: it can be folded, but not to the same commands, and that is said.
    await replay("s3").catch((error: Error) => expect(error.message).toMatch(/^The commands differ from line/));
    expect(said[0]).toMatch(/^The networks or tunes are not those of the recording/);

    await call({ consent: true });
    expect((await inUse()).digest).not.toBe(common);
    await erase(CHILD);
    expect((await inUse()).digest).toBe(common);
    await expect(call({ consent: true })).rejects.toThrow("There is no session of K-1 in the record.");
  });

  test("without consent does nothing and says what is needed", async () => {
    expect(() => call()).toThrow(
      'Networks learn from what K-1 played only with the consent of those responsible for the child. When it is on record, run "antiphon tune K-1 --consent".',
    );
  });

  test("with too little playing, and when it is cancelled, leaves nothing behind", async () => {
    await withStore((store) => record(store, "s1", playSession(habit, 1, 6, resources()), resources().digest));
    await expect(call({ consent: true })).rejects.toThrow(/^There are 5 phrases that follow on another one/);
    await expect(call({ consent: true, signal: AbortSignal.abort() })).rejects.toThrow(
      "Fine-tuning was cancelled; the networks in use stay as they were.",
    );
    said = [];
    await tune({ child: undefined, consent: false, reset: false });
    expect(said).toEqual(["No child has networks of its own.\n"]);
    await call({ reset: true });
    expect(said.at(-1)).toBe("K-1 has no networks of its own.\n");
  });
});
