import type { Project } from "../../domain/facts.ts";
import type { Button, Content } from "../../messages/content.ts";
import { phrase } from "../../messages/phrase.ts";

/** The subject of the card that stays in the shared channel. */
export const standingSubject = "standing";

/** The card that stays, pinned, in a project's shared channel: customers type nothing. */
export function standingCard(project: Pick<Project, "customer">): Content {
  return {
    audience: "public",
    pinned: true,
    takesFiles: true,
    blocks: [
      { kind: "heading", text: phrase("standing.title", { customer: project.customer }) },
      { kind: "text", text: phrase("standing.text") },
      { kind: "buttons", buttons: customerButtons },
    ],
  };
}

/** What customers press, since they type nothing: where it stands, data, a fault, a wish. */
export const customerButtons: readonly Button[] = [
  { id: "status", label: phrase("standing.status"), style: "primary", runs: "status" },
  { id: "data", label: phrase("standing.data"), runs: "data hand-in", asks: true },
  { id: "fault", label: phrase("standing.fault"), runs: "fault report", asks: true },
  { id: "change", label: phrase("standing.change"), runs: "change ask", asks: true },
];
