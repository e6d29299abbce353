/** Which charts fit a question, and which fits best. */
import type { ChartType, QuestionShape } from '../kernel/contract';
import type { Question } from '../kernel/documents.generated';

/** What can be told of a question without asking it. A grain says that the first dimension is time. */
export const shapeOf = (question: Question): QuestionShape => ({
  dimensions: question.dimensions?.length ?? 0,
  measures: question.measures?.length ?? 0,
  isOverTime: question.dimensions?.[0]?.grain !== undefined,
  isPlain: (question.columns?.length ?? 0) > 0,
});

/** Whether a chart can draw the answer to a question. A list of records can only be shown as a table. */
export function fits(chart: ChartType, shape: QuestionShape): boolean {
  if (shape.isPlain) return chart.view === 'table';
  if (shape.measures === 0 && shape.dimensions === 0) return false;
  const within = (count: number, [least, most]: readonly [number, number]): boolean => count >= least && count <= most;
  const isTaken = within(shape.dimensions, chart.takes.dimensions) && within(shape.measures, chart.takes.measures);
  return isTaken && chart.suits(shape) > 0;
}

/** The chart that suits the question best, or undefined where none fits. Equal charts: the first of the list. */
export function suggestChart(question: Question, charts: readonly ChartType[]): ChartType | undefined {
  const shape = shapeOf(question);
  return charts
    .filter((chart) => fits(chart, shape))
    .reduce<ChartType | undefined>(
      (best, chart) => (best && best.suits(shape) >= chart.suits(shape) ? best : chart),
      undefined,
    );
}
