import type { Agreement } from "../../domain/agreement.ts";
import type { PlannedDay } from "../../domain/agreement-plan.ts";
import type { PlanDay } from "../../domain/facts.ts";
import type { Day } from "../../domain/units.ts";
import { list, name, named } from "../../messages/phrase.ts";
import { type Field, fieldOf, fieldProblem, type Named } from "../field.ts";
import { cleanText } from "../tokens.ts";
import { findNamed } from "./choices.ts";
import { days } from "./days.ts";

/** An agreement as people name it when they type: its file, or its title in either language. */
const asNamed = ({ name: id, title, aliases = [] }: Agreement): Named => ({ id, name: title, aliases });

/** The agreement of this typed name, of those that there are. */
export function agreementNamed(typed: string, agreements: readonly Agreement[]): Agreement | undefined {
  const found = findNamed(typed, agreements.map(asNamed));
  return agreements.find((one) => one.name === found?.id);
}

/** One of the house's agreements, by its name. Where there is a single one, no form asks which. */
function agreement(agreements: readonly Agreement[]): Field<string> {
  const all = agreements.map(asNamed);
  return fieldOf<string>({
    form: all.length > 1 ? "select" : "unasked",
    placeholder: "agreement",
    agreements,
    named: () => all,
    read(raw) {
      const found = agreementNamed(raw, agreements);
      if (found !== undefined) return found.name;
      throw fieldProblem("field.agreement.unknown", {
        typed: cleanText(raw).trim(),
        known: list(all.map((one) => name(one.name))),
      });
    },
    print: (value) => value,
    options: () => all.map((one) => ({ value: one.id, label: name(one.name) })),
  });
}

/**
 * A field for each day that any of the agreements plans, by the day's id. One that the project's agreement does not
 * have is refused.
 */
function planDays(agreements: readonly Agreement[]): Readonly<Record<PlanDay, Field<Day | undefined>>> {
  const all = new Map<PlanDay, Named>();
  for (const one of agreements.flatMap(({ plan }) => plan)) all.set(one.id, merged(all.get(one.id), one));
  return Object.fromEntries([...all].map(([id, titled]) => [id, planned(titled).optional()]));
}

/** The names of one day in several agreements. */
function merged(before: Named | undefined, { id, name: own, aliases }: PlannedDay): Named {
  return before === undefined
    ? { id, name: own, aliases }
    : { ...before, aliases: [...(before.aliases ?? []), own.sv, own.en, ...aliases] };
}

function planned(titled: Named): Field<Day> {
  const { kind } = days.day("future");
  return fieldOf<Day>({
    ...kind,
    titled,
    isIn: ({ plan }) => plan.some(({ id }) => id === titled.id),
    read(raw, env) {
      const { plan, title } = env.agreement;
      if (plan.some(({ id }) => id === titled.id)) return kind.read(raw, env);
      const known = list(plan.map((one) => named(one.name)));
      throw fieldProblem("field.planDay.unknown", { agreement: name(title), day: named(titled.name), known });
    },
  });
}

export const agreements = { agreement, planDays };
