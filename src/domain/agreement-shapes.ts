/**
 * The shape that agreements are stored in. Raised with every change of it, together with a step from the one before
 * (P1).
 */
const current = 8;

type Stored = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Stored =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What each older shape lacks, as it was meant then. A row without a shape is of the first. */
const steps: Readonly<Record<number, (older: Stored) => Stored>> = {
  // No amount was asked about: the usual limit holds, 1 000 000 kr.
  1: ({ limits, ...rest }) => ({ ...rest, limits: isObject(limits) ? { amountAsk: 100_000_000, ...limits } : limits }),
  // Variants had no short forms of their own, the words for both stood in the program.
  2: ({ variants, ...rest }) => ({ ...rest, variants: isObject(variants) ? withAliases(variants) : variants }),
  // The days of the plan, the steps of the porting and their words stood in the program.
  3: ({ reminders, ...rest }) => ({
    ...planBefore,
    ...rest,
    reminders: isObject(reminders) ? withPreparation(reminders) : reminders,
  }),
  // Days had no lead times, and nothing without a day was late: the usual figures hold, and no day is asked about.
  4: ({ porting, ...rest }) => ({
    within: { dataReview: 3, minutes: 3, offer: 5, approvalAsked: 3, approvalAnswered: 5, handover: 5 },
    ...rest,
    ...(isObject(porting) ? { porting: { leadTime: { fixed: 10, mobile: 5 }, ...porting } } : {}),
  }),
  // Nothing was held of an area of customer data: it was ticked off.
  5: ({ areas, ...rest }) => ({
    ...rest,
    areas: Array.isArray(areas)
      ? areas.map((area) => (isObject(area) ? { fields: [], called: [], single: false, ...area } : area))
      : areas,
  }),
  // No operator had a lead time of its own.
  6: ({ porting, ...rest }) => ({ ...rest, ...(isObject(porting) ? { porting: { operators: [], ...porting } } : {}) }),
  // Fields needed nothing of each other, and none said which numbers are ported.
  7: (older) => older,
};

const withPreparation = ({ workshopPreparation, ...rest }: Stored): Stored => ({
  preparation: workshopPreparation,
  ...rest,
});
const planBefore: Stored = {
  plan: [
    {
      ...{ id: "data", means: "customer-data", aliases: ["kunddata"] },
      name: { sv: "Kunddata", en: "Customer data" },
      the: { sv: "Dagen för kunddata", en: "The day for the customer data" },
    },
    {
      ...{ id: "workshop", means: "kickoff", after: ["data"] },
      name: { sv: "Workshop", en: "Workshop" },
      the: { sv: "Workshopen", en: "The workshop" },
    },
    {
      ...{ id: "porting", means: "porting", after: ["workshop"] },
      name: { sv: "Portering", en: "Number porting" },
      the: { sv: "Porteringen", en: "The number porting" },
    },
    {
      ...{ id: "golive", means: "go-live", aliases: ["driftsatt"], after: ["workshop", "data"] },
      name: { sv: "Driftsättning", en: "Go-live" },
      the: { sv: "Driftsättningen", en: "Go-live" },
    },
  ],
  porting: {
    steps: [
      {
        ...{ id: "fullmakt", aliases: ["authority", "loa"] },
        name: { sv: "Fullmakt", en: "Letter of authority" },
        the: { sv: "fullmakten", en: "the letter of authority" },
        done: { sv: "Fullmakten är underskriven", en: "The letter of authority is signed" },
        ask: { sv: "Skriv under fullmakten", en: "Please sign the letter of authority" },
      },
      {
        ...{ id: "termination", aliases: ["uppsägning"], takesEffectAfterPorting: true },
        name: { sv: "Uppsägning hos tidigare leverantör", en: "Termination with the previous supplier" },
        the: { sv: "uppsägningen hos tidigare leverantör", en: "the termination with the previous supplier" },
        done: { sv: "Tidigare avtal är uppsagt", en: "The previous contract is terminated" },
        ask: {
          sv: "Säg upp avtalet med er tidigare leverantör",
          en: "Please terminate the contract with your previous supplier",
        },
      },
    ],
  },
};

const spokenBefore: Readonly<Record<string, readonly string[]>> = { smaller: ["mindre"], larger: ["större"] };
const withAliases = (variants: Stored): Stored =>
  Object.fromEntries(
    Object.entries(variants).map(([id, one]) => [
      id,
      isObject(one) ? { aliases: spokenBefore[id] ?? [], ...one } : one,
    ]),
  );

/** An agreement as it is stored: with its shape. */
export const shaped = <Agreement extends object>(agreement: Agreement) => ({ shape: current, ...agreement });

/**
 * What was stored, in the shape of now, still to be checked.
 *
 * @throws Error for a shape that only a newer version knows.
 */
export function inCurrentShape(stored: unknown): unknown {
  if (!isObject(stored)) return stored;
  const { shape = 1, ...content } = stored;
  if (typeof shape !== "number" || !Number.isInteger(shape) || shape < 1 || shape > current)
    throw new Error(
      `This agreement is stored in shape ${String(shape)}, and this version knows those up to ${current}: start a newer one`,
    );
  let agreement: Stored = content;
  for (let from = shape; from < current; from += 1) agreement = steps[from]?.(agreement) ?? agreement;
  return agreement;
}
