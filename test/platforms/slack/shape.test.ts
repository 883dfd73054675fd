import { expect, test } from "vitest";
import { Malformed, shaped } from "../../../src/platforms/slack/in/shape.ts";

const mention = { type: "app_mention", user: "U1", text: "status", channel: "C1", ts: "1.1" };
const edit = {
  type: "message",
  subtype: "message_changed",
  channel: "D1",
  message: { user: "U1", text: "b", ts: "1.1", edited: { ts: "2.0" } },
};
const told = (event: object, more: object = {}) => ({ type: "event_callback", event_id: "Ev1", event, ...more });
const pressed = (action: object) => ({
  type: "block_actions",
  user: { id: "U1" },
  actions: [{ type: "button", action_id: "a", ...action }],
});
const submitted = (view: object) => ({
  type: "view_submission",
  user: { id: "U1" },
  view: { id: "V1", callback_id: "form", private_metadata: "", state: { values: {} }, ...view },
});

test.each<[string, object]>([
  ["a thread that is an object", told({ ...mention, thread_ts: {} })],
  ["an edit that is a word", told({ ...mention, edited: "yes" })],
  ["an edited text that is an object", told({ ...edit, message: { ...edit.message, text: {} } })],
  ["an edited message that is a number", told({ ...edit, message: 5 })],
  ["a message before that is a list", told({ ...edit, previous_message: ["a"] })],
  ["authorizations that are no list", told(mention, { authorizations: {} })],
  ["an authorization that is nothing", told(mention, { authorizations: [null] })],
  ["a press of nothing", pressed({ action_id: null })],
  ["a form of nothing", submitted({ callback_id: null })],
])("%s is malformed", (_, body) => expect(() => shaped(body)).toThrow(Malformed));

test("what Slack writes as null is absent", () => {
  const { event } = shaped(told({ ...mention, text: null, thread_ts: null, edited: null })) as {
    readonly event: object;
  };
  expect(event).toEqual({ ...mention, text: undefined });
  const { event: edited } = shaped(
    told({ ...edit, message: { ...edit.message, text: null, edited: null } }),
  ) as typeof edit & {
    readonly event: object;
  };
  expect(edited).toEqual({ ...edit, message: { user: "U1", ts: "1.1" } });
});
