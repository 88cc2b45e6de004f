import { request } from "node:http";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { KeyRing } from "../../src/server/store/key-ring.ts";
import { antiphon, dataFolder, rigFile } from "../helpers/engine.ts";

interface Answer {
  readonly status: number;
  readonly body: string;
}

function send(
  address: string,
  path: string,
  fields?: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const body = fields && new URLSearchParams(fields).toString();
  return new Promise((resolve, reject) => {
    const options = { method: body === undefined ? "GET" : "POST", agent: false, headers };
    const sent = request(new URL(path, address), options, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part) => {
        text += part;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    sent.on("error", reject).end(body);
  });
}

const RIG = { instruments: [], sounds: [{ driver: "browser" }] };

async function lockedEngine() {
  const data = dataFolder();
  const recovery = await (await KeyRing.open(join(data, "keys.json"))).changePassphrase("three blind mice");
  const engine = antiphon(["start", "--rig", rigFile(RIG)], data);
  onTestFinished(async () => {
    engine.process.kill("SIGTERM");
    await engine.ended;
  });
  return { engine, recovery, address: await engine.address };
}

async function ready(engine: ReturnType<typeof antiphon>): Promise<void> {
  if (engine.said().includes("Antiphon is ready")) return;
  await new Promise<void>((resolve) => {
    engine.process.stdout?.on("data", () => {
      if (engine.said().includes("Antiphon is ready")) resolve();
    });
  });
}

test("a locked record asks for its passphrase on the engine's own screen, and opens the room there", async () => {
  const { engine, address } = await lockedEngine();
  expect(engine.said()).toContain("Antiphon is locked.");
  expect((await send(address, "/")).body).toContain("What was recorded opens with the passphrase.");
  expect((await send(address, "/", undefined, { "accept-language": "de" })).body).toContain("Passwort");
  // Nothing of the panel is there yet, and nobody comes in under another name or from another page.
  expect((await send(address, "/assets/panel.js")).body).toContain("Antiphon is locked");
  for (const headers of [{ host: "evil.example" }, { origin: "http://evil.example" }]) {
    const { status, body } = await send(address, "/unlock", { passphrase: "three blind mice" }, headers);
    expect(status).toBe(503);
    expect(body).toContain("It is opened at the engine's own screen.");
  }
  const wrong = await send(address, "/unlock", { passphrase: "three blind rats" });
  expect(wrong).toMatchObject({ status: 403 });
  expect(wrong.body).toContain("That passphrase does not open it. Check it and try again.");
  expect((await send(address, "/unlock", {})).body).toContain("That recovery key does not open it.");
  const right = await send(address, "/unlock", { passphrase: "three blind mice" });
  expect(right).toMatchObject({ status: 200 });
  expect(right.body).toContain("Opening…");
  await ready(engine);
  expect((await send(address, "/stop")).body).toContain("No session is running now.");
  for (const secret of ["three", "blind", "mice", "rats"]) expect(engine.said()).not.toContain(secret);
});

test("the recovery key opens it too, a wrong one is refused, and none of it is said or logged", async () => {
  const { engine, recovery, address } = await lockedEngine();
  const other = recovery.replace(/^./, (digit) => (digit === "7" ? "8" : "7"));
  const wrong = await send(address, "/unlock", { recovery: other });
  expect(wrong).toMatchObject({ status: 403 });
  expect(wrong.body).toContain("That recovery key does not open it. Compare it with the newest sheet");
  expect(wrong.body).not.toContain(other);
  expect((await send(address, "/unlock", { recovery: recovery.toLowerCase() })).body).toContain("Opening…");
  await ready(engine);
  expect(engine.said()).not.toContain(recovery);
  expect(engine.said()).not.toContain(recovery.slice(0, 9));
});
