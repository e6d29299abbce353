/** Questions, reports and dashboards. */
import type { Answer } from '../contract';
import type { Filter, Question } from '../documents.generated';
import type { Json } from '../json';
import type { Text } from '../text';
import type { RecordView } from '../api-shapes';

export interface ReportsOperations {
  'query.run': { input: { question: Question }; output: Answer };
  'report.run': {
    input: { report: string };
    output: {
      report: {
        name: string;
        label: Text;
        chart: { type: string; options?: { readonly [key: string]: unknown } };
        question: Question;
      };
      answer: Answer;
    };
  };
  /** The records behind one group of an answer; `group` holds the dimension values clicked, by column name. */
  'report.records': {
    input: { question: Question; group: { readonly [column: string]: Json }; page?: { size?: number; after?: string } };
    output: {
      entity: string;
      filter: Filter;
      rows: readonly RecordView[];
      next: string | null;
      total: number | null;
      isTotalExact: boolean;
    };
  };
  'dashboard.open': {
    input: { dashboard: string };
    output: {
      name: string;
      label: Text;
      tiles: readonly {
        id: string;
        report: string;
        title: Text;
        x: number;
        y: number;
        w: number;
        h: number;
        chart: { type: string; options?: { readonly [key: string]: unknown } };
        question: Question;
      }[];
    };
  };
}
