import { visit } from "./api.js";

const keyOf = (as) => `form.${as}`;

/**
 * Keeps a form as somebody has filled it in by now, until it is sent: a page that is loaded again loses no more than
 * files.
 */
export const keepDraft = ({ as, form, requestId }, values) => visit.set(keyOf(as), { form, requestId, values });

export const dropDraft = (as) => visit.set(keyOf(as), null);

/** The form that somebody was filling in when the page was loaded again, with what they had written. */
export function draftOf(as) {
  const kept = visit.get(keyOf(as));
  if (!kept) return undefined;
  const fields = kept.form.fields.map((field) => ({ ...field, value: kept.values[field.name] ?? "" }));
  return { as, form: { ...kept.form, fields }, requestId: kept.requestId };
}
