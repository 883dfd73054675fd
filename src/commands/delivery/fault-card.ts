import type { Fault, Hardware } from "../../domain/facts.ts";
import { type FaultRoute, findHardware } from "../../domain/fault.ts";
import type { Ore } from "../../domain/units.ts";
import type { Block, Content } from "../../messages/content.ts";
import { either, money, phrase } from "../../messages/phrase.ts";
import { answersFor } from "../requirements/hardware-table.ts";
import { quoted, said } from "../shared/blocks.ts";

/** The message of a fault's cause in the shared channel. */
export const faultSubject = ({ ref }: Pick<Fault, "ref">): string => `fault/${ref}`;

/** Where the fault is to be reported (F2). */
export function routeBlock(route: FaultRoute): Block {
  if (route.kind === "partner") return said("fault.route.partner", { partner: route.name });
  const { mail, phone } = route;
  return route.first === "phone"
    ? said("fault.route.phone", { mail, phone }, "warning")
    : said("fault.route.mail", { mail, phone });
}

/** What we answer for (F3): in the device that was named, else in general. */
export function answerBlocks(devices: readonly Hardware[], wanted: string | undefined): readonly Block[] {
  if (wanted === undefined) return [said("fault.answer")];
  const found = findHardware(devices, wanted);
  const [device, ...others] = found;
  if (device === undefined) return [said("fault.answer.unknown", { name: wanted }), said("fault.answer")];
  // Two of a kind are answered for alike, or each is said by itself.
  return others.length > 5
    ? [said("fault.answer.several", { name: wanted, names: either(found.map(({ name }) => name)) })]
    : found.map(answersFor);
}

/** The cause as the customer sees it (F4), and, when it is billed, at what rate. */
export function causeContent(fault: Fault, rate: Ore | undefined): Content {
  const { ref, text, cause, causeReason, billed } = fault;
  const decided = said("fault.card.cause", { ref, text, cause: phrase(`fault.cause.${cause ?? "supplier"}`) });
  const priced = rate === undefined ? { rated: "no", rate: "" } : { rated: "yes", rate: money(rate) };
  return {
    audience: "offer",
    blocks: [decided, ...quoted(causeReason), billed ? said("fault.card.billed", priced) : said("fault.card.free")],
  };
}
