import type { ProjectFacts, Task } from "../../domain/facts.ts";
import { partyOf, roleOf } from "../../domain/role.ts";
import { isOpenTask } from "../../domain/task.ts";
import type { Ref } from "../../domain/units.ts";
import type { Button } from "../../messages/content.ts";
import { day, phrase } from "../../messages/phrase.ts";
import { daysAfter, daysBefore, escalation, lateness, repeats } from "../nudge.ts";
import { reachedFor } from "../pace.ts";
import { lead, there } from "../people.ts";
import { defineReminder } from "../reminder.ts";

/**
 * A task near its day or past it: the customer's and the partner's in the shared channel, ours inside. Nobody's is the
 * lead's to hand out.
 */
export const taskDue = defineReminder({
  name: "task-due",
  due(onDay) {
    const { facts, agreement, today } = onDay;
    const days = agreement.reminders.taskDue;
    const nudges = [...daysBefore([days.before]), ...daysAfter(days.after)];
    return facts.tasks.flatMap((task) => {
      if (task.due === undefined || !isOpenTask(task)) return [];
      const about = { subject: `task/${task.ref}`, to: whereOf(task, facts) } as const;
      const asked = task.who === undefined ? about : { ...about, who: [task.who] };
      const nudge = reachedFor(onDay, asked, nudges, task.due, repeats(agreement));
      if (nudge === undefined) return [];
      const { ref, title, due } = task;
      const who = task.who === undefined ? lead(facts, today) : there(facts, task.who, today);
      const text = phrase(nudge.at < 0 ? "remind.task.before" : "remind.task.after", {
        who,
        ref,
        title,
        due: day(due),
      });
      const buttons = [doneButton(ref)];
      const key = `task-due/${ref}/${due}/${nudge.name}`;
      return [{ key, ...about, text, buttons, ...lateness(nudge), ...escalation(nudge) }];
    });
  },
});

const doneButton = (ref: Ref): Button => ({
  ...{ id: `done-${ref}`, label: phrase("task.button.doneRef", { ref }), runs: "task finish", values: { task: ref } },
});

function whereOf({ who }: Task, facts: ProjectFacts): "shared" | "internal" {
  const role = who && roleOf(facts, who.id);
  return role === undefined || partyOf(role) === "supplier" ? "internal" : "shared";
}
