'use client';
import { Title } from '@mantine/core';
import { useFormatter, useTranslations } from 'use-intl';
import { useStepWords } from '@/components/flow/useStepWords';
import { useSay } from '@/components/ui/say';
import type { FlowStepView, FlowView } from '@/engine/kernel/api';
import type { Text } from '@/engine/kernel/text';
import classes from './print.module.css';

/** What of a flow belongs on paper: who did something with it, not who was reminded. */
const TOLD = new Set<FlowStepView['what']>(['started', 'approved', 'rejected', 'withdrawn', 'finished', 'failed']);
const INSTANT = { dateStyle: 'medium', timeStyle: 'short' } as const;

/** Who decided what, when, and in which words; and who is asked now. */
export function Approvals({ flows }: { readonly flows: readonly FlowView[] }) {
  const t = useTranslations('print');
  const say = useSay();
  const format = useFormatter();
  const words = useStepWords();
  if (flows.length === 0) return null;
  return (
    <section className={classes.section}>
      <Title order={2} className={classes.sectionTitle}>
        {t('approvals')}
      </Title>
      {flows.map((flow) => {
        const names = new Map(flow.nodes.map(({ id, label }) => [id, say(label)]));
        return (
          <table key={flow.instance} className={classes.lines} data-words>
            <thead>
              <tr>
                <th scope="col">{say(flow.label, flow.flow)}</th>
                <th scope="col">{t('when')}</th>
                <th scope="col">{t('comment')}</th>
              </tr>
            </thead>
            <tbody>
              {flow.history
                .filter(({ what }) => TOLD.has(what))
                .map((step, index) => (
                  <tr key={`${step.seq}.${index}`}>
                    <td>{words(step, names.get(step.node ?? '') ?? '')}</td>
                    <td className={classes.instant}>{format.dateTime(new Date(step.at), INSTANT)}</td>
                    <td className={classes.comment}>{step.comment}</td>
                  </tr>
                ))}
              {flow.waitingFor.map(({ node, person, since }) => (
                <tr key={`${node}.${person.id}`}>
                  <td>{t('waiting', { node: names.get(node) ?? '', who: person.title })}</td>
                  <td className={classes.instant}>{format.dateTime(new Date(since), INSTANT)}</td>
                  <td />
                </tr>
              ))}
            </tbody>
          </table>
        );
      })}
    </section>
  );
}

/** Lines to sign on, with the day beside. */
export function Signatures({ labels }: { readonly labels: readonly Text[] }) {
  const t = useTranslations('print');
  const say = useSay();
  if (labels.length === 0) return null;
  return (
    <div className={classes.signatures}>
      {labels.map((label, index) => (
        <div key={index} className={classes.signature}>
          <span>{say(label)}</span>
          <span className={classes.signatureDay}>{t('day')}</span>
        </div>
      ))}
    </div>
  );
}
