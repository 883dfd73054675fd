import { type Command, customers, defineCommand, everyone, projectLine } from "../../bot/command.ts";
import type { Values } from "../../bot/field.ts";
import type { DateTime } from "../../bot/fields/days.ts";
import { field } from "../../bot/fields.ts";
import { printLine } from "../../bot/lines/line-text.ts";
import { refuse } from "../../bot/refusal.ts";
import { portedStep } from "../../domain/porting.ts";
import { restOptions } from "../../domain/porting-request.ts";
import type { Day } from "../../domain/units.ts";
import { day } from "../../messages/phrase.ts";
import { asking, printed } from "../shared/asking.ts";
import { stillOpen } from "../shared/checks.ts";
import { calls } from "../shared/examples.ts";
import { addOne, askAboutGiven, correct, fillInOne, opensWith } from "./given.ts";
import {
  askAboutAsking,
  askAboutConfirmed,
  askFor,
  confirmFor,
  mend,
  portedOne,
  reject,
  withdraw,
} from "./operator.ts";
import { overview } from "./overview.ts";
import { answersBefore, mayRecord } from "./record.ts";
import { finish } from "./step.ts";

const ends = field.day("future").optional();
const ref = { ref: field.ref("P") };
const when = field.dateTime().optional();
/** What a number's porting needs (D4), as it is typed and filled in. */
const asked = {
  operator: field.text({ max: 100 }).optional(),
  subscriber: field.text({ max: 200 }).optional(),
  orgno: field.orgno().optional(),
  address: field.text({ max: 300 }).optional(),
  signer: field.text({ max: 100 }).optional(),
  signed: field.day("past").optional(),
  series: field.subscriberNumber().optional(),
  rest: field.choice(restOptions).optional(),
  when,
};

const lineInput = { ref: ref.ref.optional(), number: field.subscriberNumber().optional(), ...asked };

/** A day and an hour, as they are kept. */
function given<T extends { readonly when?: DateTime | undefined }>({ when: at, ...more }: T) {
  return { ...more, when: whenOf(at) };
}
const whenOf = (at: DateTime | undefined): string | undefined => at && `${at.on}T${at.time}`;

/** All that was typed or filled in, with another day and hour: nothing of it is lost in the line that is offered. */
const lineWith =
  (verb: "add" | "set", values: Partial<Values<typeof lineInput>>) =>
  (when: string): string => {
    const line = porting.lines.find((one) => one.verb === verb);
    const raw = { ...printed(lineInput, values as Values<typeof lineInput>), when };
    return line === undefined ? "" : printLine(porting, line, raw);
  };

/** A letter of authority is signed on a day that has been. */
function signedBefore(signed: Day | undefined, today: Day): void {
  if (signed !== undefined && signed > today)
    throw refuse("porting.refuse.future", { on: day(signed) }, { field: "signed" });
}

export const porting: Command = defineCommand({
  name: "porting",
  summary: "summary.porting",
  lines: [
    projectLine({
      summary: "summary.porting",
      needs: "porting",
      examples: ["porting"],
      allow: everyone,
      audience: "public",
      reads: true,
      input: {},
      run: (_values, ctx) => overview(ctx),
    }),
    projectLine({
      verb: "done",
      summary: "summary.porting.done",
      needs: "porting",
      examples: (agreement) =>
        [...calls(agreement).steps, portedStep(agreement)].flatMap((step) => (step ? [`porting done ${step}`] : [])),
      allow: ["staff"],
      audience: "public",
      input: { step: field.portingDeed(), on: field.day("past").default("today"), ends },
      run: ({ step, on, ends: until }, ctx) => finish(ctx, step, on, until),
    }),
    projectLine({
      verb: "confirm",
      by: "card",
      summary: "summary.porting.done",
      needs: "porting",
      examples: [],
      allow: [...customers, "staff"],
      audience: "public",
      input: { step: field.portingStep(), ends },
      run: ({ step, ends: until }, ctx) => finish(ctx, step, ctx.today, until),
    }),
    ...asking({
      of: "porting",
      verb: "add",
      summary: "summary.porting.add",
      needs: "porting",
      examples: ['porting add "08-123 45 00–49" operator:"Exempeltele AB" orgno:556036-0793 rest:none'],
      allow: ["staff"],
      audience: "public",
      input: { number: field.subscriberNumber(), ...asked },
      label: "porting.button.askAnyway",
      ask(values, ctx) {
        signedBefore(values.signed, ctx.today);
        return askAboutGiven(ctx, given(values), lineWith("add", values));
      },
      run: (values, ctx) => addOne(ctx, given(values)),
    }),
    ...asking({
      of: "porting",
      verb: "set",
      summary: "summary.porting.set",
      needs: "porting",
      examples: ['porting set P1 signer:"Karin Ek" signed:2026-11-20', 'porting set P1 when:"2027-01-14 09:00"'],
      allow: ["staff"],
      audience: "public",
      input: { ...ref, number: field.subscriberNumber().optional(), ...asked },
      before: ({ ref: which }, facts) => answersBefore(facts, which),
      label: "porting.button.askAnyway",
      ask(values, ctx) {
        signedBefore(values.signed, ctx.today);
        return askAboutGiven(ctx, given(values), lineWith("set", values));
      },
      run: ({ ref: which, ...values }, ctx) => correct(ctx, which, given(values)),
    }),
    ...asking({
      of: "porting",
      verb: "fill",
      by: "card",
      summary: "summary.porting.fill",
      needs: "porting",
      examples: [],
      allow: [...customers, "staff"],
      audience: "public",
      input: {
        ref: field.hidden().optional(),
        seen: field.hidden().optional(),
        number: field.subscriberNumber(),
        ...asked,
      },
      opening({ ref: which }, ctx) {
        if (which === undefined) stillOpen(ctx.facts);
        else mayRecord(ctx, which, "given");
      },
      prefill: async (values, ctx) => opensWith(given(values), ctx),
      before: ({ ref: which }, facts) => (which === undefined ? {} : answersBefore(facts, which)),
      label: "porting.button.askAnyway",
      ask(values, ctx) {
        signedBefore(values.signed, ctx.today);
        const { ref: which, seen: _seen, ...answers } = values;
        const line = which === undefined ? lineWith("add", answers) : lineWith("set", { ...answers, ref: which });
        return askAboutGiven(ctx, given(values), line);
      },
      run: (values, ctx) => fillInOne(ctx, given(values)),
    }),
    ...asking({
      of: "porting",
      verb: "asked",
      summary: "summary.porting.asked",
      needs: "porting",
      examples: ["porting asked P1"],
      allow: ["staff"],
      audience: "public",
      input: { ...ref, on: field.day("past").default("today") },
      label: "porting.button.askAnyway",
      ask: ({ ref: which, on }, ctx) => askAboutAsking(ctx, which, on),
      run: ({ ref: which, on }, ctx) => askFor(ctx, which, on),
    }),
    ...asking({
      of: "porting",
      verb: "confirmed",
      summary: "summary.porting.confirmed",
      needs: "porting",
      examples: ["porting confirmed P1", "porting confirmed P1 2027-01-14 10:00"],
      allow: ["staff"],
      audience: "public",
      input: { ...ref, when: when.inPlace() },
      label: "porting.button.askAnyway",
      ask: ({ ref: which, when: at }, ctx) => askAboutConfirmed(ctx, which, whenOf(at)),
      run: ({ ref: which, when: at }, ctx) => confirmFor(ctx, which, whenOf(at)),
    }),
    projectLine({
      verb: "reject",
      summary: "summary.porting.reject",
      needs: "porting",
      examples: ['porting reject P1 "the organisation number is another at the operator"'],
      allow: ["staff"],
      audience: "public",
      input: { ...ref, reason: field.text({ max: 1000 }) },
      run: ({ ref: which, reason }, ctx) => reject(ctx, which, reason),
    }),
    projectLine({
      verb: "mended",
      summary: "summary.porting.mended",
      needs: "porting",
      examples: ["porting mended P1"],
      allow: [...customers, "staff"],
      audience: "public",
      input: ref,
      run: ({ ref: which }, ctx) => mend(ctx, which),
    }),
    projectLine({
      verb: "ported",
      summary: "summary.porting.ported",
      needs: "porting",
      examples: ["porting ported P1"],
      allow: ["staff"],
      audience: "public",
      input: { ...ref, on: field.day("past").default("today") },
      run: ({ ref: which, on }, ctx) => portedOne(ctx, which, on),
    }),
    projectLine({
      verb: "withdraw",
      summary: "summary.porting.withdraw",
      needs: "porting",
      examples: ['porting withdraw P1 "the number is not used any more"'],
      allow: ["staff"],
      audience: "public",
      input: { ...ref, reason: field.text({ max: 500 }) },
      run: ({ ref: which, reason }, ctx) => withdraw(ctx, which, reason),
    }),
  ],
});
