import { setFlagsFromString } from "node:v8";

/**
 * Collects garbage when the heap has grown by half of what is in use; untold, Node lets it grow to four times that
 * first, which a night's look at ten thousand projects does. It takes next to no more time: collecting goes on beside
 * the work.
 */
export function keepHeapSmall(): void {
  setFlagsFromString("--heap-growing-percent=50");
}
