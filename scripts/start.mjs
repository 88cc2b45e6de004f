// npm start: installs and builds what is missing, then opens the room.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { prepare, root } from "./setup.mjs";

prepare();
process.argv.splice(2, 0, "start");
await import(pathToFileURL(join(root, "dist", "server", "main.js")).href);
