import { parseArgs } from "node:util";
import { Refusal } from "./refusal.ts";

const HELP = `Antiphon: a child plays, Antiphon listens, waits and answers.

  antiphon start [--rig FILE] [--port N]     open the room and serve the panel (as npm start does)
  antiphon play FILE.mid [--seed N] [--minutes M] [--out FILE] [--fast] [--to PORT]
                                             new music from a tune's segments; --fast writes without playing
  antiphon corpus FOLDER [--out FILE] [--split-by tune|folder]
                                             one file of all tunes below a folder, and a verdict on every file
  antiphon evaluate [--generator NAME|all] [--tunes N] [--minutes M] [--seeds K] [--corpus FILE] [--out FOLDER] [--summary FILE]
                                             how the music measures beside other generators: a page and JSON
  antiphon simulate [--child NAME|all] [--minutes M] [--technique NAME] [--plan 20|30|45] [--seed N] [--report] [--out FOLDER]
                                             a session with a pretend child in simulated time; --report writes a page, a
                                             MIDI file, a piano roll, the measures and the log
  antiphon robot calibrate [--rig FILE]      find out, joint by joint, where the robot rests and how far it may go
  antiphon robot flash PORT                  put the robot's firmware on an Arduino Uno (needs avrdude)
  antiphon eeg evaluate DATASET [--task NAME|all] [--models NAME|all] [--out FOLDER] [--summary FILE]
                                             how well each model tells music from rest on unseen participants
  antiphon audit                             who was let in, cut off or refused, took control or pressed STOP
  antiphon ports                             MIDI and serial ports
  antiphon sessions                          recorded sessions
  antiphon replay LOG [--corpus FILE]        fold a recorded session again (a log file, or a session's id)
  antiphon export ID FILE                    write a session's log, opened
  antiphon eeg train DATASET [--model best|logistic|tangent|both|elman|gru|lstm|cnn] [--task NAME] [--seed N] [--out FOLDER]
                                             learn the score from your own recordings: a model and its card
  antiphon eeg export ID FILE.bdf|.edf       write a session's EEG as BDF+ (24 bits) or EDF+ (16 bits), opened; a .bdf file in
                                             place of ID becomes EDF+
  antiphon eeg collect FOLDER --consent      make a data set of the guided blocks of all recorded sessions [--mains 50|60]
  antiphon eeg moves LOG                     what the score moved in a session, as JSON, for another one that is yoked to it
  antiphon tune [CHILD] [--consent|--reset]  fine-tune the networks to a child's playing; list or take away such networks
  antiphon passphrase                        lock the key file with ANTIPHON_NEW_PASSPHRASE
  antiphon erase CHILD                       destroy a child's key and with it all that was recorded

Supports music therapists. Not a medical device.
`;

const OPTIONS = {
  rig: { type: "string" },
  port: { type: "string" },
  seed: { type: "string" },
  minutes: { type: "string" },
  out: { type: "string" },
  corpus: { type: "string" },
  "split-by": { type: "string" },
  to: { type: "string" },
  fast: { type: "boolean" },
  generator: { type: "string" },
  tunes: { type: "string" },
  seeds: { type: "string" },
  summary: { type: "string" },
  consent: { type: "boolean" },
  reset: { type: "boolean" },
  child: { type: "string" },
  technique: { type: "string" },
  plan: { type: "string" },
  report: { type: "boolean" },
  task: { type: "string" },
  models: { type: "string" },
  mains: { type: "string" },
  model: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

/** A number of the command line within bounds. Throws Refusal. */
function numberOf(text: string | undefined, name: string, fallback: number, least: number, most: number): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (text.trim() !== "" && value >= least && value <= most) return value;
  throw new Refusal(`--${name} wants a number from ${least} to ${most}, not "${text}".`);
}

function splitBy(text = "tune"): "tune" | "folder" {
  if (text === "tune" || text === "folder") return text;
  throw new Refusal(`--split-by wants "tune" or "folder", not "${text}".`);
}

function mainsOf(text = "50"): 50 | 60 {
  if (text === "50" || text === "60") return text === "50" ? 50 : 60;
  throw new Refusal(`--mains wants 50 or 60 (Hz), not "${text}".`);
}

function wanted(value: string | undefined, what: string): string {
  if (value === undefined) throw new Refusal(`${what} is missing. "antiphon --help" shows how it is called.`);
  return value;
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new Refusal(`${(error as Error).message.split(".")[0]}. "antiphon --help" shows all options.`);
  }
}

type Values = ReturnType<typeof readArguments>["values"];

async function robot(what: string | undefined, port: string | undefined, rig: string | undefined): Promise<void> {
  switch (what) {
    case "calibrate":
      return (await import("./commands/robot-calibrate.ts")).calibrate({ rig });
    case "flash":
      return (await import("./commands/robot-flash.ts")).flash(wanted(port, "The robot's port"));
    default:
      throw new Refusal(`"robot" wants "calibrate" or "flash". "antiphon --help" shows how it is called.`);
  }
}

async function eeg(
  what: string | undefined,
  first: string | undefined,
  second: string | undefined,
  values: Values,
): Promise<void> {
  switch (what) {
    case "evaluate":
      return (await import("./commands/eeg-evaluate.ts")).evaluateEeg({
        dataset: wanted(first, "The data set's folder"),
        task: values.task ?? "all",
        models: values.models ?? "all",
        out: values.out ?? "var/eeg-evaluation",
        summary: values.summary,
      });
    case "train":
      return (await import("./commands/eeg-train.ts")).trainEegFrom({
        dataset: wanted(first, "The data set's folder"),
        model: values.model ?? "best",
        task: values.task ?? "rest-music",
        seed: Math.floor(numberOf(values.seed, "seed", 1, 0, 0xffffffff)),
        out: values.out ?? "var/eeg-model",
      });
    case "export":
      return (await import("./commands/eeg-export.ts")).exportEeg(
        wanted(first, "The session's id"),
        wanted(second, "The file to write"),
      );
    case "collect":
      return (await import("./commands/eeg-collect.ts")).collectEeg({
        folder: wanted(first, "The folder"),
        consent: values.consent ?? false,
        mains: mainsOf(values.mains),
      });
    case "moves":
      return (await import("./commands/eeg-moves.ts")).printMoves(wanted(first, "The log"), values.corpus);
    default:
      throw new Refusal(
        `"eeg" wants "evaluate", "collect", "train", "export" or "moves". "antiphon --help" shows how it is called.`,
      );
  }
}

/** Runs a command. Modules are loaded by need: starting the engine reads nothing of the rest. */
async function run(args: readonly string[]): Promise<void> {
  const { values, positionals } = readArguments(args);
  const [command = "start", first, second, third] = positionals;
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  switch (command) {
    case "start": {
      const { start } = await import("./commands/start.ts");
      const port = values.port === undefined ? undefined : numberOf(values.port, "port", 0, 0, 65_535);
      return start({ rig: values.rig, port });
    }
    case "play": {
      const { play } = await import("./commands/play.ts");
      return play({
        file: wanted(first, "The MIDI file"),
        seed: Math.floor(numberOf(values.seed, "seed", 1, 0, 0xffffffff)),
        minutes: numberOf(values.minutes, "minutes", 3, 0.1, 240),
        out: values.out,
        fast: values.fast ?? false,
        port: values.to ?? "any",
      });
    }
    case "corpus": {
      const { corpus } = await import("./commands/corpus.ts");
      return corpus({ folder: wanted(first, "The folder"), out: values.out, splitBy: splitBy(values["split-by"]) });
    }
    case "evaluate": {
      const { evaluate } = await import("./commands/evaluate.ts");
      return evaluate({
        generator: values.generator ?? "all",
        tunes: Math.floor(numberOf(values.tunes, "tunes", 50, 1, 10_000)),
        minutes: numberOf(values.minutes, "minutes", 10, 0.5, 60),
        seeds: Math.floor(numberOf(values.seeds, "seeds", 3, 1, 100)),
        corpus: values.corpus,
        out: values.out ?? "var/evaluation",
        summary: values.summary,
      });
    }
    case "simulate": {
      const { simulate } = await import("./commands/simulate.ts");
      return simulate({
        child: values.child ?? "echoer",
        minutes: numberOf(values.minutes, "minutes", Number(values.plan ?? 10) || 10, 0.5, 240),
        seed: Math.floor(numberOf(values.seed, "seed", 1, 0, 0xffffffff)),
        technique: values.technique ?? "answer",
        plan: values.plan,
        report: values.report ?? false,
        out: values.out,
      });
    }
    case "robot":
      return robot(first, second, values.rig);
    case "eeg":
      return eeg(first, second, third, values);
    case "audit":
      return (await import("./commands/audit.ts")).audit();
    case "ports":
      return (await import("./commands/ports.ts")).ports();
    case "sessions":
      return (await import("./commands/sessions.ts")).sessions();
    case "replay":
      return (await import("./commands/replay.ts")).replay(wanted(first, "The log"), values.corpus);
    case "export":
      return (await import("./commands/sessions.ts")).exportSession(
        wanted(first, "The session's id"),
        wanted(second, "The file to write"),
      );
    case "tune":
      return (await import("./commands/tune.ts")).tune({
        child: first,
        consent: values.consent ?? false,
        reset: values.reset ?? false,
      });
    case "passphrase":
      return (await import("./commands/passphrase.ts")).passphrase();
    case "erase":
      return (await import("./commands/sessions.ts")).erase(wanted(first, "The child's code"));
    default:
      throw new Refusal(`"${command}" is no command. "antiphon --help" shows all of them.`);
  }
}

/** Errors whose message is made for the user; anything else is a fault of ours and says so. */
const MADE_FOR_USERS = [
  "Refusal",
  "MidiRefusal",
  "StoreRefusal",
  "EdfRefusal",
  "TuningRefusal",
  "ArtefactError",
  "AbcError",
];

run(process.argv.slice(2)).catch((error: unknown) => {
  const known = error instanceof Error && MADE_FOR_USERS.includes(error.name);
  const text = error instanceof Error ? error.message : String(error);
  // What was opened before the refusal (a server, say) must not keep the process alive.
  const sentence = known ? `${text}\n` : `Antiphon had to give up: ${text}. Please report this.\n`;
  process.stderr.write(sentence, () => process.exit(1));
});
