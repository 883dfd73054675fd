import { type Agreement, variantOf } from "../domain/agreement.ts";
import type { ProjectFacts } from "../domain/facts.ts";
import type { InvoiceLine } from "../domain/invoice-line.ts";
import type { Offered } from "../domain/offered.ts";
import type { LocalName } from "../domain/units.ts";
import { list, name, type Phrase, phrase, type Value } from "./phrase.ts";

/** The package by its variant's name. */
export const packageWords = ({ project }: ProjectFacts, agreement: Agreement): Phrase =>
  phrase("invoice.line.package-price", { variant: name(variantOf(project, agreement).name) });

/** What a line is for. */
export function lineWords(line: Omit<InvoiceLine, "parts">, facts: ProjectFacts, agreement: Agreement): Phrase {
  const { kind, source, title = "" } = line;
  switch (kind) {
    case "package-price":
      return packageWords(facts, agreement);
    case "option":
      return phrase("invoice.line.option", { option: sourceName(source, agreement) });
    case "running-hours":
    case "fault-hours":
      return phrase(`invoice.line.${kind}`, { source, title, refs: list([...new Set(line.refs ?? [])]) });
    case "travel-time":
    case "travel-costs":
      return phrase(`invoice.line.${kind}`, { source, title, somewhere: title === "" ? "no" : "yes" });
    case "travel-fee":
      return phrase("invoice.line.travel-fee", { source, percent: line.percent ?? agreement.travel?.adminFee ?? 0 });
    case "travel-flat":
      return phrase("invoice.line.travel-flat", { source, city: cityName(title, agreement) });
    case "reversal":
      return phrase("invoice.line.reversal", {
        // The package needs no name beside what it is.
        named: source === facts.project.code ? "no" : "yes",
        source: sourceName(source, agreement),
        what: phrase(`invoice.reverses.${line.reverses ?? "unbilled-hours"}`),
        charged: line.chargedOn === undefined ? "no" : "yes",
        number: line.chargedOn ?? 0,
      });
    case "fixed-price":
      return phrase("invoice.line.fixed-price", { source, title });
    case "price-difference":
      return phrase("invoice.line.price-difference", {
        what:
          line.changed === "option"
            ? phrase("invoice.line.option", { option: sourceName(source, agreement) })
            : packageWords(facts, agreement),
      });
  }
}

/** What was offered: the package or an option by its name, a change by its reference and title. */
export function offeredWords({ source, title }: Offered, facts: ProjectFacts, agreement: Agreement): Phrase {
  if (source === facts.project.code) return packageWords(facts, agreement);
  return title === undefined
    ? phrase("invoice.line.option", { option: sourceName(source, agreement) })
    : phrase("invoice.line.fixed-price", { source, title });
}

/** A work package or an option by its name; a reference as it is. */
export function sourceName(source: string, agreement: Agreement): Value {
  const found = [...agreement.packages, ...agreement.options].find(({ id }) => id === source);
  return found === undefined ? source : name(found.name);
}

function cityName(id: string, agreement: Agreement): Value {
  const found: LocalName | undefined = agreement.travel?.cities.find((city) => city.id === id)?.name;
  return found === undefined ? id : name(found);
}
