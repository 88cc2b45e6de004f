// Composing an answer: from the end of a phrase to its commands, over sessions of every pretend child in simulated time.
// The baseline in the same run: the two network steps alone.
//   npm run bench -- compose [minutes a child]
import { segmentFeatures, trendFeatures } from "../src/engine/music/features.ts";
import { firstPlace } from "../src/engine/music/place.ts";
import { openSession } from "../src/engine/session/session.ts";
import { step } from "../src/engine/session/step.ts";
import { CHARACTERS } from "../src/hardware/child/character.ts";
import { resources, Stage } from "../tests/helpers/stage.ts";
import { figures, machineSince, now, quantile, stolenSeconds } from "./helpers/figures.ts";

const minutes = Number(process.argv[2] ?? 20);
const began = now();
const stolen = stolenSeconds();
const composed: number[] = [];
const other: number[] = [];
let notes = 0;
for (const [seed, { name }] of CHARACTERS.entries()) {
  const stage = new Stage({ seed }).start().pretend(name, seed, minutes * 60_000);
  let session = openSession(stage.settings);
  for (const { event } of stage.log) {
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
const [segment] = library;
const alone: number[] = [];
if (segment) {
  const features = segmentFeatures(segment, firstPlace(segment, { minor: false, triple: false }));
  const trend = trendFeatures(features, segment, 0);
  const memory = { pitch: networks.pitch.initial(), trend: networks.trend.initial() };
  for (let i = 0; i < 2_000; i++) {
    const from = now();
    networks.pitch.step(memory.pitch, features);
    networks.trend.step(memory.trend, trend);
    alone.push(now() - from);
  }
}
console.log(`answers composed    ${figures(composed)}  (${(notes / composed.length).toFixed(1)} notes each)`);
console.log(`all other events    ${figures(other)}`);
console.log(`both networks, once ${figures(alone)}`);
console.log(`ratio of medians, answer to networks ${(quantile(composed, 0.5) / quantile(alone, 0.5)).toFixed(1)}`);
console.log(`asked: p99 <= 5 ms, median <= 1 ms a segment. ${machineSince(began, stolen)}`);
