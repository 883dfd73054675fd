import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { isIPv4 } from "node:net";

/** A certificate and its key, in PEM. Made when they are needed: no key is kept anywhere, and none expires. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

/** DER: a tag, a length, a content. */
function der(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const length =
    body.length < 128
      ? Buffer.from([body.length])
      : body.length < 256
        ? Buffer.from([0x81, body.length])
        : Buffer.from([0x82, body.length >> 8, body.length & 255]);
  return Buffer.concat([Buffer.from([tag]), length, body]);
}
const sequence = (...content: readonly Uint8Array[]) => der(0x30, ...content);
const oid = (...bytes: readonly number[]) => der(0x06, Buffer.from(bytes));
const ecdsaWithSha256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
const nameOf = (name: string) => sequence(der(0x31, sequence(oid(0x55, 0x04, 0x03), der(0x0c, Buffer.from(name)))));
const time = (at: Date) => der(0x18, Buffer.from(`${at.toISOString().slice(0, 19).replaceAll(/[-:T]/g, "")}Z`));
const extension = (id: number, value: Uint8Array) => sequence(oid(0x55, 0x1d, id), der(0x04, value));

const pem = (what: string, bytes: Uint8Array) =>
  `-----BEGIN ${what}-----\n${(
    Buffer.from(bytes)
      .toString("base64")
      .match(/.{1,64}/g) ?? []
  ).join("\n")}\n-----END ${what}-----\n`;

interface Issuer {
  readonly name: string;
  readonly key: KeyObject;
}

function issue(name: string, extensions: readonly Uint8Array[], by?: Issuer) {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const issuer = by ?? { name, key: privateKey };
  const day = 86_400_000;
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(12)])),
    ecdsaWithSha256,
    nameOf(issuer.name),
    sequence(time(new Date(Date.now() - day)), time(new Date(Date.now() + day))),
    nameOf(name),
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(...extensions)),
  );
  const signature = sign("sha256", content, issuer.key);
  const certificate = sequence(content, ecdsaWithSha256, der(0x03, Buffer.from([0]), signature));
  return {
    issuer: { name, key: privateKey },
    certificate: pem("CERTIFICATE", certificate),
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

/** An authority of its own, and a certificate that it gave to a server under this name or address. */
export function certificateFor(host: string): Certificate & { readonly authority: string } {
  const authority = issue(`Test authority ${createHash("sha256").update(randomBytes(8)).digest("hex").slice(0, 8)}`, [
    extension(0x13, sequence(der(0x01, Buffer.from([255])))),
  ]);
  const name = isIPv4(host) ? der(0x87, Buffer.from(host.split(".").map(Number))) : der(0x82, Buffer.from(host));
  const { certificate, key } = issue(host, [extension(0x11, sequence(name))], authority.issuer);
  return { certificate, key, authority: authority.certificate };
}
