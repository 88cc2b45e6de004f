// Builds a sketch from packages: Debian's avr-gcc and Arduino core, npm's copy of Firmata. No third-party code is in this
// project but inside the release hex files.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { root } from "./setup.mjs";

export const SKETCHES = ["gesture-robot", "biosignal"];
export const DEBIAN_PACKAGES = ["gcc-avr", "avr-libc", "binutils-avr", "arduino-core-avr"];

const ARDUINO = "/usr/share/arduino/hardware/arduino/avr";
const FIRMATA = join(root, "node_modules/node-pixel/firmware/src/libs/firmata/arduino");
const SERVO_LIBRARY = join(root, "sketches/libraries/RampServo");

const COMMON = [
  "-Os -w -ffunction-sections -fdata-sections -flto -mmcu=atmega328p -DF_CPU=16000000L -DARDUINO=10819",
  "-DARDUINO_AVR_UNO -DARDUINO_ARCH_AVR",
  // The core's WString.cpp does not compile with avr-gcc 5.4 in C++11 without it.
  "-DDECIMAL_DIG=__DECIMAL_DIG__",
]
  .join(" ")
  .split(" ");
const CPP = ["-std=gnu++11", "-fno-exceptions", "-fpermissive", "-fno-threadsafe-statics"];
const C = ["-std=gnu11", "-fno-fat-lto-objects"];

/** What is missing to build, as a sentence; undefined when all is there. */
export function missingToolchain() {
  if (!existsSync("/usr/bin/avr-gcc") || !existsSync(`${ARDUINO}/cores/arduino/Arduino.h`))
    return `The AVR compiler is not here: apt-get install --no-install-recommends ${DEBIAN_PACKAGES.join(" ")}`;
  if (!existsSync(FIRMATA)) return "The package node-pixel is not installed: npm install";
  return undefined;
}

function run(program, args) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: "utf8" });
  if (error || status !== 0) throw new Error(`${program} ${args.join(" ")}\n${error?.message ?? stderr}`);
  return stdout;
}

const sourcesIn = (folder) =>
  readdirSync(folder)
    .filter((name) => /\.(c|cpp|S|ino)$/.test(name))
    .sort()
    .map((name) => join(folder, name));

/**
 * The sketch's hex file as text, and its size in bytes.
 * @param {string} sketch one of SKETCHES
 * @param {string} [folder] where to put what is made on the way; a temporary one by default
 */
export function buildFirmware(sketch, folder = mkdtempSync(join(tmpdir(), "firmware-"))) {
  const includes = [
    `${ARDUINO}/cores/arduino`,
    `${ARDUINO}/variants/standard`,
    `${ARDUINO}/libraries/Wire/src`,
    `${ARDUINO}/libraries/EEPROM/src`,
    FIRMATA,
    SERVO_LIBRARY,
    join(root, "sketches", sketch),
  ].map((path) => `-I${path}`);
  mkdirSync(folder, { recursive: true });
  const compile = (source, group) => {
    const object = join(folder, `${group}-${basename(source)}.o`);
    const cpp = /\.(cpp|ino)$/.test(source);
    const language = source.endsWith(".S") ? ["-x", "assembler-with-cpp"] : cpp ? ["-x", "c++", ...CPP] : C;
    run("avr-gcc", ["-c", ...COMMON, ...language, ...includes, source, "-o", object]);
    return object;
  };
  try {
    const own = sourcesIn(join(root, "sketches", sketch)).map((source) => compile(source, "sketch"));
    const robot = sketch === "gesture-robot";
    const libraries = robot ? [...sourcesIn(SERVO_LIBRARY), ...sourcesIn(FIRMATA)] : [];
    const built = [...own, ...libraries.map((source) => compile(source, "library"))];
    const core = sourcesIn(`${ARDUINO}/cores/arduino`).map((source) => compile(source, "core"));
    const archive = join(folder, "core.a");
    run("avr-gcc-ar", ["rcsD", archive, ...core]);
    const elf = join(folder, `${sketch}.elf`);
    const hex = join(folder, `${sketch}.hex`);
    run("avr-gcc", [
      ..."-Os -w -flto -fuse-linker-plugin -Wl,--gc-sections -mmcu=atmega328p".split(" "),
      ...["-o", elf, ...built, archive, "-lm"],
    ]);
    run("avr-objcopy", ["-O", "ihex", "-R", ".eeprom", elf, hex]);
    const [, numbers = ""] = run("avr-size", [elf]).trim().split("\n");
    const [text = 0, data = 0, bss = 0] = numbers.trim().split(/\s+/).map(Number);
    return { hex: readFileSync(hex, "utf8"), flash: text + data, memory: data + bss };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
