import { Draws, seeded } from "../../src/engine/random.ts";

/** Names a hostile panel might try: ours, and those from JavaScript's and the library's depths. */
const NAMES = [
  "start",
  "quiet",
  "param:set",
  "technique:set",
  "tag:add",
  "note",
  "key:down",
  "robot:gesture",
  "pairing:open",
  "devices:revoke",
  "network:set",
  "control:take",
  "__proto__",
  "constructor",
  "toString",
  "message",
  "",
];
const KEYS = ["__proto__", "constructor", "prototype", "pitch", "velocity", "id", "name", "space", "toJSON", "a"];

/** Any JSON text, now and then a deep one, or one that means to reach a prototype. */
function json(draws: Draws, depth = 0): string {
  const kind = draws.whole(0, depth > 4 ? 4 : 8);
  switch (kind) {
    case 0:
      return "null";
    case 1:
      return draws.pick(["true", "false"]);
    case 2:
      return draws.pick(["0", "-1", "1e308", "1e-300", "127", "60", String(draws.unit() * 1e9), "9007199254740993"]);
    case 3:
      return JSON.stringify(
        draws.pick(["", "x".repeat(draws.whole(1, 300)), "\u0000", "\u202e", "💧", "../../etc/passwd"]),
      );
    case 4:
      return "{}";
    case 5:
      return `[${Array.from({ length: draws.whole(0, 4) }, () => json(draws, depth + 1)).join(",")}]`;
    case 6: {
      const open = draws.whole(50, 2_000);
      return `${"[".repeat(open)}${"]".repeat(open)}`;
    }
    case 7:
      return `{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}`;
    default: {
      const keys = Array.from({ length: draws.whole(1, 4) }, () => draws.pick(KEYS));
      return `{${keys.map((key) => `${JSON.stringify(key)}:${json(draws, depth + 1)}`).join(",")}}`;
    }
  }
}

/** A frame that the transport takes for a message: any name, any values, with or without an acknowledgement. */
function message(draws: Draws): string {
  const ack = draws.pick(["", "", String(draws.whole(0, 1e6))]);
  const values = Array.from({ length: draws.whole(0, 3) }, () => `,${json(draws)}`).join("");
  return `42${ack}[${JSON.stringify(draws.pick(NAMES))}${values}]`;
}

/** A frame that no transport should take: it ends the connection that it comes over. */
function broken(draws: Draws): string | Buffer {
  const bytes = Buffer.from(Array.from({ length: draws.whole(0, 200) }, () => draws.whole(0, 255)));
  return draws.pick<() => string | Buffer>([
    () => bytes,
    () => bytes.toString("latin1"),
    () => message(draws).slice(0, draws.whole(3, 12)),
    () => `45${draws.whole(1, 1e6)}-["start"]`,
    () => `45${"9".repeat(30)}-["start"]`,
    () => `46${draws.whole(0, 5)}-${draws.whole(0, 9)}[]`,
    () => `42["${draws.pick(["connect", "disconnect", "connect_error", "newListener", "error"])}"]`,
    () => `40/${"n".repeat(draws.whole(1, 50))},`,
    () => '40{"page":"therapist"}',
    () => "41",
    () => draws.pick(["1", "5", "6", "9", "4", "", "44", "47", "4x", "42{}", "42[1]", "42[{}]", "43-1[]", "2probe"]),
    () => "x".repeat(70_000),
  ])();
}

/** What one hostile connection sends: many frames that are taken, and at its end one that ends it. */
export interface HostileVisit {
  readonly frames: readonly (string | Buffer)[];
}

/** Frames of a hostile device, the same for the same seed; `size` frames a connection. */
export function* hostileVisits(seed: number, total: number, size: number): Generator<HostileVisit> {
  const draws = new Draws(seeded(seed, "hostile"));
  for (let sent = 0; sent < total; sent += size) {
    const frames = Array.from({ length: size - 1 }, () => message(draws));
    yield { frames: [...frames, broken(draws)] };
  }
}
