#!/usr/bin/env node
// The command line: installs and builds what is missing, then runs the command.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { prepare, root } from "../scripts/setup.mjs";

prepare();
await import(pathToFileURL(join(root, "dist", "server", "main.js")).href);
