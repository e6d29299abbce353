'use client';
import { Paper } from '@mantine/core';
import type { SaidProblem } from '@/engine/kernel/api';
import type { Question, ReportDocument } from '@/engine/kernel/documents.generated';
import type { ChoiceGroup } from './fields';
import { Preview } from './Preview';
import { Shelves } from './Shelves';
import classes from './builder.module.css';

/** The middle of the builder: the question above, its answer below. */
export function QuestionCanvas(props: {
  readonly report: ReportDocument;
  readonly groups: readonly ChoiceGroup[];
  readonly problems: readonly SaidProblem[];
  readonly onQuestion: (change: (question: Question) => Question, merge?: string) => void;
}) {
  const problem = props.problems.find(({ level, path }) => level !== 'warning' && path[0] === 'question');
  return (
    <div className={classes.canvas}>
      <Paper className={classes.question}>
        <Shelves
          question={props.report.question}
          groups={props.groups}
          problems={props.problems}
          onChange={props.onQuestion}
        />
      </Paper>
      <Preview report={props.report} problem={problem?.message} />
    </div>
  );
}
