// The Cyton parser beside openbci-utilities on the same damaged streams: packets that came through, were read, were read
// falsely; what the counter says was lost; and the time a packet takes. Then the other parsers, undamaged and in noise.
//   npm run bench -- eeg-parsers [packets]
import { Draws, seeded } from "../src/engine/random.ts";
import { CYTON } from "../src/hardware/eeg/cyton-format.ts";
import { type FrameFormat, FrameReader } from "../src/hardware/eeg/frame-reader.ts";
import { freeEegFormat } from "../src/hardware/eeg/free-eeg-format.ts";
import { int24At } from "../src/hardware/eeg/numbers.ts";
import { OpenEegEmulator } from "../src/hardware/eeg/open-eeg-emulator.ts";
import { P2, p3Format } from "../src/hardware/eeg/open-eeg-format.ts";
import { thinkGearRaw } from "../src/hardware/eeg/thinkgear-emulator.ts";
import { THINKGEAR } from "../src/hardware/eeg/thinkgear-format.ts";
import { chunks, type Damage, damage, join } from "../tests/hardware/eeg/streams.ts";
import { machineSince, now, quantile, stolenSeconds } from "./helpers/figures.ts";
import { loadPeer } from "./helpers/peers.ts";

const LENGTH = 33;
const count = Number(process.argv[2] ?? 50_000);
const draws = new Draws(seeded(2026, "eeg-parsers"));

/** Packets of noise; a share of the payload's bytes looks like headers and footers. */
function packetsOf(fakes: number): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => {
    const packet = Uint8Array.from({ length: LENGTH }, () =>
      draws.unit() < fakes ? draws.pick([0xa0, 0xc0, 0xc4]) : draws.whole(0, 255),
    );
    packet.set([0xa0, i % 256]);
    packet[LENGTH - 1] = 0xc0;
    return packet;
  });
}

interface Corpus {
  readonly name: string;
  readonly sent: readonly Uint8Array[];
  readonly bytes: Uint8Array;
  /** Packets that came through as they were sent. */
  readonly whole: number;
}

function damaged(name: string, kinds: readonly Damage[], share: number, fakes = 0): Corpus {
  const sent = packetsOf(fakes);
  const { bytes, whole } = damage(sent, kinds, share, 0, draws);
  return { name, sent, bytes, whole: whole.length };
}

/** Every fiftieth packet loses its tail. */
function truncatedEvery50(): Corpus {
  const sent = packetsOf(0);
  const cut = (i: number) => i % 50 === 25;
  const pieces = sent.map((packet, i) => (cut(i) ? packet.subarray(0, draws.whole(1, LENGTH - 1)) : packet));
  return { name: "one in 50 truncated", sent, bytes: join(pieces), whole: sent.filter((_, i) => !cut(i)).length };
}

/** Bits flipped where a parser can tell: header, number, footer. */
function flipped(): Corpus {
  const sent = packetsOf(0);
  let whole = 0;
  const pieces = sent.map((packet) => {
    if (draws.unit() >= 0.03) {
      whole += 1;
      return packet;
    }
    const copy = packet.slice();
    const place = draws.pick([0, 1, LENGTH - 1]);
    copy[place] = (copy[place] ?? 0) ^ (1 << draws.whole(0, 7));
    // A footer that is another footer is no damage that shows.
    if (place === LENGTH - 1 && (copy[place] ?? 0) >= 0xc0 && (copy[place] ?? 0) <= 0xc6) copy[place] = 0x40;
    return copy;
  });
  return { name: "3 % flipped bit in head or foot", sent, bytes: join(pieces), whole };
}

interface Reading {
  /** What was read, one key a packet. */
  readonly keys: readonly string[];
  /** Packets missing by the counter. */
  readonly lost?: number;
  readonly micros: number;
}

function keyOf(counter: number, counts: ArrayLike<number>): string {
  return `${counter} ${Array.from(counts).join()}`;
}

function keyOfBytes(packet: Uint8Array): string {
  return keyOf(
    packet[1] ?? 0,
    Array.from({ length: 8 }, (_, i) => int24At(packet, 2 + 3 * i)),
  );
}

function ours(pieces: readonly Uint8Array[]): Reading {
  const reader = new FrameReader(CYTON);
  const began = now();
  const read = pieces.flatMap((piece) => reader.read(piece));
  read.push(...reader.finish());
  const micros = (1000 * (now() - began)) / read.length;
  const lost = read.reduce((sum, { skipped }) => sum + skipped, 0);
  return { keys: read.map(({ counter, counts }) => keyOf(counter, counts)), lost, micros };
}

interface OpenBci {
  readonly utilities: {
    extractRawDataPackets(buffer: Buffer): { buffer: Buffer | null; rawDataPackets: Uint8Array[] };
    transformRawDataPacketsToSample(options: object): unknown[];
  };
}

/** As its own driver does it: what is left of a buffer goes before the next chunk. */
function theirs({ utilities }: OpenBci, pieces: readonly Uint8Array[]): Reading {
  const gains = Array.from({ length: 8 }, () => 24);
  const channelSettings = gains.map((gain, channelNumber) => ({ gain, channelNumber }));
  const packets: Uint8Array[] = [];
  let left: Buffer = Buffer.alloc(0);
  const began = now();
  for (const piece of pieces) {
    const { buffer, rawDataPackets } = utilities.extractRawDataPackets(Buffer.concat([left, piece]));
    left = buffer ?? Buffer.alloc(0);
    utilities.transformRawDataPacketsToSample({ rawDataPackets, gains, channelSettings, scale: true });
    packets.push(...rawDataPackets);
  }
  const micros = (1000 * (now() - began)) / packets.length;
  return { keys: packets.map(keyOfBytes), micros };
}

function judge({ keys, lost, micros }: Reading, { sent, whole }: Corpus): string {
  const places = new Map(sent.map((packet, i) => [keyOfBytes(packet), i]));
  let [right, last] = [0, -1];
  for (const key of keys) {
    const place = places.get(key) ?? -1;
    if (place <= last) continue;
    right += 1;
    last = place;
  }
  const wrong = keys.length - right;
  const first = places.get(keys[0] ?? "") ?? 0;
  const unseen = sent.length - 1 - last;
  const counted = lost === undefined ? "does not count" : `${lost} of ${sent.length - right - first - unseen}`;
  return `${String(right).padStart(7)} of ${whole}, ${String(wrong).padStart(5)} false, lost by the counter ${counted}, ${micros.toFixed(2)} µs a packet`;
}

const [began, stolen] = [now(), stolenSeconds()];
const peer = loadPeer("openbci-utilities", "0.3.6");
const corpora = [
  damaged("undamaged", [], 0),
  truncatedEvery50(),
  damaged("5 % truncated", ["truncate"], 0.05),
  damaged("5 % truncated, fake headers and footers", ["truncate"], 0.05, 0.1),
  damaged("5 % with noise put in", ["insert"], 0.05),
  damaged("5 % dropped by the radio", ["drop"], 0.05),
  damaged("5 % repeated", ["repeat"], 0.05),
  flipped(),
  damaged("20 % of everything", ["truncate", "insert", "drop", "repeat"], 0.2),
];
console.log(`${count} packets a stream, in chunks of 512 bytes; right of those that came whole`);
for (const corpus of corpora) {
  const pieces = chunks(corpus.bytes, [512]);
  // Once to warm up.
  ours(pieces.slice(0, 500));
  console.log(`${corpus.name}\n  ours               ${judge(ours(pieces), corpus)}`);
  if ("module" in peer) {
    console.log(`  openbci-utilities  ${judge(theirs(peer.module as OpenBci, pieces), corpus)}`);
  }
}
if ("trouble" in peer) console.log(`not compared: ${peer.trouble}`);

/** µs for each frame of an undamaged stream, and for each KiB of noise. */
function cost(name: string, format: FrameFormat<unknown>, frames: readonly Uint8Array[]): void {
  const noise = Uint8Array.from({ length: 1024 }, () => draws.whole(0, 255));
  const reader = new FrameReader(format);
  const time = (bytes: Uint8Array) => {
    const start = now();
    reader.read(bytes);
    return 1000 * (now() - start);
  };
  const stretches = chunks(join(frames), [64 * (frames[0]?.length ?? 1)]);
  const read = stretches.map((bytes) => time(bytes) / 64);
  const noises = Array.from({ length: 300 }, () => time(noise));
  const figure = (values: number[], share: number) => quantile(values, share).toFixed(2);
  console.log(
    `${name.padEnd(12)} ${figure(read, 0.5)} µs a frame (p99 ${figure(read, 0.99)}), ${figure(noises, 0.5)} µs a KiB of noise (p99 ${figure(noises, 0.99)})`,
  );
}

const board = new OpenEegEmulator();
const steps = () => Array.from({ length: 6 }, () => draws.whole(-300, 300));
const frames = (make: (i: number) => Uint8Array) => Array.from({ length: 20_000 }, (_, i) => make(i));
cost("Cyton", CYTON, packetsOf(0).slice(0, 20_000));
cost(
  "ThinkGear",
  THINKGEAR,
  frames(() => thinkGearRaw(draws.between(-300, 300))),
);
cost(
  "OpenEEG P2",
  P2,
  frames(() => board.p2(steps())),
);
cost(
  "OpenEEG P3",
  p3Format(3),
  frames(() => board.p3(steps())),
);
cost(
  "FreeEEG32",
  freeEegFormat(),
  frames((i) => {
    const frame = Uint8Array.from({ length: 105 }, () => draws.whole(0, 255));
    frame.set([0xa0, i % 256]);
    frame[104] = 0xc0;
    return frame;
  }),
);
console.log(machineSince(began, stolen));
