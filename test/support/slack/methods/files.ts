import type { Method } from "../method.ts";
import { channelArg, needMember } from "../method.ts";
import { SlackRefusal } from "../refusal.ts";
import { wholeFile } from "../wire-shapes.ts";
import type { World } from "../world.ts";

interface Upload {
  readonly name: string;
  readonly length: number;
  bytes?: Uint8Array;
}
const uploads = new WeakMap<World, Map<string, Upload>>();
const uploadsOf = (world: World): Map<string, Upload> => {
  const known = uploads.get(world) ?? new Map<string, Upload>();
  uploads.set(world, known);
  return known;
};

/** Takes the bytes of an upload that was announced. False: nobody announced it, or as another length. */
export function takeUpload(world: World, id: string, bytes: Uint8Array): boolean {
  const upload = uploadsOf(world).get(id);
  if (upload === undefined || upload.length !== bytes.byteLength) return false;
  upload.bytes = bytes;
  return true;
}

export const files: Readonly<Record<string, Method>> = {
  "files.info": {
    tier: 4,
    scopes: ["files:read"],
    run({ world, args }) {
      const file = world.files.find(({ id }) => id === args.text("file"));
      const seen = file?.channels.some((id) => world.findChannel(id)?.members.has(world.botUser)) ?? false;
      if (file === undefined || !(seen || file.inForm === true || file.user === world.botUser))
        throw new SlackRefusal("file_not_found");
      return { file: wholeFile(world, file), comments: [], response_metadata: { next_cursor: "" } };
    },
  },
  "files.getUploadURLExternal": {
    tier: 4,
    scopes: ["files:write"],
    run({ world, args }) {
      const length = args.number("length", 0);
      if (length <= 0) throw SlackRefusal.because("invalid_arguments", ["length must be positive"]);
      const id = world.newId("F");
      uploadsOf(world).set(id, { name: args.text("filename"), length });
      return { upload_url: `${world.origin()}/upload/v1/${id}`, file_id: id };
    },
  },
  "files.completeUploadExternal": {
    tier: 4,
    scopes: ["files:write"],
    run(context) {
      const { world, args } = context;
      const given = args.json("files", "invalid_arguments");
      if (!Array.isArray(given) || given.length === 0)
        throw SlackRefusal.because("invalid_arguments", ["missing required field: files"]);
      const channel = args.textOr("channel_id") === undefined ? undefined : channelArg(context, "channel_id");
      if (channel !== undefined) needMember(world, channel);
      if (channel?.archived) throw new SlackRefusal("is_archived");
      const done = (given as readonly { readonly id: string; readonly title?: string }[]).map(({ id, title }) => {
        const upload = uploadsOf(world).get(id);
        if (upload?.bytes === undefined) throw new SlackRefusal("file_not_found");
        uploadsOf(world).delete(id);
        const channels = channel === undefined ? [] : [channel.id];
        return {
          id,
          name: upload.name,
          title: title ?? upload.name,
          user: world.botUser,
          bytes: upload.bytes,
          channels,
        };
      });
      world.files.push(...done);
      if (channel !== undefined) {
        const [text, threadTs] = [args.textOr("initial_comment") ?? "", args.textOr("thread_ts")];
        world.post({ channel, user: world.botUser, text, threadTs, files: done.map(({ id }) => id) });
      }
      return { files: done.map((file) => wholeFile(world, file)) };
    },
  },
};
