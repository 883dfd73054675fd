import { type Command, type Context, defineCommand, type Line, type ProjectContext } from "../../bot/command.ts";
import type { Input, Values } from "../../bot/field.ts";
import { printDuration } from "../../bot/fields/amounts.ts";
import { codeOf } from "../../bot/fields/identifiers.ts";
import { field } from "../../bot/fields.ts";
import { printLine } from "../../bot/lines/line-text.ts";
import { FieldErrors, refuse } from "../../bot/refusal.ts";
import { type Agreement, usualVariant, variantOf } from "../../domain/agreement.ts";
import type { Plan, Project } from "../../domain/facts.ts";
import { type OpeningMistake, openingMistakes } from "../../domain/opening.ts";
import { fold } from "../../language/fold.ts";
import type { Reply } from "../../messages/content.ts";
import { languages } from "../../messages/language.ts";
import { day, list, name, type Phrase, phrase } from "../../messages/phrase.ts";
import { theDayWords } from "../../messages/project-words.ts";
import { wordsOf } from "../../messages/vocabulary.ts";
import type { Conversation } from "../../store/store.ts";
import { askingFirst, printed } from "../shared/asking.ts";
import { calls } from "../shared/examples.ts";
import { bindShared, mustSuitInternal, mustSuitShared } from "./channel-guard.ts";
import { askAboutPlan, daysThatHold, misfits } from "./open-days.ts";
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
  price: field.money({ doubtsZero: true }).optional(),
  rate: field.money({ doubtsZero: true }).optional(),
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
export function openOn(agreements: readonly Agreement[]): Command {
  const input = inputOf(agreements);
  const lines: readonly [Line, Line] = askingFirst({
    of: "open",
    label: "open.anyway",
    summary: "summary.open",
    examples: (agreement) => [
      `open "Solbacken Vård AB" shared:solbacken-kund ${calls(agreement).live}:2027-01-15`,
      ...agreedLater(agreement),
    ],
    allow: ["staff"],
    audience: "ledger",
    opensPlace: true,
    input,
    async ask(values, context) {
      const given = givenOf(values, context);
      await mustHold(given, context);
      return askAboutPlan(given.plan, context, {
        raw: printed(input, values),
        line: (raw) => printLine(command, lines[0], raw),
      });
    },
    run: (values, context) => openFor(givenOf(values, context), context),
  });
  const command = defineCommand({ name: "open", summary: "summary.open", lines });
  return command;
}

const givenOf = (values: Values<Input>, { agreement }: Context): Given => ({
  ...(values as Terms),
  plan: planOf(values, agreement),
});

/**
 * The code and the internal channel of what is to be opened, where they and the shared channel are to be had and the
 * terms are sound. What a line to copy can mend is told at once, so that the line is then taken as it stands.
 */
async function mustHold(given: Given, context: Context) {
  const code = codeFor(given);
  const internal = await internalChannel(given, context);
  if (given.shared !== undefined) await mustSuitShared(context, given.shared);
  if (internal !== undefined && internal.id === given.shared?.id)
    throw refuse("open.sameChannel", { name: internal.name }, { field: "shared" });
  const isFree = (await context.store.projects.find(code)) === undefined;
  const wrong = FieldErrors.together(wrongTerms(given, context), isFree ? undefined : await taken(code, context));
  if (wrong !== undefined) throw wrong;
  return { code, internal };
}

async function openFor(given: Given, context: Context): Promise<Reply> {
  const { code, internal } = await mustHold(given, context);
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
}

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

/** Everything that is wrong with the terms (S2, S8). */
function wrongTerms(given: Given, context: Context): FieldErrors | undefined {
  const { agreement, today } = context;
  const variant = given.variant ?? usualVariant(agreement);
  const terms = { variant, options: given.options ?? [], plan: given.plan, ...(given.hours && { hours: given.hours }) };
  const mistakes = openingMistakes(terms, agreement, today);
  if (mistakes.length === 0) return misfits(given.plan, context);
  const errors = mistakes.map((mistake) => mistakeWords(mistake, variant, agreement));
  const days = mistakes.some(({ kind }) => kind === "past-day") ? daysThatHold(given.plan, context) : undefined;
  const instead = { ...days, ...insteadOf(mistakes, agreement.packages, given.hours) };
  return new FieldErrors(Object.fromEntries(errors), instead);
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
function codeFor(given: Given): string {
  const words = given.customer.split(/\s+/).map(codeOf);
  const code = given.code ?? words.find((word) => word !== "" && !companyForms.has(word)) ?? codeOf(given.customer);
  if (code === "") throw refuse("open.codeNeeded", { customer: given.customer }, { field: "code" });
  return code;
}

/** That another project has the code, with one that is free. */
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
