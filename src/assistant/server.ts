import OpenAI, { APIConnectionError, APIError } from "openai";
import type { ChatCompletion, ChatCompletionChunk, ChatCompletionCreateParamsStreaming } from "openai/resources";
import { RetryAfter } from "../messages/doing.ts";
import { answerSchema, answerWords, type Question } from "./question.ts";
import { MinutesLater, MinutesRefused, TooLong, Unreached } from "./trouble.ts";

export interface ServerAt {
  readonly apiKey: string;
  /** Any server that speaks OpenAI's chat completions; unset: OpenAI's own. */
  readonly baseUrl: string | undefined;
  readonly model: string;
  /** Milliseconds in which an answer begins, and in which more of it comes. */
  readonly silence: number;
}

/** What came of a question. */
export interface Answered {
  readonly text: string;
  /** It ended before all was said. */
  readonly broken: boolean;
  /** The schema went with the question: it can be asked in a plainer way. */
  readonly bySchema: boolean;
  /** Which version of the model it was, as it says. */
  readonly version?: string;
  /** Of the question and the answer, as the server counts them; undefined when it does not say. */
  readonly tokens?: number;
}

/** A server that is asked, in as much of OpenAI's language as it has turned out to speak. */
export interface ModelServer {
  /**
   * One question, one answer, to its last byte. What the server does not know is left out and not sent again.
   *
   * @throws MinutesLater, RetryAfter, MinutesRefused, TooLong
   */
  ask(question: Question, how: Asking): Promise<Answered>;
  /** What could not be read by the schema could be without: from now on it is said in words. */
  plainer(): void;
}

export interface Asking {
  /** The most tokens that an answer may take. */
  readonly most: number;
  readonly signal: AbortSignal;
  /** With the schema in words, whatever the server knows. */
  readonly plain?: boolean;
}

/** No answer is longer, in characters. */
const longestAnswer = 2_000_000;

type Came = Omit<Answered, "bySchema">;

export function createServer({ apiKey, baseUrl, model, silence }: ServerAt): ModelServer {
  // Asking again is the worker's: whoever sleeps here keeps others from a model.
  const client = new OpenAI({
    apiKey,
    timeout: silence,
    maxRetries: 0,
    logLevel: "off",
    ...(baseUrl === undefined ? {} : { baseURL: baseUrl }),
  });
  /** What is sent of what not every server knows. */
  let speech: Speech = { form: "schema", usage: true, room: true };

  const body = (
    { system, user }: Question,
    most: number,
    { form, usage, room }: Speech,
  ): ChatCompletionCreateParamsStreaming => ({
    model,
    stream: true,
    ...(usage && { stream_options: { include_usage: true } }),
    ...(room ? { max_completion_tokens: most } : { max_tokens: most }),
    messages: [
      { role: "system", content: form === "schema" ? system : `${system}\n${answerWords}` },
      { role: "user", content: user },
    ],
    ...(form !== "words" && { response_format: formats[form] }),
  });

  async function once(question: Question, most: number, sent: Speech, signal: AbortSignal): Promise<Answered> {
    const quiet = new AbortController();
    const hush = setTimeout(() => quiet.abort(), silence);
    const either = AbortSignal.any([signal, quiet.signal]);
    try {
      const { data, response } = await client.chat.completions
        .create(body(question, most, sent), { signal: either })
        .withResponse();
      const streams = !(response.headers.get("content-type") ?? "").includes("application/json");
      const answer = streams
        ? await streamed(data, () => hush.refresh())
        : finished((await response.json()) as Partial<ChatCompletion>);
      // What is broken off on our side ends without a word.
      if (either.aborted) throw new Unreached("no answer in time");
      return { ...answer, bySchema: sent.form === "schema" };
    } catch (error) {
      throw either.aborted ? new Unreached("no answer in time") : error;
    } finally {
      clearTimeout(hush);
    }
  }

  return {
    async ask(question, { most, signal, plain = false }) {
      for (;;) {
        const sent: Speech = plain && speech.form === "schema" ? { ...speech, form: "object" } : speech;
        try {
          return await once(question, most, sent, signal);
        } catch (error) {
          const less = error instanceof APIError ? without(sent, error) : undefined;
          if (less === undefined) throw troubleOf(error);
          // Each time one thing fewer is sent, so that this comes to an end.
          speech = less;
        }
      }
    },
    plainer() {
      if (speech.form === "schema") speech = { ...speech, form: "object" };
    },
  };
}

/** What is said of the answer's form: by a schema, as any JSON object, or in the question's words alone. */
interface Speech {
  readonly form: "schema" | "object" | "words";
  readonly usage: boolean;
  /** The room of an answer by its newer name. */
  readonly room: boolean;
}
const formats = {
  schema: { type: "json_schema", json_schema: { name: "minutes", strict: true, schema: answerSchema } },
  object: { type: "json_object" },
} as const;

/** What was sent without what the server does not know; undefined when that was not it. */
function without(sent: Speech, { status, message, param }: APIError): Speech | undefined {
  if (status !== 400 && status !== 422 && status !== 501) return undefined;
  const about = `${param ?? ""} ${message}`;
  if (sent.usage && /stream_options|include_usage/.test(about)) return { ...sent, usage: false };
  if (sent.room && /max_completion_tokens/.test(about)) return { ...sent, room: false };
  if (sent.form === "words" || !/response_format|json_schema|json_object/.test(about)) return undefined;
  return { ...sent, form: sent.form === "schema" ? "object" : "words" };
}

/** An answer that comes in pieces. `more` hears that it goes on. */
async function streamed(chunks: AsyncIterable<ChatCompletionChunk>, more: () => void): Promise<Came> {
  let [text, refused, version, tokens] = ["", false, undefined as string | undefined, undefined as number | undefined];
  let finish: string | undefined;
  for await (const { choices, model, usage } of chunks) {
    more();
    version = model || version;
    tokens = usage?.total_tokens ?? tokens;
    const choice = choices?.[0];
    text += choice?.delta?.content ?? "";
    refused ||= Boolean(choice?.delta?.refusal);
    finish = choice?.finish_reason ?? finish;
    if (text.length > longestAnswer) throw new MinutesLater("an answer without an end");
  }
  return answerOf({ text, refused, finish, version, tokens });
}

/** The same from a server that does not stream. */
function finished({ choices, model, usage }: Partial<ChatCompletion>): Came {
  const [choice] = choices ?? [];
  return answerOf({
    text: choice?.message?.content ?? "",
    refused: Boolean(choice?.message?.refusal),
    finish: choice?.finish_reason,
    version: model,
    tokens: usage?.total_tokens,
  });
}

function answerOf(came: {
  readonly text: string;
  readonly refused: boolean;
  readonly finish: string | undefined;
  readonly version: string | undefined;
  readonly tokens: number | undefined;
}): Came {
  const { text, refused, finish, version, tokens } = came;
  if (refused) throw new MinutesRefused("the model declines");
  if (finish === "content_filter") throw new MinutesRefused("a filter of the server's");
  if (text === "" && finish === undefined) throw new MinutesLater("an answer that says nothing");
  // Whoever hangs up in the middle of it says no reason.
  const broken = finish === "length" || finish === undefined;
  const known = version?.replace(/[^\w.:/@-]/g, "").slice(0, 100);
  return { text, broken, ...(known && { version: known }), ...(tokens !== undefined && { tokens }) };
}

/**
 * What a failure means for whoever asked. Nothing of what the server said goes on: it may repeat the key or the notes.
 */
function troubleOf(error: unknown): Error {
  if (error instanceof MinutesLater || error instanceof MinutesRefused) return error;
  if (error instanceof APIConnectionError) return new Unreached("the model was not reached");
  if (!(error instanceof APIError))
    return error instanceof SyntaxError
      ? new MinutesLater("an answer that is none")
      : new Unreached("the answer broke off");
  const { status, headers } = error;
  const code = plainCode(error);
  const said = code === undefined ? `status ${status}` : `status ${status}, ${code}`;
  if (status === undefined) return new Unreached("the answer broke off");
  if (code === "insufficient_quota") return new MinutesRefused(said, "budget");
  if (code === "context_length_exceeded" || status === 413 || isTooLong(error)) return new TooLong();
  const wait = status === 429 || status === 503 ? waitIn(headers) : undefined;
  if (wait !== undefined) return new RetryAfter(wait, `${said}: asked to wait ${wait} ms`);
  if (status >= 500 && status !== 501) return new Unreached(said);
  if (status === 408 || status === 409 || status === 429) return new MinutesLater(said);
  return new MinutesRefused(said);
}

const plainCode = ({ code, type }: APIError): string | undefined =>
  [code, type].find((one) => typeof one === "string" && /^[a-z_]{1,60}$/.test(one)) ?? undefined;
const isTooLong = ({ status, message }: APIError): boolean =>
  status === 400 && /context.{0,20}(?:length|window|size)|too many tokens|prompt is too long/i.test(message);

/**
 * How long a busy server asks us to wait, milliseconds: in seconds, or until a date; undefined when it does not say.
 */
function waitIn(headers: Headers | undefined): number | undefined {
  const milliseconds = Number(headers?.get("retry-after-ms") ?? Number.NaN);
  if (milliseconds >= 0) return milliseconds;
  const said = headers?.get("retry-after") ?? "";
  const wait = /^\s*\d+(\.\d+)?\s*$/.test(said) ? Number(said) * 1_000 : Date.parse(said) - Date.now();
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
