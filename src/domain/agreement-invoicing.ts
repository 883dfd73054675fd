import { z } from "zod";
import { hasLuhnSum } from "./data-identifier.ts";
import type { LocalName } from "./units.ts";

/** Who invoices: what stands on an invoice of the supplier's, and is nobody's to guess (I1). */
export interface Invoicing {
  /** Registered name, as on an invoice. */
  readonly name: string;
  /** Ten digits. */
  readonly organisationNumber: string;
  /** `SE`, the ten digits and two more. */
  readonly vatNumber: string;
  readonly street?: string;
  readonly postCode?: string;
  readonly city?: string;
  /** Digits alone, as e-invoices have them. */
  readonly bankgiro?: string;
  /** In words: *30 days net*. */
  readonly terms?: LocalName;
}

/** The same in an agreement file; numbers may be written with dashes. */
export function invoicingSchema({ name, text }: { readonly name: z.ZodType<LocalName>; readonly text: z.ZodString }) {
  const digits = z.string().transform((written) => written.replace(/[\s-]/gu, ""));
  return z.strictObject({
    name: text,
    organisationNumber: digits.refine(
      (number) => /^\d{10}$/u.test(number) && hasLuhnSum(number),
      "must be an organisation number such as 556036-0793, in quotes",
    ),
    vatNumber: digits.refine((number) => /^SE\d{12}$/u.test(number), "must be a VAT number such as SE556036079301"),
    street: text.optional(),
    postCode: text.optional(),
    city: text.optional(),
    bankgiro: digits
      .refine((number) => /^\d{7,8}$/u.test(number) && hasLuhnSum(number), "must be a bankgiro such as 5050-1055")
      .optional(),
    terms: name.optional(),
  });
}
