// npm run native: builds tfjs-node in var/native, where npm run train finds it. Its folder is printed on the output.
import { buildNative } from "./native-build.mjs";
import { giveUp, prepare } from "./setup.mjs";

prepare();
try {
  console.log(buildNative());
} catch (error) {
  giveUp(`Native training cannot be had here: ${error.message}. Training uses WebAssembly without it.`);
}
