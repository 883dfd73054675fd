import { createHmac, timingSafeEqual } from "node:crypto";
import express from "express";
import { z } from "zod";
import type { PlatformEntry } from "../../../src/composition/platforms.ts";
import type { Content } from "../../../src/messages/content.ts";
import type { Language } from "../../../src/messages/language.ts";
import { plainText } from "../../../src/messages/plain.ts";
import type { Words } from "../../../src/messages/words.ts";
import type { Hosting, Installed } from "../../../src/platforms/index.ts";

/** How the chat is reached, and we by it. */
export interface Access {
  readonly url: string;
  /** Signs what goes either way. */
  readonly secret: string;
}

export const signed = (secret: string, body: string): string => createHmac("sha256", secret).update(body).digest("hex");

const isSigned = (secret: string, body: string, signature = ""): boolean => {
  const [given, right] = [Buffer.from(signature), Buffer.from(signed(secret, body))];
  return given.length === right.length && timingSafeEqual(given, right);
};

const event = z.object({
  id: z.string().min(1),
  user: z.object({ id: z.string().min(1), name: z.string(), member: z.boolean() }),
  channel: z.object({ id: z.string().min(1), name: z.string(), outsiders: z.boolean() }),
  what: z.union([z.object({ text: z.string() }), z.object({ message: z.string(), button: z.string() })]),
});

/** A message as the chat shows it. */
function drawn(words: Words, language: Language, content: Content) {
  const text = plainText(words, language, content);
  const buttons = content.blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons : []));
  return { text, buttons: buttons.map(({ id, label }) => ({ id, label: words.text(language, label) })) };
}

/**
 * A chat that tells of what people do by a webhook, and takes messages over plain HTTP: the smallest platform that
 * there can be.
 */
export const webhookChat = ({ url, secret }: Access): PlatformEntry => ({
  name: "webhook-chat",
  install: ({ dispatch, words, language: usual, log }: Hosting): Installed => {
    const router = express.Router();
    router.post("/webhook-chat", express.text({ type: "application/json" }), async (request, response) => {
      const body = String(request.body);
      if (!isSigned(secret, body, request.get("x-signature"))) return void response.status(401).end();
      const { data } = event.safeParse(JSON.parse(body));
      if (data === undefined) return void response.status(400).end();
      const { user, channel, what } = data;
      try {
        const { reply, language, replyId } = await dispatch.handle({
          account: { platform: "webhook-chat", tenant: "home", user: user.id, name: user.name, staff: user.member },
          conversation: {
            platform: "webhook-chat",
            tenant: "home",
            external: channel.id,
            private: false,
            ...channel,
            ...{ id: undefined },
          },
          key: data.id,
          intent: "text" in what ? { kind: "line", text: what.text } : { kind: "press", ...what },
          forms: false,
        });
        // What the outbox has is brought by it.
        response.json(
          reply === undefined || replyId !== undefined ? {} : { only: user.id, ...drawn(words, language, reply) },
        );
      } catch (error) {
        response.status(500).json({ text: log.failed(error), language: usual });
      }
    });
    return {
      router,
      platform: {
        name: "webhook-chat",
        async deliver({ message, revision, to, language, content, visibleTo, gone, keep }) {
          await keep?.();
          const body = JSON.stringify({ message, revision, only: visibleTo, ...drawn(words, language, content) });
          const sent = await fetch(`${url}/channels/${to.conversation}/messages/${message}`, {
            method: gone === true ? "DELETE" : "PUT",
            headers: { "content-type": "application/json", "x-signature": signed(secret, body) },
            body,
          }).catch((error: unknown) => String(error));
          if (typeof sent === "string") return { outcome: "later", why: sent };
          if (gone === true && sent.ok) return { outcome: "dropped" };
          return sent.ok ? { outcome: "sent", id: message } : { outcome: "refused", why: String(sent.status) };
        },
      },
    };
  },
});
