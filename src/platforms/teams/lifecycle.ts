import { type Phrase, phrase } from "../../messages/phrase.ts";
import type { Connectors } from "./connector.ts";
import type { ConversationRef, Conversations, Gone, Happening } from "./conversations.ts";
import type { Directory } from "./directory.ts";
import { ConnectorError, reachAdvice, TokenError, Unreachable } from "./errors.ts";
import { nameOf, placeOf } from "./identity.ts";
import type { Place, TeamsOptions } from "./options.ts";

/** What Teams tells of a conversation itself: `conversationUpdate` and `installationUpdate`. */
export interface Update extends Happening {
  /** Of an installation: `add`, `remove`, `add-upgrade`, `remove-upgrade`. */
  readonly action?: string | undefined;
  /** The new topic of a group chat. */
  readonly topicName?: string | undefined;
  readonly membersAdded?: readonly { readonly id: string }[] | undefined;
  readonly membersRemoved?: readonly { readonly id: string }[] | undefined;
  readonly channelData?: (NonNullable<Happening["channelData"]> & { readonly [more: string]: unknown }) | undefined;
}

export interface LifecycleParts {
  readonly conversations: Conversations;
  readonly directory: Directory;
  readonly connectors: Connectors;
  readonly options: Pick<TeamsOptions, "channels" | "log">;
}

/** Follows what becomes of conversations, so that the bot stops where it is not wanted and staff hear of it. */
export function createLifecycle({ conversations, directory, connectors, options }: LifecycleParts): (update: Update) => Promise<void> {
  const { channels, log } = options;

  /** The channel that is told of, which is another conversation than the one it is told in: the team's General channel. */
  const channelOf = (update: Update): Promise<ConversationRef> => {
    const { conversation, channelData } = update;
    return conversations.learn({
      ...update,
      ...(conversation === undefined ? {} : { conversation: { ...conversation, id: channelData?.channel?.id ?? conversation.id } }),
    });
  };
  /** True where what is told concerns a whole team: in its General channel. */
  const isWhole = (ref: ConversationRef): boolean => ref.team?.id === ref.id;
  const teamOf = async (ref: ConversationRef): Promise<readonly ConversationRef[]> =>
    ref.team === undefined ? [ref] : conversations.ofTeam(ref.team.id);

  /** Where nobody answers, a conversation counts as one with people from outside. */
  async function placed(ref: ConversationRef): Promise<Place> {
    directory.forget(ref.id);
    try {
      return await directory.place(ref);
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      log.info("a conversation could not be looked at", { conversation: ref.id, err: error.cause });
      return placeOf(ref, await directory.home(), undefined);
    }
  }
  const look = async (ref: ConversationRef): Promise<void> => channels.changed(await placed(ref));

  /** Nothing reaches them any more: all are marked before anybody is told, so that nobody is told in one of them. */
  async function lost(refs: readonly ConversationRef[], why: Gone): Promise<void> {
    const news: ConversationRef[] = [];
    for (const ref of refs) {
      if (await conversations.gone(ref.id, why)) news.push(ref);
      directory.forget(ref.id);
    }
    for (const ref of news) if (ref.kind !== "personal") await channels.troubled(ref.id, reachAdvice(why, nameOf(ref, undefined)));
  }

  /** They can be written to again: what waited is sent. */
  async function back(refs: readonly ConversationRef[]): Promise<void> {
    for (const ref of refs) {
      const { gone: _gone, ...known } = ref;
      await conversations.put(known);
      if (known.kind !== "personal") await look(known);
      await channels.opened(known.tenant, known.id);
    }
  }

  async function installed(ref: ConversationRef): Promise<void> {
    const { gone: _gone, ...known } = ref;
    await conversations.put(known);
    if (known.kind !== "personal") await channels.met(await placed(known));
    if (isWhole(known)) await listTeam(known);
    const others = isWhole(known) ? await teamOf(known) : [];
    const there = others.filter(
      ({ id, gone, channelType = "standard" }) => id !== known.id && gone === "removed" && channelType === "standard",
    );
    await back([known, ...there]);
    if (known.kind !== "personal" && (await channels.bound(known.id))) await people(known);
  }

  /** The channels of a team that the bot came into: each can be named, and written to, before anybody has spoken there. */
  async function listTeam(ref: ConversationRef): Promise<void> {
    const { team } = ref;
    if (team === undefined) return;
    try {
      for (const { id, name, type = "standard" } of await connectors(ref.serviceUrl).channels(team.id)) {
        const before = await conversations.of(id);
        const { serviceUrl, tenant, kind, bot } = ref;
        const called = name ?? before?.name;
        const told = { id, serviceUrl, tenant, kind, bot, team, channelType: type } as const;
        await conversations.put({ ...before, ...told, ...(called === undefined ? {} : { name: called }) });
      }
    } catch (error) {
      if (!(error instanceof ConnectorError) && !(error instanceof TokenError)) throw error;
      log.info("the channels of a team could not be read", { team: team.id, err: error });
    }
  }

  async function people(ref: ConversationRef): Promise<void> {
    try {
      await channels.peopled(await directory.members(ref));
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      log.info("the people of a conversation could not be read", { conversation: ref.id, err: error.cause });
    }
  }

  /** Somebody came or went: what they may read is known at once. */
  async function moved(ref: ConversationRef, alone: boolean, came: boolean): Promise<void> {
    const here = alone
      ? [ref]
      : [ref, ...(await teamOf(ref)).filter(({ id, channelType }) => id !== ref.id && (channelType ?? "standard") === "standard")];
    for (const one of here) {
      directory.forget(one.id);
      if (one.gone !== undefined || !(await channels.bound(one.id))) continue;
      await look(one);
      if (came) await people(one);
    }
  }

  async function shared(ref: ConversationRef, tenants: readonly string[]): Promise<void> {
    const sharedWith = [...new Set([...(ref.sharedWith ?? []), ...tenants])].filter((tenant) => tenant !== ref.tenant);
    const known: ConversationRef = { ...ref, channelType: "shared", ...(sharedWith.length === 0 ? {} : { sharedWith }) };
    await conversations.put(known);
    await look(known);
  }

  async function unshared(ref: ConversationRef, tenants: readonly string[]): Promise<void> {
    const { sharedWith = [], ...rest } = ref;
    const left = sharedWith.filter((tenant) => !tenants.includes(tenant));
    const known: ConversationRef = left.length === 0 ? rest : { ...rest, sharedWith: left };
    await conversations.put(known);
    const place = await placed(known);
    await channels.changed(place);
    if (place.outsiders || !tenants.some((tenant) => tenant !== known.tenant)) return;
    const closed: Phrase = phrase("teams.channel.closed", { place: place.name });
    await channels.troubled(known.id, closed);
  }

  async function renamedTeam(ref: ConversationRef): Promise<void> {
    const { team } = ref;
    if (team === undefined) return;
    for (const one of await conversations.ofTeam(team.id)) await conversations.put({ ...one, team: { ...one.team, ...team } });
    const general = await conversations.of(team.id);
    if (general !== undefined) await look(general);
  }

  async function membersOf(update: Update): Promise<void> {
    const { membersAdded = [], membersRemoved = [], topicName, channelData } = update;
    const eventType = String(channelData?.eventType ?? "");
    const ref = await conversations.learn(update);
    // In a private or shared channel it is told there, of that channel alone; of a team in its General channel.
    const alone = eventType.startsWith("channelMember") || !isWhole(ref);
    const isBot = ({ id }: { readonly id: string }) => id === ref.bot.id;
    if (membersRemoved.some(isBot)) return lost(alone ? [ref] : await withGeneral(ref), "removed");
    if (membersAdded.some(isBot)) return installed(ref);
    if (topicName !== undefined && ref.kind === "groupChat") {
      const known = { ...ref, name: topicName };
      await conversations.put(known);
      await look(known);
    }
    if (membersAdded.length + membersRemoved.length > 0) await moved(ref, alone, membersAdded.length > 0);
  }

  async function withGeneral(ref: ConversationRef): Promise<readonly ConversationRef[]> {
    return [ref, ...(await teamOf(ref)).filter(({ id }) => id !== ref.id)];
  }

  async function installation(update: Update): Promise<void> {
    const ref = await conversations.learn(update);
    if (update.action === "remove") {
      await lost(isWhole(ref) ? await withGeneral(ref) : [ref], "removed");
    }
    // An update takes the app out and puts it in again.
    if (update.action === "add" || update.action === "add-upgrade") await installed(ref);
  }

  return async (update) => {
    const { channelData } = update;
    if (update.type === "installationUpdate") return installation(update);
    switch (channelData?.eventType) {
      case "channelCreated":
        return channels.met(await placed(await channelOf(update)));
      case "channelRenamed":
        return look(await channelOf(update));
      case "channelDeleted":
        return lost([await channelOf(update)], "deleted");
      case "channelRestored":
        return back([await channelOf(update)]);
      case "channelShared":
        return shared(await channelOf(update), tenantsIn(channelData.sharedWithTeams));
      case "channelUnshared":
        return unshared(await channelOf(update), tenantsIn(channelData.unsharedFromTeams));
      case "teamRenamed":
        return renamedTeam(await conversations.learn(update));
      case "teamArchived":
        return lost(await withGeneral(await conversations.learn(update)), "archived");
      case "teamDeleted":
      case "teamHardDeleted":
        return lost(await withGeneral(await conversations.learn(update)), "deleted");
      case "teamUnarchived":
        return back((await withGeneral(await conversations.learn(update))).filter(({ gone }) => gone === "archived"));
      case "teamRestored":
        return back((await withGeneral(await conversations.learn(update))).filter(({ gone }) => gone !== undefined));
      default:
        return membersOf(update);
    }
  };
}

/** The tenants of the teams that a channel is shared with; one that is not said is another one. */
function tenantsIn(teams: unknown): readonly string[] {
  if (!Array.isArray(teams)) return ["unknown"];
  return teams.map((team: unknown) => {
    const { tenantId } = (typeof team === "object" && team !== null ? team : {}) as { readonly tenantId?: unknown };
    return typeof tenantId === "string" ? tenantId : "unknown";
  });
}
