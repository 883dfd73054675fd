/** The largest file, and all that come with one form together, in bytes. */
export const largestFile = 10 * 1024 * 1024;
export const largestTogether = 40 * 1024 * 1024;

/** Files as they are sent. What is larger than is taken is not read: `undefined`. */
export async function readFiles(files) {
  const sizes = files.map(({ size }) => size);
  if (sizes.some((size) => size > largestFile) || sizes.reduce((sum, size) => sum + size, 0) > largestTogether)
    return undefined;
  return Promise.all(files.map(read));
}

async function read(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (let from = 0; from < bytes.length; from += 8192)
    binary += String.fromCharCode(...bytes.subarray(from, from + 8192));
  return { name: file.name, contentBase64: btoa(binary) };
}
