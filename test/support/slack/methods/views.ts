import { z } from "zod";
import { blockProblems, lacking } from "../blocks.ts";
import { plain } from "../composition.ts";
import type { Context, Method } from "../method.ts";
import { SlackRefusal } from "../refusal.ts";
import type { DrawnView, View } from "../types.ts";
import { viewObject } from "../wire-shapes.ts";
import type { World } from "../world.ts";

const common = {
  blocks: z.array(z.unknown()),
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
};
const shapes = {
  modal: z.strictObject({
    type: z.literal("modal"),
    title: plain(24),
    close: plain(24).optional(),
    submit: plain(24).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    ...common,
  }),
  home: z.strictObject({ type: z.literal("home"), ...common }),
};

/**
 * Takes a view as Slack does. `lacks`: kinds of block, and of what stands in one, that the workspace does not have.
 *
 * @throws SlackRefusal `invalid_arguments` with each problem, `view_too_large`.
 */
export function acceptView(given: unknown, kind: "modal" | "home", lacks: ReadonlySet<string> = new Set()): DrawnView {
  const parsed = shapes[kind].safeParse(given);
  if (!parsed.success)
    throw SlackRefusal.because(
      "invalid_arguments",
      parsed.error.issues.map(({ message, path }) => `${message} [json-pointer:/view/${path.map(String).join("/")}]`),
    );
  const problems = [...blockProblems(kind, parsed.data.blocks), ...lacking(parsed.data.blocks, lacks)].map((problem) =>
    problem.replace("pointer:/", "pointer:/view/"),
  );
  const view = given as DrawnView;
  const asks = view.blocks.some(({ type }) => type === "input");
  if (asks && view.type === "modal" && view.submit === undefined)
    problems.push("missing required field: submit [json-pointer:/view]");
  if (problems.length > 0) throw SlackRefusal.because("invalid_arguments", problems);
  if (JSON.stringify(view).length > 250_000) throw new SlackRefusal("view_too_large");
  return {
    ...view,
    blocks: view.blocks.map((block, index) => ({ ...block, block_id: block.block_id ?? `b${index}` })),
  } as DrawnView;
}

/** The modals that a person has open, the topmost last. */
export const stackOf = (world: World, user: string): readonly View[] =>
  world.views.filter((view) => view.user === user);

/** Puts a modal on top of what a person has open. */
export function pushView(world: World, user: string, drawn: DrawnView): View {
  const stack = stackOf(world, user);
  if (stack.length >= 3) throw new SlackRefusal("push_limit_reached");
  needUnusedExternalId(world, drawn);
  const id = world.newId("V");
  const view: View = {
    id,
    user,
    root: stack[0]?.id ?? id,
    previous: stack.at(-1)?.id,
    hash: newHash(world),
    drawn,
    errors: {},
  };
  world.views.push(view);
  return view;
}

/** Draws a view anew; what was filled in stays only where Slack keeps it, which is not ours to know. */
export function redraw(world: World, view: View, drawn: DrawnView): View {
  if (drawn.external_id !== view.drawn.external_id) needUnusedExternalId(world, drawn);
  view.drawn = drawn;
  view.hash = newHash(world);
  view.errors = {};
  return view;
}

const newHash = (world: World): string => `${world.ts()}${world.newId(".").toLowerCase()}`;

function needUnusedExternalId(world: World, { external_id: id }: DrawnView): void {
  if (id !== undefined && id !== "" && world.views.some(({ drawn }) => drawn.external_id === id))
    throw new SlackRefusal("duplicate_external_id");
}

/** Opens on a trigger: `push` on top of what is open, otherwise in its place. */
function open({ world, args, triggers }: Context, push: boolean): View {
  const drawn = acceptView(args.json("view", "invalid_arguments"), "modal", world.lacks);
  const user = triggers.exchange(args.text("trigger_id"));
  if (!push) for (const view of stackOf(world, user)) world.views.splice(world.views.indexOf(view), 1);
  return pushView(world, user, drawn);
}

export const views: Readonly<Record<string, Method>> = {
  "views.open": { tier: 4, run: (context) => ({ view: viewObject(context.world, open(context, false)) }) },
  "views.push": { tier: 4, run: (context) => ({ view: viewObject(context.world, open(context, true)) }) },
  "views.update": {
    tier: 4,
    run({ world, args }) {
      const [id, external] = [args.textOr("view_id"), args.textOr("external_id")];
      const view = [...world.views, ...world.homes.values()].find((one) =>
        id === undefined ? external !== undefined && one.drawn.external_id === external : one.id === id,
      );
      if (view === undefined) throw new SlackRefusal("not_found");
      const hash = args.textOr("hash");
      if (hash !== undefined && hash !== view.hash) throw new SlackRefusal("hash_conflict");
      const drawn = acceptView(
        args.json("view", "invalid_arguments"),
        view.drawn.type === "home" ? "home" : "modal",
        world.lacks,
      );
      return { view: viewObject(world, redraw(world, view, drawn)) };
    },
  },
  "views.publish": {
    tier: 4,
    run({ world, args }) {
      const user = world.findUser(args.text("user_id"));
      if (user === undefined) throw new SlackRefusal("user_not_found");
      const drawn = acceptView(args.json("view", "invalid_arguments"), "home", world.lacks);
      const before = world.homes.get(user.id);
      const hash = args.textOr("hash");
      if (hash !== undefined && before !== undefined && hash !== before.hash) throw new SlackRefusal("hash_conflict");
      if (before !== undefined) return { view: viewObject(world, redraw(world, before, drawn)) };
      const id = world.newId("V");
      const view: View = { id, user: user.id, root: id, hash: newHash(world), drawn, errors: {} };
      world.homes.set(user.id, view);
      return { view: viewObject(world, view) };
    },
  },
};
