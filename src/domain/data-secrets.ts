import type { Finding } from "./data-finding.ts";
import type { GivenCell, GivenTable } from "./data-given.ts";
import { isSecretText, isUntold } from "./data-value.ts";

/** Where something secret stands in a table; rows and columns count from 0. */
interface Secrets {
  /** `row,column`. */
  readonly cells: ReadonlySet<string>;
  /** Heads that say so: what stands with them is secret, and they are not. */
  readonly heads: readonly { readonly row: number; readonly column: number; readonly isLying: boolean }[];
}

/**
 * The tables of a file without what is never taken (D6), such as a PUK: the cells that it was found in, what stands
 * beneath or beside a head that says so, and any other cell that has one in it, also where nobody reads. Linear in the
 * cells.
 */
export function withoutSecrets(
  tables: readonly GivenTable[],
  findings: readonly Finding[],
): { readonly tables: readonly GivenTable[]; readonly isSecret: boolean } {
  let isSecret = false;
  const bare = tables.map((table) => {
    const secrets = secretsIn(findings, table.name);
    const rows = table.rows.map((cells, row) =>
      cells.map((cell, column) => {
        if (cell === null || !(isSecretCell(cell) || covers(secrets, row, column))) return cell;
        isSecret = true;
        return null;
      }),
    );
    return { ...table, rows };
  });
  return { tables: isSecret ? bare : tables, isSecret };
}

function secretsIn(findings: readonly Finding[], table: string): Secrets {
  const found = findings.flatMap(({ what, at, args }) =>
    at?.table === table && at.row !== undefined && at.column !== undefined
      ? [{ what, row: at.row - 1, column: at.column - 1, isLying: args?.lying === "yes" }]
      : [],
  );
  const cells = found.filter(isUntold).map(({ row, column }) => `${row},${column}`);
  return { cells: new Set(cells), heads: found.filter(({ what }) => what === "column.secret") };
}

const covers = ({ cells, heads }: Secrets, row: number, column: number): boolean =>
  cells.has(`${row},${column}`) ||
  heads.some((head) =>
    head.isLying ? row === head.row && column > head.column : column === head.column && row > head.row,
  );

const isSecretCell = (cell: GivenCell): boolean => typeof cell === "string" && isSecretText(cell);
