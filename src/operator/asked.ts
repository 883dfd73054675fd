import { z } from "zod";

/** What a command asks of the bot that has the database. */
export const asked = z.discriminatedUnion("do", [
  z.object({ do: z.literal("outbox") }),
  z.object({ do: z.literal("resend"), which: z.union([z.literal("parked"), z.array(z.string())]) }),
  z.object({ do: z.literal("erase"), who: z.string(), also: z.array(z.string()), really: z.boolean() }),
]);
export type Asked = z.infer<typeof asked>;

/** The bot's answer: what came of it, or a refusal in words. */
export type Answered = { readonly result: unknown } | { readonly refused: string };
