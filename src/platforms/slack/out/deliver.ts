import type { webApi } from "@slack/bolt";
import { addressed } from "../../../messages/addressed.ts";
import { dayOf } from "../../../messages/day.ts";
import { type Delivered, type Delivery, TakenOver } from "../../../messages/platform.ts";
import { NotYet } from "../../not-yet.ts";
import { renderMessage, type SlackMessage } from "../draw/render.ts";
import { adviceFor, codeOf, deliveredOf, isForAdministrator, isPermanent, neededOf, Unreachable, waitOf } from "../errors.ts";
import type { MetConversation, SlackOptions } from "../options.ts";
import type { Directory } from "../who/directory.ts";
import { aboutPlace } from "./elsewhere.ts";
import { linksTo } from "./file-links.ts";
import { isAboutBlocks, type Looks } from "./looks.ts";
import type { Pace } from "./pace.ts";
import { findSent, metadataOf } from "./sent.ts";

interface Parts extends Pick<SlackOptions, "words" | "timeZone" | "usersOf" | "channels" | "log" | "links"> {
  readonly client: webApi.WebClient;
  readonly directory: Directory;
  readonly pace: Pace;
  readonly looks: Looks;
}

/** The way out: posts, edits and pins, each once, at the pace that Slack takes. */
export function createDelivery({ client, directory, pace, looks, words, timeZone, usersOf, channels, log, links }: Parts) {
  const told = new Map<string, number>();

  /** What only the administrator can mend is said in the log, once in ten minutes: no channel may be left to say it in. */
  function tellAdministrator(error: unknown, code: string): void {
    if ((told.get(code) ?? 0) > Date.now() - 600_000) return;
    told.set(code, Date.now());
    const advice = adviceFor(code, { needed: neededOf(error) ?? "" });
    log.trouble(code, { what: advice === undefined ? code : words.text("en", advice) });
  }

  async function deliver(delivery: Delivery): Promise<Delivered> {
    const { to, content } = delivery;
    const method =
      delivery.visibleTo !== undefined ? "chat.postEphemeral" : delivery.sent === undefined ? "chat.postMessage" : "chat.update";
    const rest = Math.max(pace.resting(method), pace.resting(`${method} ${to.conversation}`));
    if (rest > 0) return { outcome: "later", why: "Slack asked us to wait", retryAfter: rest };
    let place: MetConversation | undefined;
    try {
      place = content.audience === "ledger" ? await directory.place(to.conversation) : undefined;
      if (place?.outsiders === true) {
        await channels.changed(place);
        return { outcome: "refused", why: "people from outside are in the channel" };
      }
      return await send(delivery);
    } catch (problem) {
      if (problem instanceof TakenOver) throw problem;
      if (problem instanceof NotYet)
        return { outcome: "later", why: problem.message, retryAfter: problem.rest, unsure: problem.begun || undefined };
      const error = problem instanceof Unreachable ? problem.cause : problem;
      const wait = waitOf(error);
      // Posting is limited by channel, everything else by method.
      if (wait !== undefined) pace.rest(method === "chat.update" ? method : `${method} ${to.conversation}`, wait);
      const code = codeOf(error);
      if (code !== undefined && isForAdministrator(code)) tellAdministrator(error, code);
      return deliveredOf(error, place?.name ?? (await nameOf(to.conversation)));
    }
  }

  const nameOf = async (channel: string): Promise<string> => {
    const name = await directory.place(channel).then(
      (place) => place.name,
      () => channel,
    );
    return name;
  };

  async function send(delivery: Delivery): Promise<Delivered> {
    const { message, language, content, saidAt, to, visibleTo, sent } = delivery;
    const persons = [...addressed(content).keys()];
    const mentions = persons.length === 0 ? undefined : await usersOf(persons);
    const today = dayOf(saidAt, timeZone);
    const files = await linksTo(content, links);
    const drawn = renderMessage(words, language, { id: message, content, today, files, ...(mentions === undefined ? {} : { mentions }) });
    if (visibleTo !== undefined) return { outcome: "sent", id: await showTo(delivery, visibleTo, drawn) };
    const before = sent?.split(",") ?? (delivery.again === true ? await findSent(client, to.conversation, message, delivery.thread) : []);
    if (delivery.ifThere === true && before.every((ts) => ts === "")) return { outcome: "dropped" };
    const ids = await looks.each(drawn, async ({ text, blocks }, part) => {
      const shown = { channel: to.conversation, text, blocks, metadata: metadataOf(message, part) };
      const ts = before[part];
      if (ts !== undefined && ts !== "") {
        // Found again, it may show an earlier revision.
        if (sent !== undefined || delivery.revision > 1) {
          await delivery.keep?.();
          await client.chat.update({ ...shown, ts });
        }
        return ts;
      }
      const rest = await pace.turn(to.conversation);
      if (rest !== undefined) throw new NotYet(rest, part > 0);
      await delivery.keep?.();
      return (await client.chat.postMessage({ ...shown, thread_ts: delivery.thread, unfurl_links: false, unfurl_media: false })).ts ?? "";
    });
    if (before.length > ids.length) await delivery.keep?.();
    for (const ts of before.slice(ids.length)) await client.chat.delete({ channel: to.conversation, ts });
    if (content.pinned === false && sent !== undefined) await unpin(to.conversation, ids[0] ?? "");
    if (content.pinned === true && sent === undefined) {
      await pin(to.conversation, ids[0] ?? "");
      await meetPeople(to.conversation);
    }
    return { outcome: "sent", id: ids.join(",") };
  }

  /** Only one person sees it: in the channel, or in the private chat with them when they cannot be shown it there. */
  async function showTo(
    { to: { conversation: channel }, thread, keep, language }: Delivery,
    user: string,
    drawn: readonly SlackMessage[],
  ): Promise<string> {
    const ids = await looks.each(drawn, async (shown, part) => {
      await pace.turn(channel);
      await keep?.();
      const instead = async () => (part === 0 ? aboutPlace(shown, channel, directory, (text) => words.text(language, text)) : shown);
      return ephemeral(channel, user, shown, thread, instead);
    });
    return ids.join(",");
  }

  async function ephemeral(
    channel: string,
    user: string,
    { text, blocks }: SlackMessage,
    thread: string | undefined,
    /** As it is read in the private chat. */
    instead: () => Promise<SlackMessage>,
  ): Promise<string> {
    try {
      return (await client.chat.postEphemeral({ channel, user, text, blocks, thread_ts: thread })).message_ts ?? "";
    } catch (error) {
      // They may have left, or nobody may write there any more: what they asked for is theirs all the same.
      if (!isPermanent(error) || isForAdministrator(codeOf(error) ?? "") || isAboutBlocks(error)) throw error;
      const chat = await directory.chat(user).catch(() => {
        throw error;
      });
      return (await client.chat.postMessage({ channel: chat, ...(await instead()) })).ts ?? "";
    }
  }

  /** A card that stays is pinned. One that cannot be is there all the same, and staff hear how to mend it. */
  async function pin(channel: string, timestamp: string): Promise<void> {
    try {
      await client.pins.add({ channel, timestamp });
    } catch (error) {
      const code = codeOf(error);
      if (code === "already_pinned" || code === "no_item_specified") return;
      log.trouble("a card could not be pinned", { code, channel });
      if (code !== undefined) {
        const name = await nameOf(channel);
        await channels.troubled(channel, adviceFor(code, { channel: name, needed: neededOf(error) ?? "pins:write" }) ?? pinAdvice(name));
      }
    }
  }
  /** A card that stays opens a channel to a project: its people are known from now on, before they have said anything. */
  async function meetPeople(channel: string): Promise<void> {
    try {
      await channels.peopled(await directory.members(channel));
    } catch (error) {
      log.info("the people of a channel could not be read", { channel, err: error });
    }
  }

  async function unpin(channel: string, timestamp: string): Promise<void> {
    await client.pins.remove({ channel, timestamp }).catch((error: unknown) => {
      log.info("a card could not be taken down", { channel, code: codeOf(error) });
    });
  }
  const pinAdvice = (channel: string) => ({ say: "slack.advice.pin", with: { channel } }) as const;

  return { deliver };
}
