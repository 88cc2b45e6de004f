import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { ROOT } from "./folders.ts";

/** A package that runs in the engine or stands in the panel. */
export interface Licence {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

/** Built into the panel; all else that only developing needs is in no page and no engine. */
const IN_PANEL = ["preact", "@preact/signals", "socket.io-client", "spessasynth_core", "spessasynth_lib", "uqr"];

const LOCK = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});
type Packages = z.infer<typeof LOCK>["packages"];

/** Where the lock keeps the package `name` as the package at `from` sees it: beside it, or further up. */
function placeOf(packages: Packages, from: string, name: string): string | undefined {
  const place = `${from === "" ? "" : `${from}/`}node_modules/${name}`;
  if (Object.hasOwn(packages, place)) return place;
  if (from === "") return undefined;
  const up = from.lastIndexOf("node_modules/");
  return placeOf(packages, up <= 0 ? "" : from.slice(0, up - 1), name);
}

function readPlaces(root: string): { readonly packages: Packages; readonly places: string[] } {
  const { packages } = LOCK.parse(JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")));
  const waiting = [...Object.keys(packages[""]?.dependencies ?? {}), ...IN_PANEL].map((name) => ({ from: "", name }));
  const found = new Set<string>();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const place = placeOf(packages, next.from, next.name);
    if (place === undefined || found.has(place)) continue;
    found.add(place);
    for (const name of Object.keys(packages[place]?.dependencies ?? {})) waiting.push({ from: place, name });
  }
  return { packages, places: [...found].sort() };
}

/** An old package may list its licences. */
const STATED = z.object({
  license: z.string().optional(),
  licenses: z.array(z.object({ type: z.string() })).optional(),
});

/** What a package's own file says where the lock is silent. */
function statedLicence(folder: string): string | undefined {
  try {
    const { license, licenses } = STATED.parse(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
    return license ?? licenses?.map(({ type }) => type).join(" OR ");
  } catch {
    return undefined;
  }
}

/** All packages that Antiphon runs with, by the lock of this very installation. */
export function readLicences(root = ROOT): Licence[] {
  const { packages, places } = readPlaces(root);
  return places.map((place) => ({
    name: place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length),
    version: packages[place]?.version ?? "",
    licence: packages[place]?.license ?? statedLicence(join(root, place)) ?? "not stated",
  }));
}

function licenceText(folder: string): string {
  if (!existsSync(folder)) return "(not installed here)";
  const files = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name));
  return (
    files.map((name) => readFileSync(join(folder, name), "utf8").trim()).join("\n\n") || "(brings no text of its own)"
  );
}

/** The full texts, as the packages bring them, after Antiphon's own. */
export function licenceTexts(root = ROOT): string {
  const { places } = readPlaces(root);
  // Packages are found as Node finds them: a checkout may have them further up.
  const modules = (place: string): string => {
    for (let folder = root; ; folder = dirname(folder)) {
      if (existsSync(join(folder, place))) return join(folder, place);
      if (dirname(folder) === folder) return join(root, place);
    }
  };
  const own = `Antiphon\n\n${readFileSync(join(root, "LICENSE"), "utf8").trim()}`;
  const others = places.map((place) => `${place.replace(/^.*node_modules\//, "")}\n\n${licenceText(modules(place))}`);
  return `${[own, ...others].join(`\n\n${"-".repeat(72)}\n\n`)}\n`;
}
