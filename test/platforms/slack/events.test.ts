import { expect, test } from "vitest";
import { registerHome } from "../../../src/platforms/slack/adapter.ts";
import { registerChannelEvents, registerPeopleEvents } from "../../../src/platforms/slack/in/channel-events.ts";
import { registerFiles } from "../../../src/platforms/slack/in/files.ts";
import type { Kit, Register } from "../../../src/platforms/slack/in/kit.ts";
import { registerMentions } from "../../../src/platforms/slack/in/mentions.ts";
import { slackEvents } from "../../../src/platforms/slack/manifest/manifest.ts";

test("the bot subscribes to exactly the events that it listens to", () => {
  const heard = new Set<string>();
  const app = { event: (name: string) => void heard.add(name), message: () => void heard.add("message.im") };
  const kit = { options: { channels: {} }, directory: {}, answers: {} };
  for (const register of [registerChannelEvents, registerPeopleEvents, registerFiles, registerMentions, registerHome])
    (register as Register)(app as unknown as Parameters<Register>[0], kit as unknown as Kit);
  expect([...heard].sort()).toEqual(slackEvents.map(({ event }) => event).sort());
});
