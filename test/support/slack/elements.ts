import { z } from "zod";
import {
  buttonStyle,
  confirm,
  id,
  imageElement,
  option,
  optionGroup,
  overflowOption,
  placeholder,
  plain,
  richOption,
} from "./composition.ts";
import { richText } from "./rich-text.ts";

const flag = z.boolean().optional();
const common = { action_id: id.optional() };
const focus = { focus_on_load: flag };
const dispatch = {
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z
        .array(z.enum(["on_enter_pressed", "on_character_entered"]))
        .min(1)
        .optional(),
    })
    .optional(),
};
const element = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), ...common, ...shape });

type Choices = {
  readonly options?: readonly unknown[] | undefined;
  readonly option_groups?: readonly { readonly options: readonly unknown[] }[] | undefined;
};
/** Slack wants an initial option to be one of the options, to the letter. */
const isOffered = (choices: Choices, initial: readonly unknown[]): boolean => {
  const offered = [...(choices.options ?? []), ...(choices.option_groups ?? []).flatMap(({ options }) => options)];
  const written = new Set(offered.map((one) => JSON.stringify(one)));
  return initial.every((one) => written.has(JSON.stringify(one)));
};
const oneOf = (choices: Choices): boolean => (choices.options === undefined) !== (choices.option_groups === undefined);
const choices = {
  options: z.array(option).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
};
const notOffered = "initial option does not match any provided option";
const optionsOrGroups = "must provide options or option_groups, not both";

export const button = element("button", {
  text: plain(75),
  value: z.string().max(2000).optional(),
  url: z.string().max(3000).optional(),
  style: buttonStyle,
  confirm,
  accessibility_label: z.string().max(75).optional(),
});
const checkboxes = element("checkboxes", {
  options: z.array(richOption).min(1).max(10),
  initial_options: z.array(richOption).min(1).optional(),
  confirm,
  ...focus,
}).refine((box) => isOffered(box, box.initial_options ?? []), notOffered);
const radio = element("radio_buttons", {
  options: z.array(richOption).min(1).max(10),
  initial_option: richOption.optional(),
  confirm,
  ...focus,
}).refine((box) => isOffered(box, box.initial_option === undefined ? [] : [box.initial_option]), notOffered);
const overflow = element("overflow", { options: z.array(overflowOption).min(1).max(5), confirm });
const datepicker = element("datepicker", { initial_date: z.iso.date().optional(), placeholder, confirm, ...focus });
const datetimepicker = element("datetimepicker", {
  initial_date_time: z.int().min(1e9).max(9_999_999_999).optional(),
  confirm,
  ...focus,
});
const timepicker = element("timepicker", {
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  timezone: z.string().optional(),
  placeholder,
  confirm,
  ...focus,
});

const select = { placeholder, confirm, ...focus };
const many = { ...select, max_selected_items: z.int().min(1).optional() };
const ids = z.array(z.string()).min(1).optional();
const filter = z
  .strictObject({
    include: z
      .array(z.enum(["im", "mpim", "private", "public"]))
      .min(1)
      .optional(),
    exclude_external_shared_channels: flag,
    exclude_bot_users: flag,
  })
  .optional();
const conversations = { default_to_current_conversation: flag, filter };
const answering = { response_url_enabled: flag };
const minQuery = { min_query_length: z.int().min(0).optional() };

const selects = [
  element("static_select", { ...choices, ...select, initial_option: option.optional() })
    .refine(oneOf, optionsOrGroups)
    .refine((menu) => isOffered(menu, menu.initial_option === undefined ? [] : [menu.initial_option]), notOffered),
  element("multi_static_select", { ...choices, ...many, initial_options: z.array(option).min(1).optional() })
    .refine(oneOf, optionsOrGroups)
    .refine((menu) => isOffered(menu, menu.initial_options ?? []), notOffered),
  element("external_select", { ...select, ...minQuery, initial_option: option.optional() }),
  element("multi_external_select", { ...many, ...minQuery, initial_options: z.array(option).min(1).optional() }),
  element("users_select", { ...select, initial_user: z.string().optional() }),
  element("multi_users_select", { ...many, initial_users: ids }),
  element("conversations_select", {
    ...select,
    ...conversations,
    ...answering,
    initial_conversation: z.string().optional(),
  }),
  element("multi_conversations_select", { ...many, ...conversations, initial_conversations: ids }),
  element("channels_select", { ...select, ...answering, initial_channel: z.string().optional() }),
  element("multi_channels_select", { ...many, initial_channels: ids }),
] as const;

const length = z.int().min(0).max(3000).optional();
const plainInput = element("plain_text_input", {
  initial_value: z.string().max(3000).optional(),
  multiline: flag,
  min_length: length,
  max_length: z.int().min(1).max(3000).optional(),
  placeholder,
  ...dispatch,
  ...focus,
}).refine(({ min_length = 0, max_length = 3000 }) => min_length <= max_length, "min_length must not exceed max_length");
const numberInput = element("number_input", {
  is_decimal_allowed: z.boolean(),
  initial_value: z.string().optional(),
  min_value: z.string().optional(),
  max_value: z.string().optional(),
  placeholder,
  ...dispatch,
  ...focus,
});
const line = { initial_value: z.string().optional(), placeholder, ...dispatch, ...focus };
const richInput = element("rich_text_input", {
  initial_value: richText.optional(),
  placeholder,
  ...dispatch,
  ...focus,
});
const workflowButton = element("workflow_button", {
  text: plain(75),
  workflow: z.strictObject({ trigger: z.looseObject({ url: z.string() }) }),
  style: buttonStyle,
  confirm,
  accessibility_label: z.string().max(75).optional(),
});

export const accessory = z.discriminatedUnion("type", [
  button,
  checkboxes,
  radio,
  overflow,
  datepicker,
  timepicker,
  imageElement,
  workflowButton,
  ...selects,
]);
export const action = z.discriminatedUnion("type", [
  button,
  checkboxes,
  radio,
  overflow,
  datepicker,
  datetimepicker,
  timepicker,
  workflowButton,
  richInput,
  ...selects,
]);
export const input = z.discriminatedUnion("type", [
  plainInput,
  numberInput,
  richInput,
  checkboxes,
  radio,
  datepicker,
  datetimepicker,
  timepicker,
  element("email_text_input", line),
  element("url_text_input", line),
  element("file_input", { filetypes: z.array(z.string()).optional(), max_files: z.int().min(1).max(10).optional() }),
  ...selects,
]);

const feedback = z.strictObject({
  text: plain(75),
  accessibility_label: z.string().max(75).optional(),
  value: z.string().max(2000),
});
export const contextAction = z.discriminatedUnion("type", [
  element("feedback_buttons", { positive_button: feedback, negative_button: feedback }),
  element("icon_button", {
    icon: z.string(),
    text: plain(75),
    accessibility_label: z.string().max(75).optional(),
    value: z.string().max(2000).optional(),
    visible_to_user_ids: z.array(z.string()).optional(),
    confirm,
  }),
]);
