import { z } from "zod";
import { isKeepable, keepable, sentText, typedText } from "../../../messages/outside-text.ts";

/** A request that is signed and is nothing that Slack sends: answered with 400, and nothing is done. */
export class Malformed extends Error {
  /** The fields that are wrong. */
  readonly where: readonly string[];
  constructor(where: readonly string[]) {
    super("a request that cannot be read");
    this.name = "Malformed";
    this.where = where;
  }
}

const id = sentText(500).min(1);
/** Absent and null are the same: Slack writes either. */
const maybe = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);
const word = maybe(sentText(500));
const text = maybe(typedText);
// What is no id of a button or a form of ours is answered in words, to whoever pressed it: it is never refused for its
// characters.
const ours = typedText;
const person = z.looseObject({ id });
const channel = z.union([id, z.looseObject({ id, name: word })]);

const said = {
  user: word,
  text,
  subtype: word,
  bot_id: word,
  ts: word,
  thread_ts: word,
  edited: maybe(z.looseObject({ ts: word })),
};
const written = z.looseObject({
  ...{ channel: id, channel_type: word, ...said },
  // What an edit tells of: the message as it stands now, and as it was.
  ...{ message: maybe(z.looseObject(said)), previous_message: maybe(z.looseObject({ text })) },
});
const inChannel = z.looseObject({ channel });
const shared = z.looseObject({ channel: id });

/** The events that are listened to, as far as they are read. */
const events: Readonly<Record<string, z.ZodType>> = {
  app_mention: written,
  message: written,
  file_shared: z.looseObject({ file_id: id, channel_id: id, user_id: word }),
  channel_id_changed: z.looseObject({ old_channel_id: id, new_channel_id: id }),
  ...{ channel_shared: shared, channel_unshared: shared },
  ...{ channel_rename: inChannel, group_rename: inChannel, channel_archive: inChannel, group_archive: inChannel },
  ...{ channel_unarchive: inChannel, group_unarchive: inChannel, channel_deleted: inChannel, group_deleted: inChannel },
  ...{ channel_left: inChannel, group_left: inChannel },
  member_joined_channel: z.looseObject({ user: id, channel: id }),
  member_left_channel: z.looseObject({ user: id, channel: id }),
  user_change: z.looseObject({ user: person }),
  app_home_opened: z.looseObject({ user: id }),
};

const event = z.looseObject({ type: id }).transform((given, context) => {
  const read = Object.hasOwn(events, given.type) ? events[given.type]?.safeParse(given) : undefined;
  for (const { path, message } of read?.error?.issues ?? [])
    context.addIssue({ code: "custom", path: [...path], message });
  return read?.success === true ? read.data : given;
});

const state = z.record(sentText(500), z.record(sentText(500), z.looseObject({})));

/** What Slack sends, as far as we read it: whatever else comes along is not ours. */
const bodies = {
  event_callback: z.looseObject({
    event_id: id,
    event,
    authorizations: maybe(z.array(z.looseObject({ team_id: word }))),
  }),
  block_actions: z.looseObject({
    user: person,
    trigger_id: word,
    channel: z.looseObject({ id: word, name: word }).nullish(),
    container: z.looseObject({ channel_id: word }).nullish(),
    view: z.looseObject({ type: word }).nullish(),
    actions: z
      .array(z.looseObject({ type: id, action_id: ours, block_id: word, value: maybe(ours), action_ts: word }))
      .min(1),
  }),
  view_submission: z.looseObject({
    user: person,
    trigger_id: word,
    view: z.looseObject({
      id,
      callback_id: id,
      private_metadata: ours,
      hash: word,
      state: z.looseObject({ values: state }),
    }),
  }),
  view_closed: z.looseObject({ user: person, view: z.looseObject({ id }) }),
  message_action: z.looseObject({
    user: person,
    trigger_id: id,
    callback_id: id,
    channel: z.looseObject({ id, name: word }),
    message: z.looseObject({ ts: id, thread_ts: word, text }),
  }),
} as const;

const command = z.looseObject({
  ...{ command: id, user_id: id, channel_id: id, trigger_id: id, response_url: sentText(2_000) },
  channel_name: word,
  text: typedText.default(""),
});

/** Nothing of Slack's is nested deeper. */
const deepest = 60;

/** Every string as it can be kept, at any depth; names of fields that cannot are no fields of Slack's. */
function cleaned(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return keepable(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth > deepest) throw new Malformed(["too deep"]);
  if (Array.isArray(value)) return value.map((one) => cleaned(one, depth + 1));
  const entries = Object.entries(value);
  if (!entries.every(([key]) => isKeepable(key))) throw new Malformed(["a field's name"]);
  return Object.fromEntries(entries.map(([key, one]) => [key, cleaned(one, depth + 1)]));
}

/**
 * The body of a request as the rest of the house may rely on it: what we read of it is there and is what it should be,
 * and every text can be kept.
 *
 * @throws Malformed
 */
export function shaped(body: unknown): Record<string, unknown> {
  const { type, command: slash } =
    typeof body === "object" && body !== null ? (body as { type?: unknown; command?: unknown }) : {};
  const known =
    typeof type === "string" && Object.hasOwn(bodies, type) ? bodies[type as keyof typeof bodies] : undefined;
  const schema = known ?? (type === undefined && slash !== undefined ? command : undefined);
  if (schema === undefined) throw new Malformed(["type"]);
  const read = (schema as z.ZodType<Record<string, unknown>>).safeParse(body);
  if (!read.success) throw new Malformed(read.error.issues.slice(0, 5).map(({ path }) => path.join(".")));
  return cleaned(read.data) as Record<string, unknown>;
}
