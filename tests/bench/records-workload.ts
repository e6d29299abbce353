/** What is asked in the measurement of records, shared by the process that asks and the one that answers. */
export const LIST = {
  filter: { field: 'status', op: 'eq' as const, value: 'won' },
  page: { size: 50 },
};
export const AGGREGATE = {
  dimensions: [{ field: 'status' }, { field: 'due', grain: 'month' as const }],
  measures: [{ agg: 'count' as const }, { agg: 'sum' as const, field: 'amount' }],
};
export const OPERATIONS = ['create', 'get', 'list', 'update', 'aggregate'] as const;
export type Operation = (typeof OPERATIONS)[number];

export type Command =
  | { readonly do: 'cpu' }
  | { readonly do: 'stop' }
  | { readonly do: 'pg'; readonly operation: string; readonly clients: number; readonly milliseconds: number };
export interface Measured {
  readonly requests: number;
  readonly seconds: number;
  /** Seconds of CPU, user and system, of the measured process. */
  readonly cpu: number;
}
export interface Ready {
  readonly port: number;
  readonly bare: number;
  readonly key: string;
  readonly ids: readonly string[];
  readonly entity: string;
}
