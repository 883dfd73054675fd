import type { NewMessage } from "../../store/store.ts";
import type { Incoming } from "../incoming.ts";

/** How a reply is stored that its platform has taken over: as delivered, or held until that is certain. */
export const takenOver = ({ holds }: Incoming): Pick<NewMessage, "held" | "delivered"> =>
  holds?.() === true ? { held: true } : { delivered: true };
