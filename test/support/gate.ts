/** What waits in front of it goes on when it is opened. */
export function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

/** Until something is seen; fails after some seconds. */
export async function until(seen: () => boolean | Promise<boolean>, seconds = 4): Promise<void> {
  for (const end = performance.now() + seconds * 1_000; !(await seen()); ) {
    if (performance.now() > end) throw new Error(`not seen within ${seconds} s: ${seen.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
}
