import type { Agreement } from "../../domain/agreement.ts";
import type { Line } from "../command.ts";
import { agreementNamed } from "../fields/agreements.ts";
import { fieldsOf } from "../inputs.ts";

/** The agreement by which a line outside any project is read: the one that is named in it, or the usual one. */
export function agreementOf(line: Line, raw: Readonly<Record<string, string>>, usual: Agreement): Agreement {
  const chosen = fieldsOf(line).flatMap(([name, { kind }]) =>
    kind.agreements === undefined || !Object.hasOwn(raw, name) ? [] : (agreementNamed(raw[name] ?? "", kind.agreements) ?? []),
  );
  return chosen[0] ?? usual;
}
