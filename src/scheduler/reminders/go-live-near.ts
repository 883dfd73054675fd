import { areaStates, missingAreas, unreviewedAreas } from "../../domain/customer-data.ts";
import { dayOfRole } from "../../domain/plan.ts";
import { portingStatus } from "../../domain/porting.ts";
import { openRequirements } from "../../domain/requirement.ts";
import { isOpenTask } from "../../domain/task.ts";
import type { Ref } from "../../domain/units.ts";
import { day, list, type Phrase, type PhraseId, phrase, type Value } from "../../messages/phrase.ts";
import { theStepWords } from "../../messages/project-words.ts";
import { daysBefore } from "../nudge.ts";
import { reachedFor } from "../pace.ts";
import { defineReminder, type OnDay } from "../reminder.ts";

/** Go-live is near and something is missing (L1): told internally, where the day can still be moved. */
export const goLiveNear = defineReminder({
  name: "go-live-near",
  due(onDay) {
    const { facts, agreement, today } = onDay;
    const on = dayOfRole(facts.project, agreement, "go-live");
    if (on === undefined || today > on || facts.project.goLive !== undefined) return [];
    const about = { subject: "go-live-near", to: "internal" } as const;
    const nudge = reachedFor(onDay, about, daysBefore(agreement.reminders.goLiveNear.before), on);
    const missing = missingFor(onDay);
    if (nudge === undefined || missing.length === 0) return [];
    const text = phrase("remind.golive", { on: day(on), what: list(missing) });
    return [{ key: `go-live-near/${on}/${nudge.name}`, ...about, text }];
  },
});

export function missingFor({ facts, agreement, today }: OnDay): readonly Value[] {
  const states = areaStates(facts, agreement);
  const { toDeliver, toVerify } = openRequirements(facts);
  return [
    ...(facts.project.kickoff === undefined ? [phrase("remind.golive.kickoff")] : []),
    ...counted("remind.golive.data", missingAreas(states).length),
    ...counted("remind.golive.review", unreviewedAreas(states).length),
    ...named("remind.golive.deliver", toDeliver),
    ...named("remind.golive.verify", toVerify),
    ...(portingStatus(facts, agreement, today)?.outstanding ?? []).map((step) => theStepWords(step, agreement)),
    ...named("remind.golive.tasks", facts.tasks.filter(isOpenTask)),
  ];
}

const counted = (say: PhraseId, count: number): readonly Phrase[] => (count === 0 ? [] : [phrase(say, { count })]);

const named = (say: PhraseId, items: readonly { readonly ref: Ref }[]): readonly Phrase[] =>
  items.length === 0 ? [] : [phrase(say, { refs: list(items.map(({ ref }) => ref)) })];
