import type { Gap } from "../../../src/engine/eeg/sample-line.ts";
import type { DeviceStatus } from "../../../src/engine/session/event.ts";
import type {
  EegForm,
  EegMarker,
  EegRecording,
  EegSourceListener,
  EegState,
} from "../../../src/hardware/eeg/eeg-source.ts";
import type { EegSample } from "../../../src/hardware/eeg/eeg-stream.ts";

/** What a source told. */
export interface Heard {
  readonly forms: EegForm[];
  readonly samples: EegSample[];
  readonly gaps: Gap[];
  readonly markers: EegMarker[];
  readonly states: EegState[];
  readonly statuses: DeviceStatus[];
}

/** A listener that writes all down, and lets a test wait for something. */
export function writeDown(): {
  heard: Heard;
  listener: EegSourceListener;
  until: (isSo: (heard: Heard) => boolean) => Promise<void>;
} {
  const heard: Heard = { forms: [], samples: [], gaps: [], markers: [], states: [], statuses: [] };
  const waiting = new Set<() => void>();
  const look = () => {
    for (const one of [...waiting]) one();
  };
  const until = (isSo: (heard: Heard) => boolean) =>
    new Promise<void>((resolve) => {
      const one = () => {
        if (!isSo(heard)) return;
        waiting.delete(one);
        resolve();
      };
      waiting.add(one);
      one();
    });
  const listener: EegSourceListener = {
    begun: (form) => {
      heard.forms.push(form);
      look();
    },
    block: (block) => {
      heard.samples.push(...block.samples);
      heard.gaps.push(...block.gaps);
      heard.markers.push(...block.markers);
      look();
    },
    state: ({ state }) => {
      heard.states.push(state);
      look();
    },
    status: (status) => {
      heard.statuses.push(status);
      look();
    },
  };
  return { heard, listener, until };
}

/** Every number from 0 to the last is a sample or lies in a gap, once and in order. */
export function isWhole({ samples, gaps }: Heard): boolean {
  const numbers = samples.map(({ index }) => index);
  for (const { from, lost } of gaps) for (let i = from; i < from + lost; i++) numbers.push(i);
  return numbers.sort((a, b) => a - b).every((index, i) => index === i);
}

/** A recording that lies in memory. */
export function recordingOf(
  form: EegForm,
  pieces: readonly { readonly samples: readonly EegSample[]; readonly gaps: readonly Gap[] }[],
): EegRecording & { readonly closed: boolean } {
  let [next, closed] = [0, false];
  return {
    form,
    read: async () => pieces[next++],
    close: async () => {
      closed = true;
    },
    get closed() {
      return closed;
    },
  };
}
