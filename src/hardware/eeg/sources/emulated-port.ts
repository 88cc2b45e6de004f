import type { Cancel, Clock } from "../../../engine/time/clock.ts";
import type { Millis } from "../../../engine/time/units.ts";
import type { BytePortListener, OpenBytePort } from "../../serial/byte-port.ts";
import type { EmulatedBoard, Measured } from "./emulated-boards.ts";

/** How often a USB adapter hands over what it has. */
const HANDING_OVER: Millis = 16;
/** What a board sent longer ago than this, nobody has kept. */
const KEPT: Millis = 2000;

const UNMEASURED = new Float64Array();

/**
 * A board that stands on the table, switched on, whose cable can be plugged in: what it sends while nobody listens is lost. It
 * measures what `brain` gives.
 */
export function emulatedPort(board: EmulatedBoard, brain: Measured, clock: Clock): OpenBytePort {
  const on = clock.now();
  let sent = 0;
  /** What it sent until now and after `from`; what was before is lost. */
  const sendSince = (from: Millis): Uint8Array[] => {
    const [kept, due] = [from - on, clock.now() - on].map((time) => Math.floor((time * board.rate) / 1000)) as [
      number,
      number,
    ];
    const bytes: Uint8Array[] = [];
    for (; sent < due; sent++) {
      const packet = board.send(sent < kept ? UNMEASURED : brain.next(), (1000 * sent) / board.rate);
      if (sent >= kept) bytes.push(packet);
    }
    return bytes;
  };
  return (listener) => {
    let over = false;
    let cancel: Cancel;
    const handOver = () => {
      const now = clock.now();
      tell(listener, sendSince(now - KEPT));
      if (!over) cancel = clock.at(now + HANDING_OVER, handOver);
    };
    cancel = clock.at(clock.now(), () => {
      sendSince(clock.now());
      listener.opened();
      if (!over) handOver();
    });
    return {
      write: (bytes) => {
        if (over) return true;
        const reply = board.receive(bytes, clock.now());
        // An answer comes later than the call.
        if (reply.length > 0) clock.at(clock.now() + 1, () => over || listener.data(reply));
        return true;
      },
      close: () => {
        over = true;
        cancel();
      },
    };
  };
}

function tell(listener: BytePortListener, bytes: readonly Uint8Array[]): void {
  const chunk = Buffer.concat(bytes);
  if (chunk.length > 0) listener.data(chunk);
}
