import type { ProjectContext } from "../../bot/command.ts";
import type { FileRef } from "../../domain/delivery-facts.ts";
import type { Button, Reply } from "../../messages/content.ts";
import { type TemplateFor, templateJob } from "../../store/contract/jobs.ts";
import { buttonsBlock, said } from "../shared/blocks.ts";
import { stillOpen } from "../shared/checks.ts";
import { sayNotApplicable, sayStuck } from "./area-card.ts";

import { allAreas, fillIn, template } from "./overview.ts";
import { whereOf } from "./reading.ts";

/** The message that the newest template came with. */
const templateSubject = "data-template";

/** What a customer does with an area that the workbook is too much for, or nothing. */
const besideTheWorkbook: readonly Button[] = [fillIn, sayStuck(), sayNotApplicable(), allAreas];

/** Has the Starter workbook made, with what is known filled in (S2, D6): it is posted where it was asked for. */
export async function askForTemplate(ctx: ProjectContext): Promise<Reply> {
  const { facts, actor, store } = ctx;
  stillOpen(facts);
  const job = { project: facts.project.id, by: actor.id, where: whereOf(ctx) } satisfies TemplateFor;
  await store.jobs.add(templateJob, job);
  const told = ctx.place.kind === "shared" || ctx.place.kind === "internal" ? "here" : job.where;
  return { audience: "public", to: "person", blocks: [said("data.template.making", { told }, "quiet")] };
}

/** Posts it: what is filled in goes back to the same channel. */
export async function postTemplate(ctx: ProjectContext, file: FileRef, where: string): Promise<Reply> {
  const content = {
    audience: "public",
    blocks: [said("data.template.here"), ...buttonsBlock(where === "internal" ? [] : besideTheWorkbook)],
    files: [file],
    takesFiles: true,
  } as const;
  await ctx.post(where === "internal" ? "internal" : "shared", content, templateSubject);
  return content;
}

/** It could not be made: whoever asked for it is not to wait, and may ask again. */
export async function templateFailed(ctx: ProjectContext, where: string): Promise<Reply> {
  const content = {
    audience: "public",
    blocks: [said("data.template.failed", undefined, "warning"), ...buttonsBlock([template])],
  } as const;
  await ctx.post(where === "internal" ? "internal" : "shared", content, templateSubject);
  return content;
}
