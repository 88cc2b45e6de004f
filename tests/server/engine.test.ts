import { describe, expect, test } from "vitest";
import { antiphon, dataFolder, playAKey, rigFile, run } from "../helpers/engine.ts";

const RIG = { sounds: [{ driver: "simulated-out" }], session: { childSound: true } };

describe("a session that is cut off", () => {
  test("is there after the next start, and folds to the same commands", { timeout: 120_000 }, async () => {
    const data = dataFolder();
    const first = antiphon(["start", "--rig", rigFile(RIG)], data);
    await playAKey(await first.address);
    first.process.kill("SIGKILL");
    expect(await first.ended).toBe("SIGKILL");

    const second = antiphon(["start", "--rig", rigFile(RIG)], data);
    await second.address;
    expect(second.said()).toMatch(
      /The session of .* was cut off\. It is kept whole up to that moment \(\d+ events\)\./,
    );
    second.process.kill("SIGTERM");
    expect(await second.ended).toBe(0);

    const listed = await run(["sessions"], data);
    expect(listed.said).toMatch(/ {2}practice {2}.* {2}interrupted {2}/);
    const [id = ""] = listed.said.split(" ");
    const folded = await run(["replay", id], data);
    expect(folded.said).toContain("The commands are the same, byte for byte.");
    expect(folded.code).toBe(0);
  });
});

describe("ending", () => {
  test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "%s saves the session and ends with 0",
    { timeout: 120_000 },
    async (signal) => {
      const data = dataFolder();
      const engine = antiphon(["start", "--rig", rigFile(RIG)], data);
      await playAKey(await engine.address);
      engine.process.kill(signal);
      expect(await engine.ended).toBe(0);
      expect((await run(["sessions"], data)).said).toMatch(/ {2}ended {2}/);
    },
  );
});

describe("what cannot be done is said in one line", () => {
  const table: [string, string[], RegExp][] = [
    [
      "an unknown key in the rig",
      ["start", "--rig", rigFile({ ...RIG, colour: "red" })],
      /"colour" is no key of a rig\. Remove it, or correct its spelling\.\n$/,
    ],
    ["a rig that is not there", ["start", "--rig", "rigs/none.json"], /^There is no rig file rigs\/none\.json\. .*\n$/],
    ["a command that is none", ["dance"], /^"dance" is no command\. .*\n$/],
    ["an option that is none", ["start", "--colour", "red"], /^Unknown option '--colour'\. .*\n$/],
    [
      "a file that is no MIDI file",
      ["play", "package.json", "--fast"],
      /^package\.json: byte 0: this is not a MIDI file.*\n$/,
    ],
    ["a file that is not there", ["play", "none.mid", "--fast"], /^none\.mid: there is no such file\..*\n$/],
    [
      "a number that is none",
      ["play", "none.mid", "--minutes", "many"],
      /^--minutes wants a number from 0\.1 to 240, not "many"\.\n$/,
    ],
    ["a log that is not there", ["replay", "20200101-000000-0000"], /^There is no session 20200101-000000-0000.*\n$/],
  ];
  test.each(table)("%s", { timeout: 60_000 }, async (_, args, sentence) => {
    const { code, said } = await run(args, dataFolder());
    expect(said).toMatch(sentence);
    expect(said).not.toMatch(/\n.*\n| {4}at /);
    expect(code).toBe(1);
  });

  test("a second engine on the same record", { timeout: 120_000 }, async () => {
    const data = dataFolder();
    const first = antiphon(["start", "--rig", rigFile(RIG)], data);
    await first.address;
    const second = await run(["start", "--rig", rigFile(RIG)], data);
    expect(second.code).toBe(1);
    expect(second.said).toMatch(/^[^\n]*another[^\n]*\n$/i);
    first.process.kill("SIGTERM");
    await first.ended;
  });
});
