import { expect, test } from "vitest";
import { choosePort, isEndPoint, tellPorts } from "../../../src/hardware/midi/port-names.ts";
import { listMidiPorts } from "../../../src/hardware/midi/ports.ts";

const PORTS = [
  "Midi Through:Midi Through Port-0 14:0",
  "RtMidi Input Client:RtMidi Input 128:0",
  "Digital Piano:Digital Piano MIDI 1 20:0",
  "Digital Piano:Digital Piano MIDI 2 20:1",
  "FLUID Synth (712):Synth input port (712:0) 129:0",
];

test('"any" is the first real port: neither the loop-back nor an end point of our own', () => {
  expect(choosePort(PORTS, "any")).toBe("Digital Piano:Digital Piano MIDI 1 20:0");
  expect(choosePort(PORTS.slice(0, 2), "any")).toBeUndefined();
});

test("a name fits whatever address the port has today, in any case, whole or in part", () => {
  expect(choosePort(PORTS, "Digital Piano:Digital Piano MIDI 2 24:1")).toBe(PORTS[3]);
  expect(choosePort(PORTS, "digital piano midi 2")).toBe(PORTS[3]);
  expect(choosePort(PORTS, "Synth input")).toBe(PORTS[4]);
  expect(choosePort(PORTS, "Midi Through")).toBe(PORTS[0]);
  expect(choosePort(PORTS, "Organ")).toBeUndefined();
});

test("a whole name goes before one that only contains it", () => {
  expect(choosePort(["Keys Extra:Keys Extra 20:0", "Keys:Keys 24:0", "Keys 28:0"], "Keys")).toBe("Keys 28:0");
});

test("only what RtMidi names by itself is an end point, not another program's named port", () => {
  expect(isEndPoint("RtMidi Output Client:RtMidi Output 130:0")).toBe(true);
  expect(isEndPoint("RtMidi Output Client:Toy Piano 130:0")).toBe(false);
});

test("the sentence about a missing port lists what there is", () => {
  expect(tellPorts([])).toBe("There are no MIDI ports at present.");
  expect(tellPorts(PORTS.slice(1, 3))).toBe('There is: "Digital Piano:Digital Piano MIDI 1".');
});

test("listing the ports never throws; without a sequencer it says why there are none", () => {
  const { inputs, outputs, trouble } = listMidiPorts();
  if (trouble === undefined) expect(Array.isArray(inputs) && Array.isArray(outputs)).toBe(true);
  else {
    expect(trouble).toMatch(/sequencer.*\.$/);
    expect([...inputs, ...outputs]).toEqual([]);
  }
});
