import type { Dispatch } from "../bot/incoming.ts";
import { fortnoxInvoice } from "../documents/invoice/fortnox.ts";
import { basisId } from "../messages/made-file.ts";
import type { Job } from "../outbox/jobs.ts";
import { type BasisToSend, sendBasisJob } from "../store/contract/jobs.ts";
import type { Database } from "../store/store.ts";
import { basisIn } from "./files.ts";
import { type FortnoxAccess, FortnoxRefused, fortnoxOf } from "./fortnox.ts";

interface Parts {
  readonly database: Pick<Database, "transaction">;
  readonly system: Dispatch["system"];
  /** Unset: there is none, and what waited is told so. */
  readonly access: FortnoxAccess | undefined;
}

/**
 * Makes a draft invoice of a closed basis in Fortnox, once: it is looked for by its reference before anything is sent.
 * What Fortnox makes of the sums is compared with ours, and a difference is told. Nothing is ever booked (I1).
 */
export function sendingJob({ database, system, access }: Parts): Job {
  const told = ({ project, number, by }: BasisToSend, what: Readonly<Record<string, string>>): Promise<void> =>
    system(project, "invoice sent", { number: String(number), by, ...what });

  return {
    kind: sendBasisJob,
    async run(payload, doing) {
      const job = payload as BasisToSend;
      const { project, number } = job;
      if (access === undefined) return told(job, { failed: "not-set" });
      const order = await database.transaction((store) => basisIn(store, { of: project, number }));
      if (order === undefined) return;
      const { organisationNumber = "", code } = order.facts.project;
      const fortnox = fortnoxOf(access);
      const reference = basisId(code, number);
      try {
        let document = await fortnox.find(reference);
        if (document === undefined) {
          const [customer, ...others] = await fortnox.customers(organisationNumber);
          if (customer === undefined || others.length > 0)
            return await told(job, { failed: customer === undefined ? "no-customer" : "customers" });
          const invoice = JSON.parse(new TextDecoder().decode(fortnoxInvoice(order))) as { readonly Invoice: object };
          await doing.keep();
          document = await fortnox.create(
            JSON.stringify({ Invoice: { ...invoice.Invoice, CustomerNumber: customer } }),
          );
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
    giveUp: ({ payload }) => told(payload as BasisToSend, { failed: "unreachable" }),
  };
}
