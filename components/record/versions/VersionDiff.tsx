'use client';
import { Code, Modal, Skeleton, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { ProblemList } from '@/components/ui/ProblemList';
import { isObject, type Json } from '@/engine/kernel/json';
import classes from './versions.module.css';

type Path = readonly (string | number)[];
/** Parts of a form that have a name of their own here; others are called as in the document. */
const PARTS = new Set(['label', 'description', 'sections', 'rules', 'pages', 'tabs', 'migrations', 'older']);

/** What two published versions of a form differ in, place by place. For those who build. */
export function VersionDiff(props: {
  readonly form: string;
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly onClose: () => void;
}) {
  const t = useTranslations('versions.diff');
  const { form, label, from, to } = props;
  const { data, error, refetch } = useRead('document.diff', { kind: 'form', name: form, from, to });
  return (
    <Modal opened onClose={props.onClose} title={t('title', { form: label, from, to })} size="lg">
      <ProblemList error={error} retry={() => void refetch()} />
      {!data && !error ? <Skeleton height={120} /> : null}
      {data?.changes.length === 0 ? <Text size="sm">{t('none')}</Text> : null}
      <ul className={classes.changes}>
        {data?.changes.map((change) => (
          <li key={change.path.join('.')} className={classes.change}>
            <Text size="sm" fw={500}>
              {placeOf(change.path, (part) => (PARTS.has(part) ? t(`part.${part}`) : part))}
            </Text>
            <div className={classes.sides}>
              <Side name={t('before', { version: from })} value={change.before} className={classes.before} />
              <Side name={t('after', { version: to })} value={change.after} className={classes.after} />
            </div>
          </li>
        ))}
      </ul>
    </Modal>
  );
}

/** `Rules 3 · when`: places in lists count from one. */
function placeOf(path: Path, say: (part: string) => string): string {
  let words = '';
  for (const [index, part] of path.entries()) {
    if (typeof part === 'number') words += ` ${part + 1}`;
    else words += (words ? ' · ' : '') + (index === 0 ? say(part) : part);
  }
  return words;
}

function Side(props: {
  readonly name: string;
  readonly value: Json | undefined;
  readonly className: string | undefined;
}) {
  const { name, value, className } = props;
  return (
    <div className={classes.side}>
      <Text size="xs" c="dimmed">
        {name}
      </Text>
      {value === undefined ? (
        <Text size="xs" c="dimmed">
          –
        </Text>
      ) : (
        <Code className={className} fz={12} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {isObject(value) || Array.isArray(value) ? JSON.stringify(value, null, 1) : String(value)}
        </Code>
      )}
    </div>
  );
}
