import { describe, expect, test } from "vitest";
import { clean } from "../../../src/documents/paper/clean.ts";
import { markdownOf, markdownOfParts } from "../../../src/documents/paper/markdown.ts";
import type { Paper, Part } from "../../../src/documents/paper/paper.ts";
import { paperOf } from "../../../src/documents/paper/papers.ts";
import { pdfOf } from "../../../src/documents/paper/pdf.ts";
import { emptyFacts, orders, papers, richFacts } from "../../fixtures/papers.ts";
import { readPdf } from "../../support/pdf.ts";

const solid = (text: string): string => text.replace(/[\s\u200e\u200f\u202a-\u202e]/gu, "");
/** Everything that a document says, in order. */
const textsOf = ({ title, about, parts }: Paper): readonly string[] => [
  title,
  ...about.flatMap(({ label, value }) => [label, value]),
  ...parts.flatMap(textsOfPart),
];
function textsOfPart(part: Part): readonly string[] {
  switch (part.kind) {
    case "list":
      return part.items;
    case "facts":
      return part.rows.flatMap(({ label, value }) => [label, value]);
    case "table":
      return [...part.columns.map(({ label }) => label), ...part.rows.flat()];
    default:
      return [part.text];
  }
}
const all = (["sv", "en"] as const).flatMap((language) =>
  papers(richFacts(language)).map(([kind, paper]) => [`${kind} ${language}`, paper] as const),
);

describe("S2, L2, L4: every kind of document", () => {
  test.each(all)("%s says all of it on its pages, and in Markdown", async (_, paper) => {
    const { text, info } = await readPdf(await pdfOf(paper));
    const [pdf, markdown] = [solid(text), solid(markdownOf(paper).replace(/\\(?=[^\w\s])|<br>|[*>]/gu, ""))];
    for (const said of textsOf(paper)) {
      // A long cell is broken where its column ends, beside what stands in the others.
      const words = clean(said)
        .split(/[\s\-–/]+/u)
        .filter((word) => word.length < 12);
      for (const word of words) expect(pdf).toContain(word);
      expect(markdown).toContain(solid(said).replace(/[*>]/gu, ""));
    }
    expect(info.Title).toBe(paper.title);
  });

  test.each(papers(emptyFacts()))("%s of a project that nobody has told anything of is whole", async (_, paper) => {
    const { pages } = await readPdf(await pdfOf(paper));
    expect(pages.length).toBeGreaterThan(0);
    expect(markdownOf(paper)).toContain("Solbacken Vård AB");
  });

  test("A1: nothing of the ledger stands in what may be shared: no hours, no travel, no package price", () => {
    for (const [kind, paper] of papers(richFacts())) {
      if (kind === "invoice") continue;
      const said = textsOf(paper).join("\n");
      for (const secret of ["45 000,00", "1 715,00", "1 200,00", "735,00", "3 h 20", "ej avtalat", "Uppsala"])
        expect(said, kind).not.toContain(secret);
    }
  });

  test("S9: changes that were approved stand at the price that was seen, and their offer word for word", () => {
    const [, callOff] = papers(richFacts()).find(([kind]) => kind === "calloff") ?? [];
    expect(callOff?.parts).toContainEqual({
      kind: "quote",
      text: "Offert X1\nTvå köer till\nPris: 4 500,00 kr exkl. moms",
    });
  });

  test("M1: what is not ticked in minutes stands nowhere", () => {
    for (const [, paper] of papers(richFacts())) expect(textsOf(paper).join("\n")).not.toContain("HEMLIGT");
  });

  test("the day and the version are no news: what a document says is compared without them", () => {
    for (const order of orders(richFacts())) {
      const later = paperOf({ ...order, version: 2 });
      expect(markdownOfParts(later.parts)).toBe(markdownOfParts(paperOf(order).parts));
      expect(markdownOf(later)).not.toBe(markdownOf(paperOf(order)));
    }
  });
});

describe("Markdown", () => {
  const paper = paperOf({ ...(orders(emptyFacts())[0] ?? orders(richFacts())[0]) } as never);
  const written = (text: string): string => markdownOf({ ...paper, parts: [{ kind: "text", text }] });

  test.each([
    ["# rubrik", "\\# rubrik"],
    ["- punkt", "\\- punkt"],
    ["1. punkt", "1\\. punkt"],
    ["*fet* _kursiv_ `kod`", "\\*fet\\* \\_kursiv\\_ \\`kod\\`"],
    ["[länk](https://a.se) <b>", "\\[länk\\](https://a.se) \\<b\\>"],
    ["a & b &amp; c", "a & b \\&amp; c"],
  ])("nobody's words are markup: %s", (typed, shown) => expect(written(typed)).toContain(`\n${shown}\n`));

  test("a cell holds bars and lines", () => {
    const parts: readonly Part[] = [
      {
        kind: "table",
        caption: "x",
        columns: [{ label: "A" }, { label: "B", align: "right" }],
        rows: [["a|b", "x\ny"]],
      },
    ];
    expect(markdownOfParts(parts)).toBe("| A | B |\n| --- | ---: |\n| a\\|b | x<br>y |");
  });
});
