import type { By } from "../../domain/facts.ts";
import type { PaperKind } from "../../domain/paper-kind.ts";
import type { Day, Id, Ref } from "../../domain/units.ts";
import type { Content } from "../../messages/content.ts";
import type { Language } from "../../messages/language.ts";

/**
 * What a job stands in line with: what a person waits for (answers, notices), documents and files, and what models do.
 * None of them waits for another: each has its own slots, limits and patience (`outbox/jobs.ts`).
 */
export const lanes = ["people", "documents", "models"] as const;
export type Lane = (typeof lanes)[number];

/** A kind of job, which says its lane. What it is called stays in the rows of those that wait. */
export interface JobKind {
  readonly name: string;
  readonly lane: Lane;
}

/** Tells the staff of a project, each directly, what could not be told in its internal channel ({@link Untold}). */
export const untoldJob = { name: "notice", lane: "people" } as const satisfies JobKind;
/** What it is given. */
export interface Untold {
  readonly project: Id;
  readonly notice: Content;
}

/** Tells one person of ours something in their private chat ({@link ToldPerson}). */
export const tellPersonJob = { name: "tell", lane: "people" } as const satisfies JobKind;
/** What it is given. */
export interface ToldPerson {
  readonly person: Id;
  /** Spoken with them where their projects do not say which. */
  readonly language?: Language;
  readonly project?: Id;
  readonly notice: Content;
}

/** Says something of a booked call at its time ({@link CallMoment}). */
export const callJob = { name: "call", lane: "people" } as const satisfies JobKind;
/** What it is given: the call and the instant it was booked for, milliseconds since 1970, as it may be moved. */
export interface CallMoment {
  readonly project: Id;
  readonly ref: Ref;
  readonly at: number;
  /** `kept`: it was booked when nothing was kept of its moments, and is told of anew. */
  readonly moment: "soon" | "after" | "kept";
}

/** Asks for the hours of a held meeting ({@link HoursOf}). */
export const hoursJob = { name: "hours", lane: "people" } as const satisfies JobKind;
/** What it is given. */
export interface HoursOf {
  readonly project: Id;
  readonly meeting: "kickoff" | "handover";
}

/** Makes a file of held customer data for our own channel ({@link ExportFor}). */
export const exportDataJob = { name: "export-data", lane: "documents" } as const satisfies JobKind;
/** What it is given: which areas, as what, and who asked for it. */
export interface ExportFor {
  readonly project: Id;
  readonly areas: readonly string[];
  readonly as: "csv" | "xlsx";
  readonly by: Id | "system";
  readonly who: string;
}

/** Closes the bases of several projects, one by one ({@link BasesToClose}). */
export const closeBasesJob = { name: "close-bases", lane: "documents" } as const satisfies JobKind;
/** What it is given: each project with the digest of what was seen, who closes them, and where that is answered. */
export interface BasesToClose {
  readonly each: readonly { readonly project: Id; readonly digest: string }[];
  readonly until?: Day;
  readonly by: By;
  readonly where: Id;
}

/** Keeps the document of a closed basis ({@link BasisToKeep}), so that its digest is known wherever it is made. */
export const keepBasisJob = { name: "keep-basis", lane: "documents" } as const satisfies JobKind;
/** What it is given. */
export interface BasisToKeep {
  readonly project: Id;
  readonly number: number;
}

/** Makes a draft invoice of a closed basis in Fortnox ({@link BasisToSend}). */
export const sendBasisJob = { name: "send-basis", lane: "documents" } as const satisfies JobKind;
/** What it is given, and who asked for it. */
export interface BasisToSend {
  readonly project: Id;
  readonly number: number;
  readonly by: Id | "system";
  /** It has asked for the draft, and has not seen it yet. */
  readonly asked?: true;
}

/** Makes a file of the projects' money ({@link MoneyFileFor}). */
export const moneyFileJob = { name: "money-file", lane: "documents" } as const satisfies JobKind;
/** What it is given: who asked for it, where, in which language, and of which projects. */
export interface MoneyFileFor {
  readonly by: Id;
  readonly where: Id;
  readonly language: Language;
  readonly which?: string;
}

/** Drafts the minutes of a meeting by a model ({@link MinutesToDraft}). */
export const minutesJob = { name: "minutes", lane: "models" } as const satisfies JobKind;
/** Reads them without one, where it has not answered by then: it waits for no model. */
export const minutesWaitJob = { name: "minutes-wait", lane: "documents" } as const satisfies JobKind;
/** What they are given: which notes are meant, by their digest; unset in jobs from before that was kept. */
export interface MinutesToDraft {
  readonly project: Id;
  readonly ref: Ref;
  readonly of?: string;
}

/** Reads a file of customer data that was given ({@link GivenFile}). */
export const readDataJob = { name: "read-data", lane: "documents" } as const satisfies JobKind;
/** What it is given: the file, who gave it, and in which of the project's channels the answer is told. */
export interface GivenFile {
  readonly project: Id;
  readonly file: Id;
  readonly by: By;
  readonly bySide: "staff" | "customer";
  readonly where: "shared" | "internal";
  /** It was handed in for some areas: nobody is asked what it is when it is no list. */
  readonly handedIn?: true;
  /** The areas that it was handed in for. */
  readonly meant?: readonly string[];
}

/** Makes the Starter workbook of a project ({@link TemplateFor}). */
export const templateJob = { name: "template", lane: "documents" } as const satisfies JobKind;
/** What it is given: who asked for it, and the channel that it is posted in. */
export interface TemplateFor {
  readonly project: Id;
  readonly by: Id;
  readonly where: "shared" | "internal";
}

/** Makes a document ({@link PaperFor}). */
export const paperJob = { name: "paper", lane: "documents" } as const satisfies JobKind;
/** What it is given: which one, who asked for it, and the channel that it is posted in. */
export interface PaperFor {
  readonly project: Id;
  readonly kind: PaperKind;
  /** `M1`, the number of a closed basis; empty where there is one. */
  readonly about: string;
  /** A new version is wanted, where it says something else by now. */
  readonly anew: boolean;
  readonly by: By;
  readonly where: "shared" | "internal";
  /** Its message is known by this. */
  readonly asked: string;
}

/** Reads the file of minutes, or their long notes ({@link MinutesToRead}). */
export const minutesReadJob = { name: "minutes-read", lane: "documents" } as const satisfies JobKind;
/** What it is given: the minutes, as they were when it was asked for. */
export interface MinutesToRead {
  readonly project: Id;
  readonly ref: Ref;
  readonly revision: number;
}

/** Something that is leased, and by which claim of it: the process that claimed it may have claimed it again since. */
export interface Held {
  readonly id: Id;
  readonly holder: string;
}

export interface ClaimedJob extends Held {
  readonly kind: string;
  readonly payload: unknown;
  /** Attempts that failed before this one. */
  readonly attempts: number;
}

/** How long a queue is, and for how long what is due in it has waited. */
export interface Queue {
  readonly waiting: number;
  /** Seconds since what has waited the longest could have been taken; 0 when nothing can. */
  readonly overdue: number;
}

/**
 * The worker's side of the jobs. All times are the database's raw time, but when a job is due, which is business time.
 */
export interface JobRows {
  /**
   * Claims what is due in a lane, for a lease in milliseconds; it costs what it claims. Projects take turns, so that
   * none waits for all that another has left, and have at most `each` in hand at once, in all processes; of one, what
   * has been due the longest comes first. `holder` is this claim's alone.
   */
  claim(lane: Lane, holder: string, limit: number, lease: number, each?: number): Promise<readonly ClaimedJob[]>;
  /** Keeps what is being done for so many milliseconds more. Returns what is still its holder's. */
  renew(jobs: readonly Held[], lease: number): Promise<readonly Id[]>;
  done(job: Id, holder: string): Promise<void>;
  /** Failed: again after so many milliseconds. */
  later(job: Id, holder: string, after: number, why: string): Promise<void>;
  /** Failed for the last time. */
  giveUp(job: Id, holder: string, why: string): Promise<void>;
  /**
   * The earliest instant of business time after one, up to and including another, at which something of a lane becomes
   * due; undefined where nothing does.
   */
  nextDue(lane: Lane, after: number, until: number): Promise<number | undefined>;
  /** For the metrics. */
  queues(): Promise<Readonly<Record<Lane, Queue>>>;
}
