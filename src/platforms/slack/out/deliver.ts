import type { webApi } from "@slack/bolt";
import { dayOf } from "../../../messages/day.ts";
import { type Delivered, type Delivery, TakenOver } from "../../../messages/platform.ts";
import { NotYet } from "../../not-yet.ts";
import { Unreachable } from "../../unreachable.ts";
import { createAdministrator } from "../administrator.ts";
import { createDrawing } from "../draw/drawing.ts";
import { codeOf, deliveredOf, isForAdministrator, waitOf } from "../errors.ts";
import type { MetConversation, SlackOptions } from "../options.ts";
import { type Directory, nameOf } from "../who/directory.ts";
import { createAside } from "./aside.ts";
import type { Looks } from "./looks.ts";
import type { Pace } from "./pace.ts";
import { createPinned } from "./pinned.ts";
import { createPosting } from "./posting.ts";

interface Parts extends Pick<SlackOptions, "words" | "timeZone" | "usersOf" | "channels" | "log" | "links"> {
  readonly client: webApi.WebClient;
  readonly directory: Directory;
  readonly pace: Pace;
  readonly looks: Looks;
}

/** The way out: posts, edits and pins, each once, at the pace that Slack takes. */
export function createDelivery(parts: Parts) {
  const { directory, pace, channels, timeZone } = parts;
  const drawing = createDrawing(parts);
  const tellAdministrator = createAdministrator(parts);
  const posting = createPosting(parts);
  const aside = createAside(parts);
  const pinned = createPinned(parts);

  async function deliver(delivery: Delivery): Promise<Delivered> {
    const { to, content } = delivery;
    const method = methodOf(delivery);
    const rest = Math.max(pace.resting(method), pace.resting(`${method} ${to.conversation}`));
    if (rest > 0) return { outcome: "later", why: "Slack asked us to wait", retryAfter: rest };
    let place: MetConversation | undefined;
    try {
      place =
        content.audience === "ledger" && delivery.gone !== true ? await directory.place(to.conversation) : undefined;
      if (place?.outsiders === true) {
        await channels.changed(place);
        return { outcome: "refused", why: "people from outside are in the channel" };
      }
      return delivery.gone === true ? await takeAway(delivery) : await send(delivery);
    } catch (problem) {
      if (problem instanceof TakenOver) throw problem;
      if (problem instanceof NotYet)
        return { outcome: "later", why: problem.message, retryAfter: problem.rest, unsure: problem.begun || undefined };
      return came(problem, delivery, place);
    }
  }

  async function send(delivery: Delivery): Promise<Delivered> {
    const { message, language, content, saidAt, to, visibleTo, sent } = delivery;
    const drawn = await drawing({ message, language, content, today: dayOf(saidAt, timeZone) });
    const ids =
      visibleTo === undefined ? await posting.put(delivery, drawn) : await aside.send(delivery, visibleTo, drawn);
    if (visibleTo === undefined) {
      const card = ids[0] ?? "";
      if (content.pinned === false && sent !== undefined) await pinned.remove(to.conversation, card);
      if (content.pinned === true && sent === undefined) await pinned.put(to.conversation, card);
    }
    return { outcome: "sent", id: ids.join(",") };
  }

  /** What Slack keeps is edited to the one line that is left of it. */
  async function takeAway(delivery: Delivery): Promise<Delivered> {
    const left = delivery.visibleTo === undefined ? await posting.remove(delivery) : [];
    return left.length === 0 ? { outcome: "dropped" } : send({ ...delivery, sent: left.join(",") });
  }

  /** What came of it where Slack did not take it. */
  async function came(problem: unknown, delivery: Delivery, place: MetConversation | undefined): Promise<Delivered> {
    const { conversation: channel } = delivery.to;
    const error = problem instanceof Unreachable ? problem.cause : problem;
    const wait = waitOf(error);
    // Posting is limited by channel, everything else by method.
    const method = methodOf(delivery);
    if (wait !== undefined)
      pace.rest(method === "chat.update" || method === "chat.delete" ? method : `${method} ${channel}`, wait);
    const code = codeOf(error);
    if (code !== undefined && isForAdministrator(code)) tellAdministrator(code, error);
    const delivered = deliveredOf(error, place?.name ?? (await nameOf(directory, channel)));
    const posted = method === "chat.postMessage" && !(problem instanceof Unreachable);
    return wait !== undefined && posted && delivered.outcome === "later" ? { ...delivered, asked: true } : delivered;
  }

  return { deliver };
}

/** What Slack counts a delivery by. */
function methodOf({ visibleTo, sent, gone }: Delivery): string {
  if (gone === true) return "chat.delete";
  if (visibleTo !== undefined) return "chat.postEphemeral";
  return sent === undefined ? "chat.postMessage" : "chat.update";
}
