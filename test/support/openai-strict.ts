import { z } from "zod";

/** What a server of this language knows, beyond what all of them do. */
export interface Knows {
  readonly schema: boolean;
  readonly object: boolean;
  /** Else it answers in one piece, whatever was asked. */
  readonly streams: boolean;
  readonly usage: boolean;
  /** `max_completion_tokens`; the real API refuses `max_tokens` for its newer models. */
  readonly room: boolean;
  /** The longest question, in tokens. */
  readonly context: number;
}
export const realApi: Knows = {
  ...{ schema: true, object: true, streams: true, usage: true, room: true },
  context: 128_000,
};

/** A request as the stand-in took it. */
export interface Asked {
  readonly model: string;
  readonly system: string;
  readonly user: string;
  readonly format: "json_schema" | "json_object" | "none";
  readonly stream: boolean;
  readonly usage: boolean;
  readonly most: number | undefined;
  /** All of it, as it came over the wire. */
  readonly body: string;
}
/** What is wrong with a request, as the API says it. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly param?: string;
  readonly code?: string;
}

const message = z.strictObject({ role: z.enum(["system", "developer", "user"]), content: z.string().min(1) });
const requestSchema = z.strictObject({
  model: z.string(),
  messages: z.array(message).min(1),
  stream: z.boolean().default(false),
  stream_options: z.strictObject({ include_usage: z.boolean() }).optional(),
  max_completion_tokens: z.int().min(1).optional(),
  max_tokens: z.int().min(1).optional(),
  response_format: z
    .discriminatedUnion("type", [
      z.strictObject({ type: z.literal("text") }),
      z.strictObject({ type: z.literal("json_object") }),
      z.strictObject({
        type: z.literal("json_schema"),
        json_schema: z.strictObject({
          name: z.string().regex(/^[\w-]{1,64}$/),
          strict: z.literal(true),
          schema: z.record(z.string(), z.unknown()),
        }),
      }),
    ])
    .optional(),
});

const supportedKeywords = new Set([
  ...["type", "description", "enum", "anyOf", "items"],
  ...["properties", "required", "additionalProperties"],
]);

/** What strict structured output refuses in a schema, as the real API does. */
function schemaProblem(schema: unknown, path = "schema"): string | undefined {
  if (typeof schema !== "object" || schema === null) return `${path}: not an object`;
  const node = schema as Readonly<Record<string, unknown>>;
  if (path === "schema" && node.type !== "object") return `${path}: must be of the type 'object'`;
  const unknown = Object.keys(node).find((key) => !supportedKeywords.has(key));
  if (unknown !== undefined) return `${path}: '${unknown}' is not permitted`;
  const inner = [
    ...(node.items === undefined ? [] : [node.items]),
    ...(Array.isArray(node.anyOf) ? (node.anyOf as readonly unknown[]) : []),
  ];
  for (const part of inner) {
    const problem = schemaProblem(part, `${path}.*`);
    if (problem !== undefined) return problem;
  }
  if (node.type !== "object") return undefined;
  if (node.additionalProperties !== false) return `${path}: 'additionalProperties' is required to be false`;
  const properties = (node.properties ?? {}) as Readonly<Record<string, unknown>>;
  const required = Array.isArray(node.required) ? node.required : [];
  const missing = Object.keys(properties).find((key) => !required.includes(key));
  if (missing !== undefined) return `${path}: 'required' must name '${missing}'`;
  for (const [key, part] of Object.entries(properties)) {
    const problem = schemaProblem(part, `${path}.${key}`);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

export const tokensOf = (text: string): number => Math.ceil(text.length / 4);

/** Reads a request, or says what the API says when it will not. */
export function understood(body: string, knows: Knows, model: string): Asked | Refusal {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { status: 400, message: "We could not parse the JSON body of your request." };
  }
  const read = requestSchema.safeParse(json);
  if (!read.success) {
    const [issue] = read.error.issues;
    const param = issue?.code === "unrecognized_keys" ? issue.keys[0] : issue?.path.join(".");
    return { status: 400, message: `Unrecognized or invalid request argument: ${param}`, ...(param && { param }) };
  }
  const { data } = read;
  if (data.model !== model)
    return { status: 404, message: `The model ${data.model} does not exist`, code: "model_not_found" };
  const refused = unknownTo(data, knows);
  if (refused !== undefined) return refused;
  const all = data.messages.map(({ content }) => content).join("\n");
  if (tokensOf(all) > knows.context)
    return {
      status: 400,
      message: `This model's maximum context length is ${knows.context} tokens.`,
      ...{ param: "messages", code: "context_length_exceeded" },
    };
  const format = data.response_format?.type;
  if (format === "json_object" && !/json/i.test(all))
    return {
      status: 400,
      message: "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
      param: "messages",
    };
  if (data.response_format?.type === "json_schema") {
    const problem = schemaProblem(data.response_format.json_schema.schema);
    if (problem !== undefined)
      return {
        status: 400,
        message: `Invalid schema for response_format 'minutes': ${problem}`,
        param: "response_format",
      };
  }
  const of = (...roles: readonly string[]) => data.messages.find(({ role }) => roles.includes(role))?.content ?? "";
  return {
    ...{ model: data.model, system: of("system", "developer"), user: of("user"), body },
    format: format === "json_schema" || format === "json_object" ? format : "none",
    ...{ stream: data.stream, usage: data.stream_options?.include_usage === true },
    most: data.max_completion_tokens ?? data.max_tokens,
  };
}

function unknownTo(data: z.infer<typeof requestSchema>, knows: Knows): Refusal | undefined {
  const {
    stream,
    stream_options: options,
    max_tokens: old,
    max_completion_tokens: room,
    response_format: format,
  } = data;
  if (options !== undefined && !stream)
    return { status: 400, message: "The 'stream_options' parameter is only allowed when 'stream' is enabled." };
  if (options !== undefined && !knows.usage)
    return { status: 422, message: "[{'type': 'extra_forbidden', 'loc': ('body', 'stream_options')}]" };
  if (old !== undefined && knows.room)
    return {
      status: 400,
      message:
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      ...{ param: "max_tokens", code: "unsupported_parameter" },
    };
  if (room !== undefined && !knows.room)
    return { status: 422, message: "[{'type': 'extra_forbidden', 'loc': ('body', 'max_completion_tokens')}]" };
  if (format?.type === "json_schema" && !knows.schema)
    return { status: 400, message: "This response_format type is unavailable now" };
  if (format?.type === "json_object" && !knows.object)
    return { status: 400, message: "'response_format.type' must be 'json_schema' or 'text'" };
  return undefined;
}
