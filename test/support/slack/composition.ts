import { z } from "zod";

/** Text with something to read in it. */
const words = (max: number) => z.string().max(max).regex(/\S/, "must be more than 0 characters");

export const plain = (max: number) =>
  z.strictObject({ type: z.literal("plain_text"), text: words(max), emoji: z.boolean().optional() });
export const mrkdwn = (max: number) =>
  z.strictObject({ type: z.literal("mrkdwn"), text: words(max), verbatim: z.boolean().optional() });
export const text = (max: number) => z.discriminatedUnion("type", [plain(max), mrkdwn(max)]);

export const id = z.string().min(1).max(255);
/** What Slack's own servers or a person's browser fetch: nothing on this machine. */
export const webUrl = (max: number) =>
  z
    .url({ protocol: /^https?$/, normalize: false })
    .max(max)
    .refine((url) => !/^https?:\/\/(localhost|127\.|\[::1\])/i.test(url), "downloading failed");

const style = z.enum(["primary", "danger"]);
export const buttonStyle = style.optional();
export const confirm = z
  .strictObject({
    title: plain(100).optional(),
    text: text(300),
    confirm: plain(30).optional(),
    deny: plain(30).optional(),
    style: style.optional(),
  })
  .optional();

export const option = z.strictObject({ text: plain(75), value: words(75), description: plain(75).optional() });
export const richOption = z.strictObject({ text: text(75), value: words(75), description: text(75).optional() });
export const overflowOption = z.strictObject({
  text: plain(75),
  value: words(75),
  description: plain(75).optional(),
  url: z.string().max(3000).optional(),
});
export const optionGroup = z.strictObject({ label: plain(75), options: z.array(option).min(1).max(100) });
export const placeholder = plain(150).optional();

/** An image from the web or from a file in Slack, one of the two. */
export const imageParts = {
  image_url: webUrl(3000).optional(),
  slack_file: z
    .union([z.strictObject({ id: z.string().min(1) }), z.strictObject({ url: z.string().min(1) })])
    .optional(),
  alt_text: words(2000),
};
export const hasOneImage = (image: { readonly image_url?: unknown; readonly slack_file?: unknown }): boolean =>
  (image.image_url === undefined) !== (image.slack_file === undefined);
export const imageElement = z
  .strictObject({ type: z.literal("image"), ...imageParts })
  .refine(hasOneImage, "image_url or slack_file");
