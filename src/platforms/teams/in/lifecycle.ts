import { type Phrase, phrase } from "../../../messages/phrase.ts";
import type { Connectors } from "../connector.ts";
import { ConnectorError, TokenError, Unreachable } from "../errors.ts";
import type { TeamsOptions } from "../options.ts";
import type { ConversationRef, Happening } from "../who/conversation-ref.ts";
import type { Conversations } from "../who/conversations.ts";
import type { Directory } from "../who/directory.ts";
import { isStandard, type Reach } from "../who/reach.ts";
import { welcomeTo } from "./welcome.ts";

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
  readonly reach: Reach;
  readonly options: Pick<TeamsOptions, "channels" | "log">;
}

/** Follows what becomes of conversations, so that the bot stops where it is not wanted and staff hear of it. */
export function createLifecycle({
  conversations,
  directory,
  connectors,
  reach,
  options,
}: LifecycleParts): (update: Update) => Promise<void> {
  const { channels, log } = options;
  const { placed, look, lost, back } = reach;

  /** The channel that is told of, which is another conversation than the one it is told in: the team's General channel. */
  const channelOf = (update: Update): Promise<ConversationRef> => {
    const { conversation, channelData } = update;
    return conversations.learn({
      ...update,
      ...(conversation === undefined ? {} : { conversation: { ...conversation, id: channelData?.channel?.id ?? conversation.id } }),
    });
  };
  /**
   * True where it is told of a whole team that the bot came or went: in its General channel, or in the channel that was chosen for the
   * app. In a private or shared channel it is told of that one alone.
   */
  const isWhole = (ref: ConversationRef, eventType = ""): boolean =>
    ref.team !== undefined && isStandard(ref) && !eventType.startsWith("channelmember");
  /** Of a channel whose kind nobody has told us it may be a private one: only what is surely the team's is lost with it. */
  const isWholeLost = (ref: ConversationRef, eventType?: string): boolean =>
    isWhole(ref, eventType) && (ref.id === ref.team?.id || ref.channelType === "standard");
  const teamOf = async (ref: ConversationRef): Promise<readonly ConversationRef[]> =>
    ref.team === undefined ? [ref] : conversations.ofTeam(ref.team.id);

  /** `whole`: it came into the team, whichever channel that is told in; else into this conversation alone. */
  async function installed(ref: ConversationRef, whole: boolean): Promise<void> {
    const { gone: _gone, ...known } = ref;
    await conversations.put(known);
    const listed = whole ? await listTeam(known) : new Set<string>();
    if (known.kind !== "personal") await channels.met(await placed(known));
    const others = whole ? await teamOf(known) : [];
    const there = others.filter(
      (one) => one.id !== known.id && isStandard(one) && (one.gone === "removed" || (isDeleted(one) && listed.has(one.id))),
    );
    await back([known, ...there]);
    if (known.kind !== "personal" && (await channels.bound(known.id))) await people(known);
  }

  /** It came here anew, and says what to do next. */
  async function welcomed(ref: ConversationRef): Promise<void> {
    const place = await placed(ref);
    await channels.welcomed(place, welcomeTo(place));
  }

  /** The channels of a team that the bot came into: each can be named, and written to, before anybody has spoken there. */
  async function listTeam(ref: ConversationRef): Promise<ReadonlySet<string>> {
    const { team } = ref;
    const listed = new Set<string>();
    if (team === undefined) return listed;
    try {
      for (const { id, name, type = "standard" } of await connectors(ref.serviceUrl).channels(team.id)) {
        const before = await conversations.of(id);
        const { serviceUrl, tenant, kind, bot } = ref;
        await conversations.put({ ...before, id, serviceUrl, tenant, kind, bot, team, channelType: type, name: name ?? before?.name });
        listed.add(id);
      }
    } catch (error) {
      if (!(error instanceof ConnectorError) && !(error instanceof TokenError)) throw error;
      log.info("the channels of a team could not be read", { team: team.id, err: error });
    }
    return listed;
  }

  async function people(ref: ConversationRef): Promise<void> {
    try {
      await channels.peopled(await directory.members(ref));
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      log.info("the people of a conversation could not be read", { conversation: ref.id, err: error.cause });
    }
  }

  /** Somebody came or went: what they may read is known at once, and what waits for whoever went. */
  async function moved(ref: ConversationRef, alone: boolean, came: boolean, went: readonly string[]): Promise<void> {
    const here = alone
      ? [ref]
      : [ref, ...(await teamOf(ref)).filter(({ id, channelType }) => id !== ref.id && (channelType ?? "standard") === "standard")];
    const theirs: string[] = [];
    for (const one of here) {
      directory.moved(one.id, came);
      if (one.gone !== undefined || !(await channels.bound(one.id))) continue;
      theirs.push(one.id);
      await look(one, came);
      if (came) await people(one);
    }
    if (theirs.length > 0) for (const user of went) await channels.departed(user, theirs);
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
    const ref = await conversations.learn(update);
    const whole = isWhole(ref, eventTypeOf(channelData));
    const isBot = ({ id }: { readonly id: string }) => id === ref.bot.id;
    if (membersRemoved.some(isBot)) return lost(isWholeLost(ref, eventTypeOf(channelData)) ? await withTeam(ref) : [ref], "removed");
    if (membersAdded.some(isBot)) {
      await installed(ref, whole);
      return welcomed(ref);
    }
    if (topicName !== undefined && ref.kind === "groupChat") {
      const known = { ...ref, name: topicName };
      await conversations.put(known);
      await look(known);
    }
    if (membersAdded.length + membersRemoved.length === 0) return;
    await moved(
      ref,
      !whole,
      membersAdded.length > 0,
      membersRemoved.map(({ id }) => id),
    );
  }

  async function withTeam(ref: ConversationRef): Promise<readonly ConversationRef[]> {
    return [ref, ...(await teamOf(ref)).filter(({ id }) => id !== ref.id)];
  }

  async function installation(update: Update): Promise<void> {
    const ref = await conversations.learn(update);
    if (update.action === "remove") {
      await lost(isWholeLost(ref) ? await withTeam(ref) : [ref], "removed");
    }
    // An update takes the app out and puts it in again.
    if (update.action === "add" || update.action === "add-upgrade") await installed(ref, isWhole(ref));
    if (update.action === "add") await welcomed(ref);
  }

  return async (update) => {
    const { channelData } = update;
    if (update.type === "installationUpdate") return installation(update);
    switch (eventTypeOf(channelData)) {
      case "channelcreated":
        return channels.met(await placed(await channelOf(update)));
      case "channelrenamed":
        return look(await channelOf(update));
      case "channeldeleted":
        return lost([await channelOf(update)], "deleted");
      case "channelrestored":
        return back([await channelOf(update)]);
      case "channelshared":
        return shared(await channelOf(update), tenantsIn(channelData?.sharedWithTeams));
      case "channelunshared":
        return unshared(await channelOf(update), tenantsIn(channelData?.unsharedFromTeams));
      case "teamrenamed":
        return renamedTeam(await conversations.learn(update));
      case "teamarchived":
        return lost(await withTeam(await conversations.learn(update)), "archived");
      case "teamdeleted":
        return lost(await withTeam(await conversations.learn(update)), "teamDeleted");
      case "teamharddeleted":
        return lost(await withTeam(await conversations.learn(update)), "teamHardDeleted");
      case "teamunarchived":
        return back((await withTeam(await conversations.learn(update))).filter(({ gone }) => gone === "archived"));
      case "teamrestored":
        return back((await withTeam(await conversations.learn(update))).filter(({ gone }) => gone === "teamDeleted"));
      default:
        return membersOf(update);
    }
  };
}

/** True for what is deleted as far as we know: Teams may list it all the same. */
const isDeleted = ({ gone }: ConversationRef): boolean => gone !== undefined && gone !== "archived" && gone !== "removed";

/** Teams does not write it in one case everywhere: `teamrestored`. */
const eventTypeOf = (channelData: Update["channelData"]): string => String(channelData?.eventType ?? "").toLowerCase();

/** The tenants of the teams that a channel is shared with; one that is not said is another one. */
function tenantsIn(teams: unknown): readonly string[] {
  if (!Array.isArray(teams)) return ["unknown"];
  return teams.map((team: unknown) => {
    const { tenantId } = (typeof team === "object" && team !== null ? team : {}) as { readonly tenantId?: unknown };
    return typeof tenantId === "string" ? tenantId : "unknown";
  });
}
