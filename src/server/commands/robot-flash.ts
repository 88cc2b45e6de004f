import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { FIRMWARE } from "../folders.ts";
import { Refusal } from "../refusal.ts";

const HEX = fileURLToPath(FIRMWARE);

/** Uno with its bootloader. */
function argumentsFor(port: string): string[] {
  return ["-p", "atmega328p", "-c", "arduino", "-P", port, "-b", "115200", "-D", "-U", `flash:w:${HEX}:i`];
}

function withoutAvrdude(port: string): string {
  return `avrdude is not installed, so nothing was written. Either install it and try again:

  sudo apt-get install avrdude
  antiphon robot flash ${port}

or open sketches/gesture-robot/gesture-robot.ino in the Arduino IDE, choose the board "Arduino Uno" and this port, and upload it.
The compiled firmware is ${HEX}.`;
}

/** Runs a program with this terminal; its exit code, the signal that ended it, or undefined when there is no such program. */
function runHere(program: string, args: readonly string[]): Promise<number | string | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: "inherit" });
    child.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "ENOENT" ? resolve(undefined) : reject(new Refusal(`${program} did not start: ${error.message}.`)),
    );
    child.once("close", (code, signal) => resolve(code ?? signal ?? "no exit code"));
  });
}

/** `antiphon robot flash PORT`: puts the gesture robot's firmware on an Arduino Uno. Throws Refusal. */
export async function flash(port: string): Promise<void> {
  // On Windows ports are no files.
  if (process.platform !== "win32" && !existsSync(port))
    throw new Refusal(`There is no port ${port}: check the cable. "antiphon ports" lists the serial ports.`);
  const code = await runHere("avrdude", argumentsFor(port));
  if (code === undefined) throw new Refusal(withoutAvrdude(port));
  if (code !== 0)
    throw new Refusal(
      `The firmware is not on the board at ${port}: avrdude ended with ${code}. Check the cable, end what else uses the port, and try again.`,
    );
  process.stdout.write(`The gesture robot's firmware is on the board at ${port}.\n`);
}
