'use client';
import { Badge, Stack, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import builder from '@/components/builder/builder.module.css';
import { isSameRef, refOf } from '@/components/builder/documents/documents';
import type { Draft } from '@/components/builder/documents/useDraft';
import { useSay } from '@/components/ui/say';
import type { Conversion, DocumentRef, PlanStep, PublishPlan } from '@/engine/kernel/api';
import type { EntityDocument } from '@/engine/kernel/documents.generated';
import { ConversionPart } from './ConversionPart';
import { UsageFold } from './UsageFold';

const DANGER: { readonly [C in PlanStep['class']]: string } = {
  S0: 'gray',
  S1: 'green',
  S2: 'blue',
  S3: 'orange',
  S4: 'red',
};

/** What publishing will do, in sentences by document, with what it costs; the SQL behind a fold. */
export function PlanSteps(props: {
  readonly plan: PublishPlan;
  readonly draft: Draft;
  readonly refs: readonly DocumentRef[];
  readonly conversions: readonly Conversion[];
}) {
  const { plan, draft } = props;
  const kinds = useTranslations('builder.kind');
  const say = useSay();
  const refs = plan.steps
    .map((step) => step.document)
    .filter((ref, i, all) => all.findIndex((r) => isSameRef(r, ref)) === i);
  const documentOf = (ref: DocumentRef) => draft.documents.find((d) => isSameRef(refOf(d), ref));
  const publishedEntity = (ref: DocumentRef) => {
    const document = documentOf(ref);
    const published = document && draft.publishedOf(document);
    return published?.kind === 'entity' ? published : undefined;
  };
  return (
    <Stack gap="sm">
      {refs.map((ref) => (
        <section key={`${ref.kind}/${ref.name}`}>
          <Text size="sm" fw={600}>
            {kinds(ref.kind)} · {say(documentOf(ref)?.label, ref.name)}
          </Text>
          {plan.steps
            .filter((step) => isSameRef(step.document, ref))
            .map((step, index) => {
              const document = documentOf(ref);
              return (
                <div key={index}>
                  <Step step={step} />
                  {step.conversion && document?.kind === 'entity' && (
                    <ConversionPart
                      view={step.conversion}
                      entity={document}
                      refs={props.refs}
                      conversions={props.conversions}
                    />
                  )}
                </div>
              );
            })}
          <StepUsage steps={plan.steps.filter((step) => isSameRef(step.document, ref))} before={publishedEntity(ref)} />
        </section>
      ))}
      <Sql sql={plan.steps.flatMap((step) => step.sql)} />
    </Stack>
  );
}

/** Who uses an entity whose values change or go. */
function StepUsage(props: { readonly steps: readonly PlanStep[]; readonly before: EntityDocument | undefined }) {
  const isSerious = props.steps.some((step) => step.class === 'S3' || step.class === 'S4');
  return isSerious && props.before ? <UsageFold entity={props.before.name} /> : null;
}

function Step({ step }: { readonly step: PlanStep }) {
  const t = useTranslations('plans');
  const say = useSay();
  const cost = useCost(step);
  return (
    <div className={builder.planStep}>
      <Badge size="sm" variant="light" color={DANGER[step.class]} tt="none" style={{ flex: 'none' }}>
        {t(`class.${step.class}`)}
      </Badge>
      <div>
        {say(step.words)}
        {cost && (
          <Text size="xs" c="dimmed">
            {cost}
          </Text>
        )}
      </div>
    </div>
  );
}

/** Rows, who waits, and how long, in one line; nothing where nothing is touched. */
function useCost({ rows, lock, estimateMs }: PlanStep): string {
  const t = useTranslations('plans');
  const format = useFormatter();
  const seconds = Math.ceil((estimateMs ?? 0) / 1000);
  return [
    rows ? t('rows', { count: rows }) : '',
    lock ? t(`lock.${lock}`) : '',
    seconds > 90 ? t('minutes', { n: format.number(Math.round(seconds / 60)) }) : '',
    seconds > 0 && seconds <= 90 ? t('seconds', { n: format.number(seconds) }) : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

function Sql({ sql }: { readonly sql: readonly string[] }) {
  const t = useTranslations('plans');
  const [isShown, setShown] = useState(false);
  if (sql.length === 0) return null;
  return (
    <div>
      <UnstyledButton className={builder.stripTab} aria-expanded={isShown} onClick={() => setShown(!isShown)}>
        {t('sql', { count: sql.length })}
      </UnstyledButton>
      {isShown && <pre className={builder.sql}>{sql.join(';\n')};</pre>}
    </div>
  );
}
