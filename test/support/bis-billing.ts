import { invoiceSchema } from "@e-invoice-eu/core";
import { Ajv2019 } from "ajv/dist/2019.js";
import { JSDOM } from "jsdom";

interface Shape {
  readonly $ref?: string;
  readonly type?: string;
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
}

const schema = invoiceSchema as unknown as Shape & { readonly $defs: Readonly<Record<string, unknown>> };
const ajv = new Ajv2019({ strict: false, allErrors: true, logger: false });
ajv.addFormat("date", /^\d{4}-\d\d-\d\d$/);
const validate = ajv.compile(invoiceSchema);

export const elementsOf = (xml: Uint8Array): Element => {
  const { DOMParser } = new JSDOM().window;
  const parsed = new DOMParser().parseFromString(new TextDecoder().decode(xml), "application/xml");
  return parsed.documentElement;
};

/**
 * What others read of BIS Billing 3 out of its specification says of an invoice: elements that it does not know, in
 * another order, missing, or not of its code lists.
 */
export function bisFindings(root: Element): readonly string[] {
  const findings: string[] = [];
  const invoice = objectOf(root, shapeAt(schema.properties?.["ubl:Invoice"]), findings);
  if (!validate({ "ubl:Invoice": invoice })) {
    for (const { instancePath, message } of validate.errors ?? []) findings.push(`${instancePath} ${message}`);
  }
  return findings;
}

function shapeAt(shape: Shape | undefined): Shape {
  if (shape?.$ref === undefined) return shape ?? {};
  const found = shape.$ref
    .replace(/^#\//u, "")
    .split("/")
    .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], schema);
  return shapeAt(found as Shape);
}

function objectOf(element: Element, shape: Shape, findings: string[]): Record<string, unknown> {
  const known = Object.keys(shape.properties ?? {});
  const made: Record<string, unknown> = {};
  let last = -1;
  for (const child of element.children) {
    const name = child.nodeName;
    const place = known.indexOf(name);
    if (place < last) findings.push(`${element.nodeName}: ${name} stands too late`);
    last = Math.max(last, place);
    const its = shapeAt(shape.properties?.[name]);
    const many = its.type === "array";
    const inner = many ? shapeAt(its.items) : its;
    const value = child.children.length > 0 ? objectOf(child, inner, findings) : child.textContent;
    if (value === "") findings.push(`${name} is empty`);
    if (many) made[name] = [...((made[name] as unknown[] | undefined) ?? []), value];
    else if (Object.hasOwn(made, name)) findings.push(`${element.nodeName}: ${name} is there twice`);
    else made[name] = value;
    for (const { name: attribute, value: given } of child.attributes) made[`${name}@${attribute}`] = given;
  }
  return made;
}
