// Sessions of 30 s with a pretend child, any profile and somebody who taps whatever a panel can say, well or badly: everything
// that left the last stage, held against the profile by a checker that reads only the commands.
//   npm run bench -- hostile [sessions] [first seed]
import { playHostile } from "../tests/helpers/hostile-session.ts";
import { machineSince, now, stolenSeconds } from "./helpers/figures.ts";

const sessions = Number(process.argv[2] ?? 10_000);
const first = Number(process.argv[3] ?? 1);
const [began, stolen] = [now(), stolenSeconds()];
let notes = 0;
const rules = new Map<string, { count: number; seed: number; text: string }>();
for (let seed = first; seed < first + sessions; seed++) {
  const outcome = playHostile(seed, 30);
  notes += outcome.notes;
  for (const { rule, text } of outcome.breaches) {
    const known = rules.get(rule);
    rules.set(rule, known ? { ...known, count: known.count + 1 } : { count: 1, seed, text });
  }
}
console.log(
  `${sessions} sessions, ${notes} notes begun; breaches: ${[...rules.values()].reduce((sum, { count }) => sum + count, 0)}`,
);
for (const [rule, { count, seed, text }] of rules) console.log(`  ${rule}: ${count}, first with seed ${seed}: ${text}`);
console.log(`asked: none. ${machineSince(began, stolen)}`);
