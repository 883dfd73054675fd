/** What comes of some work within so many milliseconds; undefined when it takes longer, which `over` hears at once. */
export async function within<T>(
  most: number,
  work: Promise<T>,
  over: () => void = () => undefined,
): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      over();
      resolve(undefined);
    }, most);
  });
  return Promise.race([work, tooLong]).finally(() => clearTimeout(timer));
}
