'use client';
import { Badge, Stack, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSay } from '@/components/ui/say';
import type { DocumentRef, PlanStep, PublishPlan } from '@/engine/kernel/api';
import { isSameRef, refOf } from './documents/documents';
import type { Draft } from './documents/useDraft';
import classes from './builder.module.css';

const DANGER: { readonly [C in PlanStep['class']]: string } = {
  S0: 'gray',
  S1: 'green',
  S2: 'blue',
  S3: 'orange',
  S4: 'red',
};

/** What publishing will do, in sentences by document; the SQL behind a fold. */
export function PlanView({ plan, draft }: { readonly plan: PublishPlan; readonly draft: Draft }) {
  const t = useTranslations('builder.publish');
  const kinds = useTranslations('builder.kind');
  const say = useSay();
  const [isSqlShown, setSqlShown] = useState(false);
  const refs = plan.steps
    .map((step) => step.document)
    .filter((ref, i, all) => all.findIndex((r) => isSameRef(r, ref)) === i);
  const sql = plan.steps.flatMap((step) => step.sql);
  const labelOf = (ref: DocumentRef) => say(draft.documents.find((d) => isSameRef(refOf(d), ref))?.label, ref.name);
  return (
    <Stack gap="sm">
      {refs.map((ref) => (
        <section key={`${ref.kind}/${ref.name}`}>
          <Text size="sm" fw={600}>
            {kinds(ref.kind)} · {labelOf(ref)}
          </Text>
          {plan.steps
            .filter((step) => isSameRef(step.document, ref))
            .map((step, index) => (
              <div key={index} className={classes.planStep}>
                <Badge size="sm" variant="light" color={DANGER[step.class]} style={{ flex: 'none' }}>
                  {t(`danger.${step.class}`)}
                </Badge>
                <span>{say(step.words)}</span>
              </div>
            ))}
        </section>
      ))}
      {sql.length > 0 && (
        <div>
          <UnstyledButton
            className={classes.stripTab}
            aria-expanded={isSqlShown}
            onClick={() => setSqlShown(!isSqlShown)}
          >
            {t('sql', { count: sql.length })}
          </UnstyledButton>
          {isSqlShown && <pre className={classes.sql}>{sql.join(';\n')};</pre>}
        </div>
      )}
    </Stack>
  );
}
