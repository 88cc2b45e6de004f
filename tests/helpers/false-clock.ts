/** The timers and clocks that are false while firmware and host run in lockstep. Promises are left to Node. */
export const FALSE_CLOCKS: (
  | "setTimeout"
  | "clearTimeout"
  | "setInterval"
  | "clearInterval"
  | "setImmediate"
  | "clearImmediate"
  | "Date"
  | "hrtime"
  | "performance"
)[] = [
  "setTimeout",
  "clearTimeout",
  "setInterval",
  "clearInterval",
  "setImmediate",
  "clearImmediate",
  "Date",
  "hrtime",
  "performance",
];
