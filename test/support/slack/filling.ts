import type { types } from "@slack/bolt";
import type { Fields, View } from "./types.ts";

type Given = string | readonly string[] | null;
type Option = types.PlainTextOption | types.Option;

/** What stands in a modal's fields, as `view_submission` carries it; and what its client would not send it for. */
export interface Filled {
  readonly values: Readonly<Record<string, Fields>>;
  readonly objections: readonly string[];
}

/**
 * Fills in a modal: the given values by block id, what was drawn in the others. `loaded` are the options that external
 * selects have been given so far.
 */
export function fillIn(
  view: View,
  given: Readonly<Record<string, Given>>,
  loaded: readonly types.PlainTextOption[] = [],
): Filled {
  const objections: string[] = [];
  const values: Record<string, Fields> = {};
  const inputs = view.drawn.blocks.filter((block): block is types.InputBlock => block.type === "input");
  for (const name of Object.keys(given))
    if (!inputs.some(({ block_id }) => block_id === name)) objections.push(`there is no field ${name}`);
  for (const { block_id: block = "", element, optional = false } of inputs) {
    const one = given[block];
    const state = one === undefined ? initial(element) : stateOf(element, one, loaded);
    if (state === undefined) {
      objections.push(`${block}: ${JSON.stringify(one)} is not offered`);
      continue;
    }
    const problem = objection(element, state, optional);
    if (problem !== undefined) objections.push(`${block}: ${problem}`);
    values[block] = { [element.action_id ?? block]: { type: element.type, ...state } };
  }
  return { values, objections };
}

/** What is in a field when nobody has touched it. */
function initial(element: types.InputBlockElement): Fields {
  switch (element.type) {
    case "plain_text_input":
    case "number_input":
    case "email_text_input":
    case "url_text_input":
      return { value: element.initial_value ?? null };
    case "datepicker":
      return { selected_date: element.initial_date ?? null };
    case "datetimepicker":
      return { selected_date_time: element.initial_date_time ?? null };
    case "timepicker":
      return { selected_time: element.initial_time ?? null };
    case "static_select":
    case "external_select":
    case "radio_buttons":
      return { selected_option: element.initial_option ?? null };
    case "checkboxes":
    case "multi_static_select":
    case "multi_external_select":
      return { selected_options: element.initial_options ?? [] };
    case "users_select":
      return { selected_user: element.initial_user ?? null };
    case "conversations_select":
      return { selected_conversation: element.initial_conversation ?? null };
    case "channels_select":
      return { selected_channel: element.initial_channel ?? null };
    case "multi_users_select":
      return { selected_users: element.initial_users ?? [] };
    case "multi_conversations_select":
      return { selected_conversations: element.initial_conversations ?? [] };
    case "multi_channels_select":
      return { selected_channels: element.initial_channels ?? [] };
    case "rich_text_input":
      return { rich_text_value: element.initial_value ?? null };
    case "file_input":
      return { files: [] };
  }
}

/** A field with this in it. Undefined: it is not among the options. */
function stateOf(
  element: types.InputBlockElement,
  given: Given,
  loaded: readonly types.PlainTextOption[],
): Fields | undefined {
  const one = given === null || given === "" ? null : typeof given === "string" ? given : (given[0] ?? null);
  const many = given === null ? [] : typeof given === "string" ? [given] : given;
  const [key] = Object.keys(initial(element));
  switch (element.type) {
    case "datetimepicker":
      return { selected_date_time: one === null ? null : Number(one) };
    case "static_select":
    case "external_select":
    case "radio_buttons": {
      const option = one === null ? null : offered(element, loaded).find(({ value }) => value === one);
      return option === undefined ? undefined : { selected_option: option };
    }
    case "checkboxes":
    case "multi_static_select":
    case "multi_external_select": {
      const options = many.map((value) => offered(element, loaded).find((option) => option.value === value));
      return options.includes(undefined) ? undefined : { selected_options: options };
    }
    case "multi_users_select":
    case "multi_conversations_select":
    case "multi_channels_select":
    case "file_input":
      return { [key as string]: many };
    case "rich_text_input":
      return {
        rich_text_value:
          one === null
            ? null
            : { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text: one }] }] },
      };
    default:
      return { [key as string]: one };
  }
}

function offered(element: types.InputBlockElement, loaded: readonly types.PlainTextOption[]): readonly Option[] {
  if (element.type === "external_select" || element.type === "multi_external_select") {
    const initialOnes = element.type === "external_select" ? [element.initial_option] : (element.initial_options ?? []);
    return [...loaded, ...initialOnes.flatMap((option) => option ?? [])];
  }
  const plain = "options" in element ? (element.options ?? []) : [];
  const grouped = "option_groups" in element ? (element.option_groups ?? []).flatMap(({ options }) => options) : [];
  return [...plain, ...grouped];
}

/** Why Slack's client would keep the modal open without a word to the bot. */
function objection(element: types.InputBlockElement, state: Fields, optional: boolean): string | undefined {
  const [value] = Object.values(state);
  const empty = value === null || (Array.isArray(value) && value.length === 0);
  if (empty) return optional ? undefined : "is required";
  if (element.type === "plain_text_input") {
    const { length } = String(value);
    if (length > (element.max_length ?? 3000)) return "is too long";
    if (length < (element.min_length ?? 0)) return "is too short";
  }
  if (element.type === "number_input") {
    if (!/^-?\d+(\.\d+)?$/.test(String(value))) return "is not a number";
    if (!element.is_decimal_allowed && String(value).includes(".")) return "is not a whole number";
    if (element.min_value !== undefined && Number(value) < Number(element.min_value)) return "is too small";
    if (element.max_value !== undefined && Number(value) > Number(element.max_value)) return "is too large";
  }
  if (element.type === "datepicker" && !/^\d{4}-\d{2}-\d{2}$/.test(String(value))) return "is not a day";
  if (element.type === "timepicker" && !/^\d{2}:\d{2}$/.test(String(value))) return "is not a time";
  if (element.type === "datetimepicker" && !(Number(value) > 1e9)) return "is not a moment";
  if (element.type === "email_text_input" && !String(value).includes("@")) return "is not an e-mail address";
  if (element.type === "url_text_input" && !/^https?:\/\//.test(String(value))) return "is not a link";
  return undefined;
}
