/**
 * What a statement written for the tables of before is told: undefined_table, undefined_column, datatype_mismatch,
 * undefined_function (no such comparison), feature_not_supported (a kept plan whose columns have other types now).
 */
const GONE = new Set(['42P01', '42703', '42804', '42883', '0A000']);

/** Whether a statement failed because tables changed since it was made. */
export const isOutdated = (error: unknown): boolean => GONE.has((error as { code?: string }).code ?? '');
