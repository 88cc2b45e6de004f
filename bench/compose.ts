// Composing an answer: from the end of a phrase to its commands, over sessions of every pretend child in simulated time.
// The baseline in the same run: the two network steps alone.
//   npm run bench -- compose [minutes a child]
import { pitchFeatures, trendFeatures } from "../src/engine/music/features.ts";
import { addLikeness, openLikeness } from "../src/engine/music/likeness.ts";
import { firstPlace } from "../src/engine/music/place.ts";
import { MAJOR } from "../src/engine/music/scale.ts";
import { continueStream } from "../src/engine/music/stream.ts";
import type { Wish } from "../src/engine/music/wish.ts";
import { openSession } from "../src/engine/session/session.ts";
import { step } from "../src/engine/session/step.ts";
import { PPQ } from "../src/engine/time/units.ts";
import { CHARACTERS } from "../src/hardware/child/character.ts";
import { rehearse } from "../src/server/rehearsal.ts";
import { resources, SETTINGS, Stage } from "../tests/helpers/stage.ts";
import { figures, machineSince, now, quantile, stolenSeconds } from "./helpers/figures.ts";

// As the engine does before anybody is there.
rehearse(SETTINGS, resources());
const minutes = Number(process.argv[2] ?? 20);
const began = now();
const stolen = stolenSeconds();
const composed: number[] = [];
const other: number[] = [];
const segments: number[] = [];
const wish: Omit<Wish, "self"> = {
  scale: MAJOR,
  low: -12,
  high: 12,
  tempo: 96,
  bar: 4 * PPQ,
  mostTicks: 8 * PPQ,
  mostNotes: 16,
  density: 1.5,
  sampling: { temperature: 0.9, topP: 0.9 },
};
let notes = 0;
for (const [seed, { name }] of CHARACTERS.entries()) {
  const stage = new Stage({ seed }).start().pretend(name, seed, minutes * 60_000);
  let session = openSession(stage.settings);
  for (const { event } of stage.log) {
    const { stream, material } = session.partner;
    if (stream && event.kind === "wake" && event.name === "answerEnds") {
      const sources = { library: resources().library, own: material };
      const self = material.reduce((sum, { notes }) => addLikeness(sum, notes, undefined), openLikeness());
      const from = now();
      continueStream(stream, sources, { ...wish, self }, resources().networks);
      segments.push(now() - from);
    }
    const from = now();
    const next = step(session, event, resources());
    const took = now() - from;
    session = next.session;
    const played = next.commands.filter((command) => command.kind === "noteOn" && command.player === "partner").length;
    if (played > 0 && event.kind === "wake" && event.name === "phraseEnds") {
      composed.push(took);
      notes += played;
    } else other.push(took);
  }
}
const { networks, library } = resources();
const [segment] = library.segments;
const alone: number[] = [];
if (segment) {
  const place = firstPlace(segment, { minor: false, triple: false });
  const features = pitchFeatures(place);
  const trend = trendFeatures(place, 0);
  const pitch = networks.pitch.blank();
  const told = networks.trend.blank();
  for (let i = 0; i < 2_000; i++) {
    const from = now();
    networks.pitch.step(pitch.memory, features, pitch);
    networks.trend.step(told.memory, trend, told);
    alone.push(now() - from);
  }
}
console.log(`answers composed    ${figures(composed)}  (${(notes / composed.length).toFixed(1)} notes each)`);
console.log(`one segment of it   ${figures(segments)}`);
console.log(`all other events    ${figures(other)}`);
console.log(`both networks, once ${figures(alone)}`);
console.log(`ratio of medians, answer to networks ${(quantile(composed, 0.5) / quantile(alone, 0.5)).toFixed(1)}`);
console.log(`asked: p99 <= 5 ms, median <= 1 ms a segment. ${machineSince(began, stolen)}`);
