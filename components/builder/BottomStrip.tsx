'use client';
import { Group, Text, UnstyledButton } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { SaidProblem } from '@/engine/kernel/api';
import type { AnyDocument } from '@/engine/kernel/documents.generated';
import type { Draft } from './documents/useDraft';
import { HistoryList } from './HistoryList';
import { JsonEditor } from './JsonEditor';
import { MentionList } from './MentionList';
import { TranslationTable } from './TranslationTable';
import { UsageList } from './UsageList';
import classes from './builder.module.css';

export type StripTab = 'problems' | 'history' | 'usage' | 'translation' | 'json';
const TABS: readonly StripTab[] = ['problems', 'history', 'usage', 'translation', 'json'];
/** These are worked in, not only read. */
const TALL: ReadonlySet<StripTab> = new Set(['translation', 'json']);

interface BottomStripProps {
  readonly draft: Draft;
  readonly tab: StripTab | null;
  readonly onTab: (tab: StripTab | null) => void;
  readonly onProblem: (problem: SaidProblem) => void;
}

/** Problems, version history, where it is used, its words in both languages, its JSON: closed until asked for. */
export function BottomStrip({ draft, tab, onTab, onProblem }: BottomStripProps) {
  const t = useTranslations('builder.strip');
  const main = draft.documents[0];
  return (
    <footer className={classes.strip}>
      <div className={classes.stripTabs}>
        {TABS.map((one) => (
          <UnstyledButton
            key={one}
            className={classes.stripTab}
            aria-expanded={tab === one}
            onClick={() => onTab(tab === one ? null : one)}
          >
            {one === 'problems' ? t('problems', { count: draft.problems.length }) : t(one)}
          </UnstyledButton>
        ))}
      </div>
      {tab && (
        <div className={classes.stripBody} data-tall={TALL.has(tab) || undefined}>
          {tab === 'problems' && <ProblemList problems={draft.problems} onProblem={onProblem} />}
          {tab === 'history' && main && <HistoryList draft={draft} document={main} />}
          {tab === 'translation' && <TranslationTable draft={draft} />}
          {tab === 'json' && <JsonEditor draft={draft} />}
          {tab === 'usage' && main && <Usage draft={draft} document={main} />}
        </div>
      )}
    </footer>
  );
}

/** Of a published entity the server knows more: running flows, people's views, API keys. */
function Usage({ draft, document }: { readonly draft: Draft; readonly document: AnyDocument }) {
  const published = draft.publishedOf(document);
  if (published?.kind === 'entity') return <UsageList entity={published.name} />;
  return <MentionList document={document} />;
}

/** Every problem is a link to its place. */
export function ProblemList({
  problems,
  onProblem,
}: {
  readonly problems: readonly SaidProblem[];
  readonly onProblem: (problem: SaidProblem) => void;
}) {
  const t = useTranslations('builder.strip');
  if (problems.length === 0) {
    return (
      <Text size="sm" c="dimmed" p={4}>
        {t('noProblems')}
      </Text>
    );
  }
  return (
    <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {problems.map((problem, index) => (
        <li key={`${problem.code}:${problem.path.join('.')}:${index}`}>
          <UnstyledButton className={classes.problem} onClick={() => onProblem(problem)}>
            <Group component="span" gap={0} style={{ alignSelf: 'center', flex: 'none' }}>
              {problem.level === 'warning' ? (
                <IconAlertTriangle size={15} color="var(--mantine-color-yellow-text)" aria-label={t('warning')} />
              ) : (
                <IconAlertCircle size={15} color="var(--mantine-color-red-text)" aria-label={t('error')} />
              )}
            </Group>
            <span>{problem.message}</span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
