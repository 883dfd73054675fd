import { crc32, deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { paperOf } from "../../../src/documents/paper/papers.ts";
import { pdfOf } from "../../../src/documents/paper/pdf.ts";
import { agreementFromJson, agreementJson, parseAgreement } from "../../../src/domain/agreement-file.ts";
import { pictureFile } from "../../../src/domain/picture-file.ts";
import { emptyFacts } from "../../fixtures/papers.ts";
import { agreementText, day } from "../../fixtures/project-facts.ts";
import { partsOf, readPdf } from "../../support/pdf.ts";

function chunk(type: string, content: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
/** A picture of one colour, with or without a transparent half. */
function png({ width = 40, height = 10, clear = false, interlaced = false } = {}): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, clear ? 6 : 2, 0, 0, interlaced ? 1 : 0], 8);
  const dot = (at: number): readonly number[] => (clear ? [11, 92, 138, at % 2 === 0 ? 255 : 0] : [11, 92, 138]);
  const line = Buffer.from([0, ...Array.from({ length: width }, (_, at) => dot(at)).flat()]);
  const lines = Buffer.concat(Array.from({ length: height }, () => line));
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    ...[chunk("IHDR", head), chunk("IDAT", deflateSync(lines)), chunk("IEND", Buffer.alloc(0))],
  ]);
}

const letterhead = `letterhead:
  name: Växel & Son AB
  address: [Vasagatan 1, 111 20 Stockholm]
  foot:
    - { sv: Vi svarar på vardagar, en: We answer on weekdays }
  colour: "#7a1f4b"
  logo: logo.png

`;
const withLogo = (logo: Uint8Array) =>
  parseAgreement(
    agreementText.replace(/^letterhead:\n(?: .*\n)+\n/mu, letterhead),
    "services/anpassad-uppstart.yaml",
    () => [],
    (name) => (name === "logo.png" ? logo : undefined),
  );

describe("P1: whose paper it is, from the agreement file", () => {
  test.each([
    ["without transparency", png()],
    ["with it", png({ clear: true })],
  ])("name, address, foot and a logo %s stand on it, and it stays so for who is open", async (_, logo) => {
    const agreement = agreementFromJson(agreementJson(withLogo(logo)));
    const order = { facts: emptyFacts("en"), agreement, today: day("2026-12-04"), version: 1 };
    const { text, info, pages } = await readPdf(await pdfOf(paperOf({ ...order, kind: "plan" })));
    expect(text).toContain("111 20 Stockholm");
    expect(text).toContain("We answer on weekdays");
    expect(info.Author).toBe("Växel & Son AB");
    expect(partsOf(pages[0]?.structure)).toContain("Figure");
  });

  test.each([
    ["text", Buffer.from("no picture at all")],
    ["cut off", png().subarray(0, 60)],
    ["damaged", Buffer.from(png().map((byte, at) => (at === 45 ? byte ^ 1 : byte)))],
    ["interlaced", png({ interlaced: true })],
    ["empty", Buffer.alloc(0)],
    ["of another kind", Buffer.from("GIF89a\u0001\u0000")],
  ])("a logo that is %s is refused, with the file and the field", (_, logo) => {
    expect(() => withLogo(logo)).toThrow(
      /services\/anpassad-uppstart\.yaml:\d+ letterhead\.logo: is no PNG or JPEG that can be printed/u,
    );
  });

  test("one that is too heavy for every project to carry is refused", () => {
    expect(() => withLogo(Buffer.concat([png(), Buffer.alloc(250_000)]))).toThrow(
      "letterhead.logo: must be at most 200 kB",
    );
  });

  test("a JPEG is known by its frame", () => {
    const start = Buffer.from("ffd8ffe000104a46494600010100000100010000", "hex");
    const frame = Buffer.from("ffc0001108000a002803011100021101031101", "hex");
    expect(pictureFile(Buffer.concat([start, frame, Buffer.from("ffd9", "hex")]))).toEqual({
      ...{ kind: "jpeg", width: 40, height: 10 },
    });
    expect(pictureFile(Buffer.concat([start, frame]))).toBeUndefined();
  });
});
