import { type Field, type FieldKind, fieldOf } from "../../bot/field.ts";
import { field } from "../../bot/fields.ts";
import { areaStates, missingAreas } from "../../domain/customer-data.ts";
import { name, phrase } from "../../messages/phrase.ts";

/** An area of customer data (D1): those that the customer owes come first; any other says where it stands. */
export function owedArea(): Field<string> {
  const kind: FieldKind<string> = field.area().kind;
  return fieldOf<string>({
    ...kind,
    options(env) {
      const states = env.facts === undefined ? [] : areaStates(env.facts, env.agreement);
      const owed = missingAreas(states);
      return [
        ...owed.map(({ area }) => ({ value: area.id, label: name(area.name) })),
        ...states
          .filter((status) => !owed.includes(status))
          .map(({ area, state }) => ({
            value: area.id,
            label: phrase("data.option", { area: name(area.name), state: phrase(`data.state.${state}`) }),
          })),
      ];
    },
  });
}
