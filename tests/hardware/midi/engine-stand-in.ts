import { openMidiOutput } from "../../../src/hardware/midi/output.ts";
import type { MidiOutputSettings } from "../../../src/hardware/midi/output-settings.ts";

/*
 * A process that stands in for the engine where the engine has to die: it opens the real MIDI output named by its first
 * argument (settings as JSON), holds four notes for 10 s, and obeys the words on its standard input. It tells what
 * it does in lines: "status ready …", "playing", "silenced <time>".
 */

const now = (): number => Number(process.hrtime.bigint()) / 1e6;
const clock = { now, at: () => () => undefined };
const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const settings = JSON.parse(process.argv[2] ?? "{}") as MidiOutputSettings;

const output = openMidiOutput(settings, clock, {
  status: ({ status, text }) => say(`status ${status} ${text}`),
  late: ({ count, worst }) => say(`late ${count} ${worst}`),
});
say(`output ${output.process.pid}`);

function play(): void {
  const at = now() + 20;
  for (const pitch of [60, 64, 67, 72]) {
    output.play({ kind: "noteOn", at, player: "partner", pitch, velocity: 64 });
    output.play({ kind: "noteOff", at: at + 10_000, player: "partner", pitch });
  }
  // More is always on its way: whatever ends the engine also has to deal with what is scheduled.
  for (let step = 1; step <= 20; step += 1) {
    output.play({ kind: "noteOn", at: at + step * 40, player: "child", pitch: 40 + step, velocity: 64 });
    output.play({ kind: "noteOff", at: at + step * 40 + 200, player: "child", pitch: 40 + step });
  }
}

const words: Record<string, () => void> = {
  play,
  silence: () => {
    const at = now();
    output.silence();
    say(`silenced ${at}`);
  },
  throw: () => {
    throw new Error("thrown on purpose");
  },
  block: () => {
    for (const end = now() + 400; now() < end; ) {
      // An engine that is alive but does not come to its event loop.
    }
  },
  garble: () => output.process.send({ kind: "noteOn", at: Number.NaN, player: "partner", pitch: 300, velocity: 0 }),
  stale: () => output.play({ kind: "noteOn", at: now() - 800, player: "partner", pitch: 50, velocity: 64 }),
  release: () => output.play({ kind: "release", at: now(), player: "partner", fade: 100 }),
  soften: () => output.play({ kind: "level", at: now(), player: "partner", level: -12, over: 0 }),
  close: () => void output.close().then(() => process.exit(0)),
  report: () => say(`report ${JSON.stringify(output.process.report)}`),
};
process.stdin.setEncoding("utf8");
process.stdin.on("data", (text: string) => {
  for (const word of text.split("\n")) words[word.trim()]?.();
});
process.on("SIGINT", () => words.close?.());
process.on("SIGTERM", () => words.close?.());
