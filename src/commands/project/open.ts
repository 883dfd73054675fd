import { type Context, defineCommand, freeLine, type ProjectContext } from "../../bot/command.ts";
import type { Input, Values } from "../../bot/field.ts";
import { printDuration } from "../../bot/fields/amounts.ts";
import { codeOf } from "../../bot/fields/identifiers.ts";
import { field } from "../../bot/fields.ts";
import { FieldErrors, refuse } from "../../bot/refusal.ts";
import { type Agreement, usualVariant, variantOf } from "../../domain/agreement.ts";
import { judgeDay } from "../../domain/day-use.ts";
import type { Plan, Project } from "../../domain/facts.ts";
import { type OpeningMistake, openingMistakes } from "../../domain/opening.ts";
import { fold } from "../../language/fold.ts";
import { dayRefusalWords } from "../../messages/day-use-words.ts";
import { languages } from "../../messages/language.ts";
import { day, list, name, type Phrase, phrase } from "../../messages/phrase.ts";
import { theDayWords } from "../../messages/project-words.ts";
import { wordsOf } from "../../messages/vocabulary.ts";
import type { Conversation } from "../../store/store.ts";
import { dayScene, typedDay } from "../shared/day-check.ts";
import { calls } from "../shared/examples.ts";
import { bindShared, mustSuitInternal, mustSuitShared } from "./channel-guard.ts";
import { openedReply } from "./open-receipt.ts";

const before = (agreements: readonly Agreement[]) => ({
  customer: field.text({ max: 120 }),
  code: field.code().optional(),
  agreement: field.agreement(agreements).optional(),
  variant: field.variant().optional(),
  via: field.text({ max: 120 }).optional(),
  internal: field.conversation().optional(),
  shared: field.conversation().optional(),
});
const after = {
  orgno: field.orgno().optional(),
  reference: field.text({ max: 200 }).optional(),
  price: field.money().optional(),
  rate: field.money().optional(),
  options: field.options().optional(),
  hours: field.pairs(field.duration()).optional(),
  language: field.choice(languages).optional(),
};
type Terms = Values<ReturnType<typeof before> & typeof after>;
type Given = Terms & { readonly plan: Plan };
/** Every field, the days of the agreements' plans among them. */
const inputOf = (agreements: readonly Agreement[]) =>
  ({ ...before(agreements), ...field.planDays(agreements), ...after }) as Input;

/**
 * Opens an onboarding project on one of today's agreements, the usual one where none is named (P1), in the channel
 * where it is typed when nobody from outside is there.
 */
export const openOn = (agreements: readonly Agreement[]) =>
  defineCommand({
    name: "open",
    summary: "summary.open",
    lines: [
      freeLine({
        summary: "summary.open",
        examples: (agreement) => [
          `open "Solbacken Vård AB" shared:solbacken-kund ${calls(agreement).live}:2027-01-15`,
          ...agreedLater(agreement),
        ],
        allow: ["staff"],
        audience: "ledger",
        opensPlace: true,
        input: inputOf(agreements),
        async run(values, context) {
          const given: Given = { ...(values as Terms), plan: planOf(values, context.agreement) };
          mustBeSound(given, context);
          const code = await freeCode(given, context);
          const internal = await internalChannel(given, context);
          if (given.shared !== undefined) await mustSuitShared(context, given.shared);
          if (internal !== undefined && internal.id === given.shared?.id)
            throw refuse("open.sameChannel", { name: internal.name }, { field: "shared" });
          const project = await context.store.projects.open({
            code,
            customer: given.customer,
            variant: given.variant ?? usualVariant(context.agreement),
            via: viaOf(given.via),
            options: given.options ?? [],
            hours: given.hours ?? {},
            openedOn: context.today,
            plan: given.plan,
            language: given.language ?? context.language,
            agreement: await context.store.agreements.keep(context.agreement),
            ...(given.orgno !== undefined && { organisationNumber: given.orgno }),
            ...(given.reference !== undefined && { reference: given.reference }),
            ...(given.price !== undefined && { price: given.price }),
            ...(given.rate !== undefined && { rate: given.rate }),
          });
          if (project === undefined) throw await taken(code, context);
          const opened = await settleIn(project, context, internal, given.shared);
          return openedReply(await opened.reload(), context, { internal, shared: given.shared });
        },
      }),
    ],
  });

/** How the variant is opened whose hours are agreed at the sale (S8), where there is one. */
function agreedLater({ variants, packages }: Agreement): readonly string[] {
  const [id] = Object.entries(variants).find(([, { hours }]) => hours === undefined) ?? [];
  const hours = packages.map((one, index) => `${one.id}=${[16, 24, 6, 4][index] ?? 4}h`);
  return id === undefined ? [] : [`open "Solbacken Vård AB" variant:${id} hours:${hours.join(",")}`];
}

/** The opener becomes the lead; the channels are bound, and the shared one gets the card that stays. */
async function settleIn(
  project: Project,
  context: Context,
  internal: Conversation | undefined,
  shared: Conversation | undefined,
): Promise<ProjectContext> {
  const { store, actor } = context;
  await store.projects.addMember(project.id, actor.id, "lead");
  if (internal !== undefined) await store.projects.bind(project.id, "internal", internal.id);
  const opened = await context.inProject(project.id);
  if (shared !== undefined) await bindShared(opened, shared);
  return opened;
}

function planOf(given: Values<Input>, { plan }: Agreement): Plan {
  return Object.fromEntries(plan.flatMap(({ id }) => (given[id] === undefined ? [] : [[id, given[id]]])));
}

function viaOf(typed: string | undefined): Project["via"] {
  const direct = ["direct", ...wordsOf("value.direct")].map(fold);
  return typed === undefined || direct.includes(fold(typed)) ? { kind: "direct" } : { kind: "partner", name: typed };
}

/** Throws FieldErrors with everything that is wrong with the terms (S2, S8). */
function mustBeSound(given: Given, context: Context): void {
  const { agreement, today } = context;
  const variant = given.variant ?? usualVariant(agreement);
  const terms = { variant, options: given.options ?? [], plan: given.plan, ...(given.hours && { hours: given.hours }) };
  const mistakes = openingMistakes(terms, agreement, today);
  if (mistakes.length === 0) mustFit(given, context);
  if (mistakes.length === 0) return;
  const errors = mistakes.map((mistake) => mistakeWords(mistake, variant, agreement));
  throw new FieldErrors(Object.fromEntries(errors), insteadOf(mistakes, agreement.packages, given.hours));
}

/** Throws FieldErrors with every day of the plan that cannot be, and the nearest that can (K2). */
function mustFit({ plan }: Given, context: Context): void {
  const { agreement } = context;
  const scene = dayScene({ project: { plan }, checkIns: [] }, context);
  const refused = Object.entries(plan).flatMap(([which, on]) => {
    const verdict = on === undefined ? undefined : judgeDay({ kind: "plan", which, on }, scene);
    const [first] = verdict?.refusals ?? [];
    return first === undefined ? [] : [{ which, words: dayRefusalWords(first, agreement), instead: verdict?.instead }];
  });
  if (refused.length === 0) return;
  const instead = refused.flatMap((one) =>
    one.instead === undefined ? [] : [[one.which, typedDay(one.instead)] as const],
  );
  throw new FieldErrors(
    Object.fromEntries(refused.map(({ which, words }) => [which, words])),
    Object.fromEntries(instead),
  );
}

/** The field that a mistake is in, and what is wrong there. */
function mistakeWords(mistake: OpeningMistake, variant: string, agreement: Agreement): readonly [string, Phrase] {
  switch (mistake.kind) {
    case "hours-fixed":
      return ["hours", phrase("open.hoursFixed", { variant: name(variantOf({ variant }, agreement).name) })];
    case "hours-missing": {
      const missing = agreement.packages.filter(({ id }) => mistake.packages.includes(id));
      return ["hours", phrase("open.hoursMissing", { packages: list(missing.map((one) => name(one.name))) })];
    }
    case "past-day":
      return [
        mistake.which,
        phrase("open.past", { which: theDayWords(mistake.which, agreement), on: day(mistake.on) }),
      ];
  }
}

/** Every part with the hours that are given, and the others to fill in, for the corrected line (S8). */
function insteadOf(
  mistakes: readonly OpeningMistake[],
  packages: readonly { readonly id: string }[],
  given: Given["hours"],
): Readonly<Record<string, string>> {
  if (!mistakes.some(({ kind }) => kind === "hours-missing")) return {};
  const hours = packages.map(({ id }) => `${id}=${given?.[id] === undefined ? "<time>" : printDuration(given[id])}`);
  return { hours: hours.join(",") };
}

const companyForms = new Set(["ab", "hb", "kb", "aktiebolag", "handelsbolag", "ek", "stiftelsen", "the"]);

/**
 * The code asked for, else the first word of the customer's name that says something: `Solbacken Vård AB` →
 * `solbacken`.
 */
async function freeCode(given: Given, context: Context): Promise<string> {
  const words = given.customer.split(/\s+/).map(codeOf);
  const code = given.code ?? words.find((word) => word !== "" && !companyForms.has(word)) ?? codeOf(given.customer);
  if (code === "") throw refuse("open.codeNeeded", { customer: given.customer }, { field: "code" });
  if ((await context.store.projects.find(code)) !== undefined) throw await taken(code, context);
  return code;
}

async function taken(code: string, { store }: Context): Promise<FieldErrors> {
  const holder = await store.projects.find(code);
  let number = 2;
  while ((await store.projects.find(`${code}-${number}`)) !== undefined) number += 1;
  const free = `${code}-${number}`;
  return new FieldErrors(
    { code: phrase("open.taken", { code, customer: holder?.customer ?? code, free }) },
    { code: free },
  );
}

/** The channel named, else the one where it is typed when that is nobody's and has no outsiders. */
async function internalChannel(given: Given, context: Context): Promise<Conversation | undefined> {
  const { place, store } = context;
  const here = place.kind === "unbound" && !place.outsiders ? await store.places.get(place.conversation) : undefined;
  const internal = given.internal ?? (here?.id === given.shared?.id ? undefined : here);
  if (internal !== undefined) await mustSuitInternal(context, internal);
  return internal;
}
