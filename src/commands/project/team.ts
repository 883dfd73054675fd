import { defineCommand, everyone, type ProjectContext, projectLine } from "../../bot/command.ts";
import { fieldOf } from "../../bot/field.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import type { ProjectFacts, Role } from "../../domain/facts.ts";
import { canLeave, isPartners, usualRole } from "../../domain/membership.ts";
import { approversOf, leadOf, rolesOf } from "../../domain/role.ts";
import type { Id } from "../../domain/units.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { list, phrase, raw, type Text } from "../../messages/phrase.ts";
import { roleWords } from "../../messages/project-words.ts";
import type { Person } from "../../store/store.ts";
import { lineBlock, said } from "../shared/blocks.ts";
import { stillOpen } from "../shared/checks.ts";
import { account, type Contact, contact } from "../shared/contact-field.ts";
import { askAboutPartner, mustHold } from "./role-guard.ts";

const role = field.choice(["approver", "customer", "partner", "staff", "sponsor"]);

/** Which of the ways to an approver was asked about: never shown nor typed. */
const how = () => fieldOf<"add" | "role" | "link">({ ...field.choice(["add", "role", "link"]).kind, form: "hidden" });

/** Who is on the project, in which role: an approver is somebody of the customer's whom staff named (L3). */
export const team = defineCommand({
  name: "team",
  summary: "summary.team",
  lines: [
    projectLine({
      summary: "summary.team",
      examples: ["team"],
      allow: everyone,
      audience: "public",
      reads: true,
      input: {},
      run: async (_, context) => teamList(context.facts, context.actor.staff),
    }),
    projectLine({
      verb: "add",
      summary: "summary.team.add",
      examples: ["team add karin approver", "team add johan"],
      allow: ["staff"],
      audience: "public",
      input: { person: contact(), role: role.optional().inPlace() },
      async run({ person: who, role: asked }, context) {
        stillOpen(context.facts);
        const person = await meet(who, context);
        const given = asked ?? usualRole(person);
        mustHold(context.facts, person, given);
        if (given === "approver" && isPartners(context.facts, person)) return askAboutPartner(person, "add");
        return addAs(person, given, context);
      },
    }),
    projectLine({
      verb: "role",
      summary: "summary.team.role",
      examples: ["team role petra partner"],
      allow: ["staff"],
      audience: "public",
      input: { person: field.person(), role },
      async run({ person: who, role: given }, context) {
        stillOpen(context.facts);
        mustBeFree(context.facts, who);
        const before = rolesOf(context.facts, who.id);
        if (before.length === 1 && before[0] === given)
          throw refuse("team.already", { name: who.name, role: roleWords(given) });
        mustHold({ members: context.facts.members.filter(({ id }) => id !== who.id) }, who, given);
        if (given === "approver" && isPartners(context.facts, who)) return askAboutPartner(who, "role");
        return changeTo(who, given, context);
      },
    }),
    projectLine({
      verb: "remove",
      summary: "summary.team.remove",
      examples: ["team remove johan"],
      allow: ["staff"],
      audience: "public",
      input: { person: field.person() },
      async run({ person: who }, context) {
        stillOpen(context.facts);
        mustBeFree(context.facts, who);
        await context.store.projects.removeMember(context.facts.project.id, who.id);
        const waitsInVain = approversOf(await context.reload()).length === 0 && approversOf(context.facts).length > 0;
        return {
          audience: "public",
          blocks: [
            said("team.removed", { name: who.name, customer: context.facts.project.customer }, "success"),
            ...(waitsInVain
              ? [said("team.noApprover", undefined, "warning"), lineBlock("team add <name> approver")]
              : []),
          ],
        };
      },
    }),
    projectLine({
      verb: "lead",
      summary: "summary.team.lead",
      examples: ["team lead erik"],
      allow: ["staff"],
      audience: "public",
      input: { person: field.person() },
      async run({ person: who }, context) {
        const { facts, store } = context;
        stillOpen(facts);
        mustHold(facts, who, "lead");
        const before = leadOf(facts);
        await store.projects.removeMember(facts.project.id, who.id, "staff");
        await store.projects.addMember(facts.project.id, who.id, "lead");
        if (before === undefined) return nowIs(who, "lead", context);
        await store.projects.removeMember(facts.project.id, before.id, "lead");
        await store.projects.addMember(facts.project.id, before.id, "staff");
        return {
          audience: "public",
          blocks: [said("team.newLead", { name: who.name, before: before.name }, "success")],
        };
      },
    }),
    projectLine({
      verb: "link",
      summary: "summary.team.link",
      examples: ["team link johan @johan.berg"],
      allow: ["staff"],
      audience: "public",
      input: { person: field.person(), mention: account() },
      async run({ person: who, mention }, context) {
        stillOpen(context.facts);
        mustBeLinkable(context.facts, who, mention);
        if (rolesOf(context.facts, who.id).includes("approver") && isPartners(context.facts, mention))
          return askAboutPartner({ name: mention.name, handle: who.handle }, "link", mention.handle);
        return linkTo(who, mention, context);
      },
    }),
    projectLine({
      verb: "anyway",
      by: "card",
      summary: "summary.team",
      examples: [],
      allow: ["staff"],
      audience: "public",
      input: { how: how(), person: field.person(), mention: account().optional() },
      async run({ how, person: who, mention }, context) {
        stillOpen(context.facts);
        if (how === "link" && mention !== undefined) {
          mustBeLinkable(context.facts, who, mention);
          return linkTo(who, mention, context);
        }
        if (how === "role") mustBeFree(context.facts, who);
        const others = context.facts.members.filter(({ id }) => how !== "role" || id !== who.id);
        mustHold({ members: others }, who, "approver");
        return how === "role" ? changeTo(who, "approver", context) : addAs(who, "approver", context);
      },
    }),
  ],
});

async function addAs(person: Person, given: Role, context: ProjectContext): Promise<Reply> {
  await context.store.projects.addMember(context.facts.project.id, person.id, given);
  return nowIs(person, given, context);
}

async function changeTo(person: Person, given: Role, context: ProjectContext): Promise<Reply> {
  await context.store.projects.removeMember(context.facts.project.id, person.id);
  await context.store.projects.addMember(context.facts.project.id, person.id, given);
  return nowIs(person, given, context);
}

async function linkTo(who: Person, mention: Person, { store }: ProjectContext): Promise<Reply> {
  await store.people.link(who.id, mention.id);
  return { audience: "public", blocks: [said("team.linked", { name: who.name, account: mention.name }, "success")] };
}

/** The person named, or a new contact: somebody without an account has no rights. */
async function meet(who: Contact, { store }: ProjectContext): Promise<Person> {
  if (who.kind === "person") return who.person;
  return store.people.addContact(who.name, who.name.split(/\s+/)[0] ?? who.name);
}

function mustBeFree(facts: ProjectFacts, who: Person): void {
  const decision = canLeave(facts, who.id);
  if (decision.ok) return;
  if (decision.refused.kind === "lead") throw refuse("team.isLead", { name: who.name }, { line: "team lead <name>" });
  throw refuse(
    "team.notMember",
    { name: who.name, customer: facts.project.customer },
    { line: `team add ${who.handle}` },
  );
}

/**
 * A contact becomes somebody with an account: of the customer's side only, and not of somebody who is on the project
 * already.
 */
function mustBeLinkable(facts: ProjectFacts, who: Person, mention: Person): void {
  if (mention.gone !== undefined) throw refuse(`team.link.${mention.gone}`, { name: mention.name });
  if (who.id === mention.id) throw refuse("team.link.same", { name: who.name });
  if (rolesOf(facts, who.id).length === 0)
    throw refuse("team.notMember", { name: who.name, customer: facts.project.customer });
  if (who.staff || mention.staff) throw refuse("team.link.staff", { name: who.staff ? who.name : mention.name });
  if (rolesOf(facts, mention.id).length > 0) throw refuse("team.link.member", { name: mention.name });
}

function nowIs(person: Person, given: Role, { facts }: ProjectContext): Reply {
  const values = { name: person.name, role: roleWords(given), customer: facts.project.customer };
  const pending: readonly Block[] = person.reachable
    ? []
    : [said("team.pending", { name: person.name }, "warning"), lineBlock(`team link ${person.handle} <mention>`)];
  return { audience: "public", blocks: [said("team.done", values, "success"), ...pending] };
}

function teamList(facts: ProjectFacts, staff: boolean): Reply {
  const { customer } = facts.project;
  const people = [...new Set(facts.members.map(({ id }) => id))];
  const rows = people.map((id) => memberRow(facts, id));
  const pending = facts.members.find((member) => !member.reachable && member.closed !== true);
  return {
    audience: "public",
    blocks: [
      said("team.title", { customer }),
      {
        kind: "table",
        columns: [
          { label: phrase("team.column.name") },
          { label: phrase("team.column.role") },
          { label: phrase("team.column.handle") },
        ],
        rows,
      },
      ...(staff && approversOf(facts).length === 0
        ? [said("team.noApprover", undefined, "warning"), lineBlock("team add <name> approver")]
        : []),
      ...(staff && pending !== undefined
        ? [said("team.pending", { name: pending.name }, "quiet"), lineBlock(`team link ${pending.handle} <mention>`)]
        : []),
    ],
  };
}

function memberRow(facts: ProjectFacts, id: Id): readonly Text[] {
  const member = facts.members.find((one) => one.id === id);
  const roles = list(rolesOf(facts, id).map(roleWords));
  return [
    raw(member?.name ?? ""),
    phrase(member?.reachable ? "cell.list" : member?.closed === true ? "team.closedRole" : "team.pendingRole", {
      items: roles,
    }),
    raw(member?.handle ?? ""),
  ];
}
