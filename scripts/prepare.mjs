// Installs and builds what is missing, and does nothing else.
import { prepare } from "./setup.mjs";

prepare();
