import { fsyncSync } from "node:fs";
import type { PGlite } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";
import type { SyncedAhead } from "./synced-ahead.ts";

interface EmscriptenStream {
  readonly nfd?: number;
  readonly path?: string;
}
type Write = (stream: EmscriptenStream, buffer: unknown, offset: number, length: number, position: number) => number;
interface EmscriptenModule {
  readonly NODEFS: { readonly stream_ops: { fsync?: (stream: EmscriptenStream) => number; write: Write } };
}

/** What PostgreSQL does to its files: `end` is the offset behind what was written. */
export interface FileEvents {
  written(file: string, end: number): void;
  synced(file: string): void;
}

/**
 * PGlite's file system as it comes never syncs: a commit would be lost with the power. This one syncs whenever
 * PostgreSQL asks.
 */
export class SyncedFiles extends NodeFS {
  #events: FileEvents;
  #ahead: SyncedAhead | undefined;
  constructor(folder: string, events: FileEvents, ahead?: SyncedAhead) {
    super(folder);
    this.#events = events;
    this.#ahead = ahead;
  }
  override async init(database: PGlite, options: Parameters<NodeFS["init"]>[1]): ReturnType<NodeFS["init"]> {
    const prepared = await super.init(database, options);
    prepared.emscriptenOpts.preRun?.push((module: unknown) => {
      const operations = (module as EmscriptenModule).NODEFS.stream_ops;
      const { write } = operations;
      operations.write = (stream, buffer, offset, length, position) => {
        const count = write(stream, buffer, offset, length, position);
        this.#events.written(stream.path ?? "", position + count);
        return count;
      };
      operations.fsync = (stream) => {
        if (stream.nfd !== undefined && this.#ahead?.isStill(stream.nfd) !== true) fsyncSync(stream.nfd);
        this.#events.synced(stream.path ?? "");
        return 0;
      };
    });
    return prepared;
  }
}
