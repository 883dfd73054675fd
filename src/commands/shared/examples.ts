import { type Agreement, usualVariant } from "../../domain/agreement.ts";
import { planned } from "../../domain/plan.ts";
import { portingSteps } from "../../domain/porting.ts";

/**
 * What an agreement calls things, for lines that show how something is typed: the words of its own trade, never those
 * of another.
 */
export function calls(agreement: Agreement) {
  const { packages, areas, addOns, options, plan } = agreement;
  const id = (list: readonly { readonly id: string }[], at: number): string => (list[at] ?? list.at(-1))?.id ?? "";
  return {
    work: id(packages, 1),
    paperwork: id(packages, 3),
    area: id(areas, areas.length - 2),
    otherArea: id(areas, areas.length - 3),
    addOn: id(addOns, 3),
    otherAddOn: id(addOns, 5),
    option: options[0]?.id,
    day: id(plan, 0),
    live: planned(agreement, "go-live")?.id ?? "",
    steps: portingSteps(agreement).map((step) => step.id),
    city: agreement.travel?.cities.at(-1)?.id,
    variant: usualVariant(agreement),
  };
}
