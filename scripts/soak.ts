/**
 * Kills the bot at random moments under load, and counts what became of everything that was asked for and said:
 *
 *   npm run soak                       300 rounds on each database, 100 with three replicas
 *   ROUNDS=60 npm run soak -- embedded
 *
 * `SEED` repeats the same choices. Ends with 1 when anything was lost, not delivered, or done or delivered twice.
 */
import { isClean, type Report, type Subject, soak, subjects } from "../test/soak/soak.ts";

const usual: Readonly<Record<Subject, number>> = { embedded: 300, postgres: 300, replicas: 100 };

function written({ subject, rounds, seed, seconds, kept, delivered, refused, unanswered }: Report): string {
  return [
    `${subject}: ${rounds} kills in ${seconds} s, seed ${seed}`,
    `  asked ${kept.asked}   acknowledged ${kept.acknowledged}   found ${kept.found}   lost ${kept.lost}   doubled ${kept.doubled}`,
    `  said ${delivered.said}   undelivered ${delivered.undelivered}   doubled ${delivered.doubled}   doubled where it cannot be told ${delivered.doubledUnseen}`,
    ...[...kept.wrong, ...delivered.wrong, ...refused, ...unanswered.map((one) => `not answered: ${one}`)]
      .slice(0, 40)
      .map((one) => `  ${one}`),
    "",
  ].join("\n");
}

const named = process.argv.slice(2);
const chosen = subjects.filter((subject) => named.length === 0 || named.includes(subject));
if (chosen.length === 0) {
  process.stderr.write(`There is none of: ${named.join(", ")}. There are: ${subjects.join(", ")}.\n`);
  process.exitCode = 1;
}
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
for (const subject of chosen) {
  const rounds = Number(process.env.ROUNDS ?? usual[subject]);
  const onRound = (round: number) =>
    void (round % 20 === 0 && process.stderr.write(`${subject}: ${round} of ${rounds}\n`));
  const report = await soak({ subject, rounds, seed, patience: 600_000, onRound });
  process.stdout.write(written(report));
  if (!isClean(report)) process.exitCode = 1;
}
