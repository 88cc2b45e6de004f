import { existsSync } from "node:fs";
import midi from "@julusian/midi/lazy";
import { isEndPoint } from "./port-names.ts";

/** Says why there is no MIDI on this machine, or undefined when there is. RtMidi itself would say it on stderr. */
export function sequencerTrouble(): string | undefined {
  if (process.platform !== "linux" || existsSync("/dev/snd/seq")) return undefined;
  return "This computer has no MIDI sequencer (/dev/snd/seq is missing; on Linux, load it with: modprobe snd-seq).";
}

interface NameSource {
  getPortCount(): number;
  getPortName(port: number): string;
  destroy(): void;
}

/** Reads the names of the ports of one direction again and again. Keeps one RtMidi object: making one costs. */
export class PortNames {
  readonly #make: () => NameSource;
  #source: NameSource | undefined;
  trouble: string | undefined;

  constructor(direction: "inputs" | "outputs") {
    this.#make = () => (direction === "inputs" ? new midi.Input() : new midi.Output());
  }

  /** The names at present; none, and `trouble` set, where there is no MIDI at all. Never throws. */
  read(): string[] {
    this.trouble = sequencerTrouble();
    if (this.trouble !== undefined) return [];
    try {
      this.#source ??= this.#make();
      const source = this.#source;
      return Array.from({ length: source.getPortCount() }, (_, port) => source.getPortName(port)).filter(
        (name) => name !== "",
      );
    } catch {
      this.close();
      this.trouble = "The MIDI sequencer cannot be opened (on Linux: is this user in the group audio?).";
      return [];
    }
  }

  close(): void {
    this.#source?.destroy();
    this.#source = undefined;
  }
}

/** The MIDI ports of this machine by name, without those that only exist while Antiphon runs. Never throws. */
export function listMidiPorts(): { inputs: string[]; outputs: string[]; trouble?: string } {
  const list = (direction: "inputs" | "outputs"): { names: string[]; trouble: string | undefined } => {
    const ports = new PortNames(direction);
    const names = ports.read().filter((name) => !isEndPoint(name));
    ports.close();
    return { names, trouble: ports.trouble };
  };
  const inputs = list("inputs");
  const outputs = list("outputs");
  const trouble = inputs.trouble ?? outputs.trouble;
  return { inputs: inputs.names, outputs: outputs.names, ...(trouble === undefined ? {} : { trouble }) };
}
