/** Names of MIDI ports as the operating system gives them, and the choice of one by what the rig says. */

/**
 * A port's name without the ALSA address at its end, which changes from plug to plug:
 * `"Digital Piano:Digital Piano MIDI 1 20:0"` becomes `"Digital Piano:Digital Piano MIDI 1"`.
 */
export function withoutAddress(name: string): string {
  return name.replace(/ \d+:\d+$/, "");
}

/** True for ALSA's loop-back port: what is sent there comes back as if it had been played. */
export function isThrough(name: string): boolean {
  return name.startsWith("Midi Through");
}

/** True for the end points that RtMidi (ours or another program's) creates for itself: no instrument is there. */
export function isEndPoint(name: string): boolean {
  return /:RtMidi (Input|Output)$/.test(withoutAddress(name));
}

/** True when a port called `name` is the one that the rig calls `wanted`: the whole name, or a part of it, in any case. */
export function isCalled(name: string, wanted: string): boolean {
  const plain = (text: string): string => withoutAddress(text.trim()).toLowerCase();
  return name === wanted || plain(name).includes(plain(wanted));
}

/**
 * The port to use out of `names`, or undefined when there is none. `"any"` is the first real one. A name that fits
 * exactly goes before one that only contains it.
 */
export function choosePort(names: readonly string[], wanted: string): string | undefined {
  if (wanted === "any") return names.find((name) => !isThrough(name) && !isEndPoint(name));
  return (
    names.find((name) => name === wanted) ??
    names.find((name) => withoutAddress(name) === withoutAddress(wanted)) ??
    names.find((name) => isCalled(name, wanted))
  );
}

/** Ends a sentence about a missing port: what there is instead. */
export function tellPorts(names: readonly string[]): string {
  const real = names.filter((name) => !isEndPoint(name)).map((name) => `"${withoutAddress(name)}"`);
  return real.length === 0 ? "There are no MIDI ports at present." : `There is: ${real.join(", ")}.`;
}
