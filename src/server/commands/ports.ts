import { listMidiPorts } from "../../hardware/midi/ports.ts";
import { listSerialPorts } from "../../hardware/serial/ports.ts";

function list(title: string, names: readonly string[], trouble: string | undefined): string {
  const lines = names.length > 0 ? names.map((name) => `  ${name}`) : [`  none${trouble ? `: ${trouble}` : ""}`];
  return [title, ...lines].join("\n");
}

/** `antiphon ports`: the MIDI and serial ports of this machine, as rigs name them. */
export async function ports(): Promise<void> {
  const midi = listMidiPorts();
  const serial = await listSerialPorts();
  const names = serial.ports.map(({ path, maker }) => (maker ? `${path}  ${maker}` : path));
  process.stdout.write(
    `${[
      list("MIDI inputs", midi.inputs, midi.trouble),
      list("MIDI outputs", midi.outputs, midi.trouble),
      list("Serial ports", names, serial.trouble),
    ].join("\n")}\n`,
  );
}
