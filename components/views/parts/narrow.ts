import type { Filter } from '@/engine/kernel/documents.generated';
import type { ListQuestion } from '../contract';

/** The question of a list, asked of a part of its records only. */
export function narrow(question: ListQuestion, ...parts: readonly Filter[]): ListQuestion {
  const all = [...(question.filter ? [question.filter] : []), ...parts];
  return all.length === 0 ? question : { ...question, filter: all.length === 1 ? all[0]! : { all } };
}
/** Without its order: for counting. */
export const unsorted = ({ sort: _sort, ...question }: ListQuestion): ListQuestion => question;
