import { z } from "zod";

/** A name or an address: text that a database takes. */
const word = z.string().regex(/^[^\0\p{Surrogate}]*$/u);

/** What a command asks of the bot that has the database. */
export const asked = z.discriminatedUnion("do", [
  z.object({ do: z.literal("outbox") }),
  z.object({ do: z.literal("resend"), which: z.union([z.literal("parked"), z.array(word)]) }),
  z.object({
    do: z.literal("closed-bases"),
    number: z.number().int().optional(),
    from: z.iso.date().optional(),
    until: z.iso.date().optional(),
  }),
  z.object({ do: z.literal("erase"), who: word, also: z.array(word), really: z.boolean() }),
]);
export type Asked = z.infer<typeof asked>;

/** The bot's answer: what came of it, or a refusal in words. */
export type Answered = { readonly result: unknown } | { readonly refused: string };
