import type { Dispatch } from "../bot/incoming.ts";
import { fortnoxInvoice } from "../documents/invoice/fortnox.ts";
import { basisId } from "../messages/made-file.ts";
import type { Job } from "../outbox/jobs.ts";
import { type BasisToSend, sendBasisJob } from "../store/contract/jobs.ts";
import type { Database, Store } from "../store/store.ts";
import { basisIn } from "./files.ts";
import { type FortnoxAccess, FortnoxRefused, fortnoxOf, hasMadeNothing } from "./fortnox.ts";

interface Parts {
  readonly database: Pick<Database, "transaction">;
  readonly system: Dispatch["system"];
  /** Unset: there is none, and what waited is told so. */
  readonly access: FortnoxAccess | undefined;
  /** How long an answer may take, milliseconds; unset: the usual time. */
  readonly patience?: number;
}

/**
 * Makes a draft invoice of a closed basis in Fortnox, once: it is looked for by its reference before anything is sent,
 * and asked for by one job alone. One that was asked for and never answered may be made yet: it is looked for from then
 * on, and asked for again only once a person who was told has typed the line anew. What Fortnox makes of the sums is
 * compared with ours, and a difference is told. Nothing is ever booked (I1).
 */
export function sendingJob({ database, system, access, patience }: Parts): Job {
  const told = ({ project, number, by }: BasisToSend, what: Readonly<Record<string, string>>): Promise<void> =>
    system(project, "invoice sent", { number: String(number), by, ...what });
  const ofBases = <T>(ask: (bases: Store["bases"]) => Promise<T>): Promise<T> =>
    database.transaction((store) => ask(store.bases));

  return {
    kind: sendBasisJob,
    async run(payload, doing) {
      const job = payload as BasisToSend;
      const { project, number } = job;
      if (access === undefined) return told(job, { failed: "not-set" });
      const order = await database.transaction((store) => basisIn(store, { of: project, number }));
      if (order === undefined) return;
      const { organisationNumber = "", code } = order.facts.project;
      const fortnox = fortnoxOf(access, patience);
      const reference = basisId(code, number);
      try {
        let document = await fortnox.find(reference);
        if (document === undefined) {
          const [customer, ...others] = await fortnox.customers(organisationNumber);
          if (customer === undefined || others.length > 0)
            return await told(job, { failed: customer === undefined ? "no-customer" : "customers" });
          const invoice = JSON.parse(new TextDecoder().decode(fortnoxInvoice(order))) as { readonly Invoice: object };
          await doing.keep();
          if (!(await ofBases((bases) => bases.beginSending(project, number, doing.id))))
            throw new Error("a draft was asked for before, and is not there yet");
          const asked = JSON.stringify({ Invoice: { ...invoice.Invoice, CustomerNumber: customer } });
          document = await fortnox.create(asked).catch(async (error: unknown) => {
            if (hasMadeNothing(error)) await ofBases((bases) => bases.endSending(doing.id));
            throw error;
          });
        }
        const { net, vat, gross } = await fortnox.invoice(document);
        const { net: ours, vat: ourVat } = order.basis;
        const same = net === ours && vat === ourVat;
        await told(job, { document, total: String(gross), ...(same ? {} : { failed: "differs" }) });
      } catch (error) {
        if (!(error instanceof FortnoxRefused)) throw error;
        await told(job, { failed: error.kind, said: error.message });
      }
    },
    /** The last attempt has failed: whoever asked is not to wait for ever. */
    async giveUp({ payload }) {
      const job = payload as BasisToSend;
      const inDoubt = await ofBases((bases) => bases.isSending(job.project, job.number));
      await told(job, { failed: inDoubt ? "unclear" : "unreachable" });
    },
  };
}
