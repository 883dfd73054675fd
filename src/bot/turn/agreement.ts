import { type Agreement, offers } from "../../domain/agreement.ts";
import { name } from "../../messages/phrase.ts";
import type { Line } from "../command.ts";
import { agreementNamed } from "../fields/agreements.ts";
import { fieldsOf } from "../inputs.ts";
import { refuse } from "../refusal.ts";

/** The agreement by which a line outside any project is read: the one that is named in it, or the usual one. */
export function agreementOf(line: Line, raw: Readonly<Record<string, string>>, usual: Agreement): Agreement {
  const chosen = fieldsOf(line).flatMap(([field, { kind }]) =>
    kind.agreements === undefined || !Object.hasOwn(raw, field)
      ? []
      : (agreementNamed(raw[field] ?? "", kind.agreements) ?? []),
  );
  return chosen[0] ?? usual;
}

/** Whether the service of an agreement has what a line is about. */
export const isOffered = ({ needs }: Line, agreement: Agreement): boolean =>
  needs === undefined || offers(agreement, needs);

/** Throws the refusal of a line that is about what the project's agreement does not have, and says so. */
export function mustBeOffered(line: Line, agreement: Agreement): void {
  if (line.needs !== undefined && !offers(agreement, line.needs))
    throw refuse(`refusal.notOffered.${line.needs}`, { agreement: name(agreement.title) });
}
