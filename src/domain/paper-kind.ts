/** The documents that are handed over (S2, L2, L4, I1). */
export const paperKinds = ["agenda", "plan", "minutes", "calloff", "delivery", "handover", "invoice"] as const;
export type PaperKind = (typeof paperKinds)[number];

/**
 * Who may see it (A1): the invoice basis is staff's alone, prices that were sent are an offer, everything else is
 * public.
 */
export const audienceOfPaper = (kind: PaperKind): "ledger" | "offer" | "public" => {
  if (kind === "invoice") return "ledger";
  return kind === "calloff" || kind === "handover" ? "offer" : "public";
};
