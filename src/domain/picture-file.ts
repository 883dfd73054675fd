/** What a picture is, as its bytes say. */
export interface PictureFile {
  readonly kind: "png" | "jpeg";
  readonly width: number;
  readonly height: number;
}

const signature = "89504e470d0a1a0a";
/** More dots than this are no logo. */
const mostDots = 4_000_000;

/**
 * What the bytes are a picture of, whole and as it can be printed: a JPEG, or a PNG that is not interlaced. Undefined:
 * they are something else, or damaged.
 */
export function pictureFile(bytes: Uint8Array): PictureFile | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = buffer.subarray(0, 8).toString("hex") === signature ? pngOf(buffer) : jpegOf(buffer);
  return found !== undefined && found.width > 0 && found.height > 0 ? found : undefined;
}

function pngOf(bytes: Buffer): PictureFile | undefined {
  let head: Buffer | undefined;
  let hasLines = false;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const end = at + 8 + length;
    if (end + 4 > bytes.length) return undefined;
    const type = bytes.toString("latin1", at + 4, at + 8);
    if (checksum(bytes.subarray(at + 4, end)) !== bytes.readUInt32BE(end)) return undefined;
    if (type === "IHDR" && length === 13) head = bytes.subarray(at + 8, end);
    if (type === "IDAT") hasLines = true;
    if (type === "IEND") return head === undefined || !hasLines ? undefined : printable(head);
    at = end + 4;
  }
  return undefined;
}

function printable(head: Buffer): PictureFile | undefined {
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const isInterlaced = head[12] !== 0;
  return isInterlaced || width * height > mostDots ? undefined : { kind: "png", width, height };
}

/** PNG's own: CRC-32. */
function checksum(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return ~sum >>> 0;
}

function jpegOf(bytes: Buffer): PictureFile | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8 || bytes.lastIndexOf(Buffer.from([0xff, 0xd9])) < 4)
    return undefined;
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    // The start of a frame, of any kind but those that say something else.
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { kind: "jpeg", height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}
