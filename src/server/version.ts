import { readFileSync } from "node:fs";
import { inRoot } from "./folders.ts";

/** Antiphon's version, from package.json. */
export const VERSION = (JSON.parse(readFileSync(inRoot("package.json"), "utf8")) as { version: string }).version;
