'use client';
/** What the report builder and the drawer of the dashboard builder share: fields, and the edits of one report. */
import { useTranslations } from 'use-intl';
import { useMemo } from 'react';
import type { DragItem, DropPlace } from '@/components/builder/dnd';
import { useRead } from '@/components/lib/call';
import type { EntityView } from '@/engine/kernel/api';
import type { Question, ReportDocument } from '@/engine/kernel/documents.generated';
import { changeQuestion } from '@/engine/report/edit/report';
import { chartTypes } from '../charts';
import { moveChip, placeOf, putField, type ShelfName } from './drop';
import { choicesOf, findChoice, shelfOf } from './fields';

const NONE: readonly EntityView[] = [];

export function useQuestionBuilder(report: ReportDocument, put: (report: ReportDocument, merge?: string) => void) {
  const t = useTranslations('report.builder');
  const entities = useRead('entity.list', {}, { staleTime: 60_000 }).data?.entities ?? NONE;
  const groups = useMemo(() => choicesOf(entities, report.question.entity), [entities, report.question.entity]);
  const change = (to: (question: Question) => Question, merge?: string) => {
    const next = changeQuestion(report, to, chartTypes);
    if (next !== report) put(next, merge);
  };
  return {
    entities,
    groups,
    change,
    /** Enter or a click in the list of fields: onto the shelf where it belongs. */
    add(path: string) {
      const choice = findChoice(groups, path);
      if (choice) change((question) => putField(question, choice, shelfOf(choice, question)));
    },
    drop(item: DragItem, at: DropPlace) {
      const place = placeOf(at.id, at.edge);
      if (!place) return;
      if (item.kind === 'chip') {
        const from = item.data as { shelf: ShelfName; at: number };
        return change((question) => moveChip(question, from, place, groups));
      }
      const choice = findChoice(groups, item.id);
      if (choice) change((question) => putField(question, choice, place.shelf, place.at));
    },
    /** What a screen reader hears while something is dragged. */
    say(item: DragItem, at: DropPlace | null): string {
      const place = at && placeOf(at.id, at.edge);
      return place ? t('dragOver', { field: item.label, shelf: t(`shelf.${place.shelf}`) }) : item.label;
    },
  };
}
export type QuestionBuilder = ReturnType<typeof useQuestionBuilder>;
