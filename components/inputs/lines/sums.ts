/** Exact sums of the columns of line items, kept up to date: a changed cell costs one subtraction and one addition. */
import { add, decimalText, negate, toDecimal, ZERO, type Decimal } from '@/engine/expression/decimal';
import type { Row } from './rows';

/** Exact sum of a column as a decimal string; null when no row has a number there. */
export function total(rows: readonly Row[], field: string): string | null {
  return new ColumnTotal(field).of(rows);
}

/**
 * The sum of one column over lists of rows that follow each other. Rows never change in place, so rows that stand in
 * the same list place as before count as before; anything else is added up anew.
 */
export class ColumnTotal {
  #rows: readonly Row[] = [];
  #sum: Decimal = ZERO;
  #count = 0;

  constructor(private readonly field: string) {}

  of(rows: readonly Row[]): string | null {
    if (rows !== this.#rows) {
      if (rows.length === this.#rows.length) this.#follow(rows);
      else this.#addUp(rows);
      this.#rows = rows;
    }
    return this.#count === 0 ? null : decimalText(this.#sum);
  }

  #follow(rows: readonly Row[]): void {
    for (let at = 0; at < rows.length; at += 1) {
      const [before, now] = [this.#rows[at]!, rows[at]!];
      if (before === now || before[this.field] === now[this.field]) continue;
      const [old, fresh] = [toDecimal(before[this.field]), toDecimal(now[this.field])];
      if (old) this.#sum = add(this.#sum, negate(old));
      if (fresh) this.#sum = add(this.#sum, fresh);
      this.#count += (fresh ? 1 : 0) - (old ? 1 : 0);
    }
  }

  #addUp(rows: readonly Row[]): void {
    const numbers = rows.flatMap((row) => toDecimal(row[this.field]) ?? []);
    this.#count = numbers.length;
    this.#sum = numbers.reduce((sum, number) => add(sum, number), ZERO);
  }
}
