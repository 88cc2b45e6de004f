import { readReport } from "./reports.ts";
import { COMMAND } from "./wire.ts";

const SYSEX = { start: 0xf0, end: 0xf7 } as const;
/** Longest message that is kept whole; what is longer is cut off, for a line of noise has no end. */
const LONGEST = 256;

/** A message on the robot's line, cut out of the bytes. */
export interface WireMessage {
  readonly bytes: readonly number[];
  /** What it is, in the words of the protocol. */
  readonly says: string;
  /** Comes several times a second while all is well: heartbeats, and readings of the distance. */
  readonly routine: boolean;
}

const NAMES = new Map<number, string>(Object.entries(COMMAND).map(([name, number]) => [number, name]));
/** Firmata's own sysex messages that are seen here. */
const FIRMATA: Readonly<Record<number, string>> = {
  121: "firmware",
  107: "capabilities?",
  108: "capabilities",
  105: "analogue map?",
  106: "analogue map",
  113: "text",
  122: "sampling interval",
};

function sysexWords(number: number, payload: readonly number[], to: "device" | "host"): string {
  if (to === "host") {
    const report = readReport(number, payload);
    if (report) {
      const { kind, ...rest } = report;
      return `${kind} ${JSON.stringify(rest)}`;
    }
  }
  const own = to === "device" ? NAMES.get(number) : undefined;
  return own ?? FIRMATA[number] ?? `sysex ${number.toString(16).padStart(2, "0")}`;
}

function plainWords(status: number): string {
  if (status === 0xf9) return "protocol version";
  if (status === 0xff) return "reset";
  const [kind, channel] = [status & 0xf0, status & 0x0f];
  if (kind === 0xe0) return `analogue ${channel}`;
  if (kind === 0x90) return `digital port ${channel}`;
  if (kind === 0xc0) return `report analogue ${channel}`;
  if (kind === 0xd0) return `report digital ${channel}`;
  return status === 0xf4 ? "pin mode" : "plain message";
}

/** Cuts a direction of the line into messages, however the bytes come in. Never throws; what it cannot read it shows as bytes. */
export function wireReader(to: "device" | "host", hear: (message: WireMessage) => void): (bytes: Uint8Array) => void {
  let open: number[] = [];
  const end = (): void => {
    const bytes = open;
    open = [];
    const [status = 0, number = 0] = bytes;
    if (bytes.length === 0) return;
    const sysex = status === SYSEX.start;
    const payload = sysex && bytes.at(-1) === SYSEX.end ? bytes.slice(2, -1) : bytes.slice(2);
    const says = sysex ? sysexWords(number, payload, to) : plainWords(status);
    const routine = sysex ? number === COMMAND.sync || number === COMMAND.status : (status & 0xf0) === 0xe0;
    hear({ bytes, says, routine });
  };
  return (bytes) => {
    for (const byte of bytes) {
      const inSysex = open[0] === SYSEX.start;
      if (byte >= 0x80 && !(inSysex && byte === SYSEX.end)) end();
      open.push(byte);
      const plain = open[0] !== SYSEX.start && (open[0] === 0xff || open.length === 3);
      if ((inSysex && byte === SYSEX.end) || plain || open.length >= LONGEST) end();
    }
  };
}
