'use client';
import { ActionIcon, Anchor, Code, Popover, Stack, Text } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTimeZone, useTranslations } from 'use-intl';
import { formatValue, isEmptyValue } from '@/components/inputs/units';
import { useAppLocale, useSay } from '@/components/ui/say';
import type { Operand, Reason } from '@/engine/form/explain';
import type { FieldView } from '@/engine/kernel/api';
import type { FormDocument } from '@/engine/kernel/documents.generated';
import type { Json } from '@/engine/kernel/json';
import { useFieldState } from '../runtime/fieldStates';
import type { FormCore } from '../runtime/formCore';
import { targetOf } from './target';

export interface WhyProps {
  readonly core: FormCore;
  readonly field: FieldView;
  readonly document: FormDocument;
  /** Opens a rule where it can be changed. */
  readonly onRule?: ((id: string) => void) | undefined;
}

/** Why a field is hidden, required, read-only, or has its value: the rules, and the values they went by. */
export function WhyButton(props: WhyProps) {
  const t = useTranslations('formBuilder.why');
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} width={320} shadow="md" withArrow trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          size="sm"
          variant="subtle"
          color="gray"
          aria-label={t('ask', { field: say(props.field.label, props.field.name) })}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <IconHelpCircle size={15} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('ask', { field: say(props.field.label, props.field.name) })}>
        {isOpen && <WhyText {...props} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function WhyText({ core, field, document, onRule }: WhyProps) {
  const t = useTranslations('formBuilder.why');
  // Drawn again when the rules come to something else.
  useFieldState(core.states, field.name);
  const found = core.explain(field.name);
  if (!found) return null;
  const is = [
    found.isVisible ? t('shown') : t('hidden'),
    ...(found.isVisible && found.isRequired ? [t('required')] : []),
    ...(found.isVisible && found.isReadOnly ? [t('readOnly')] : []),
  ];
  return (
    <Stack gap={10} tabIndex={-1} data-autofocus style={{ outline: 'none' }}>
      <Text size="sm" fw={600}>
        {is.join(t('comma'))}
      </Text>
      {found.reasons.length === 0 && (
        <Text size="xs" c="dimmed">
          {t('plain')}
        </Text>
      )}
      {found.reasons.map((reason, index) => (
        <ReasonText key={index} reason={reason} field={field} document={document} onRule={onRule} />
      ))}
    </Stack>
  );
}

function ReasonText(props: Pick<WhyProps, 'field' | 'document' | 'onRule'> & { readonly reason: Reason }) {
  const { reason, field, document, onRule } = props;
  const t = useTranslations('formBuilder.why');
  const say = useSay();
  const { rule } = reason;
  const name = rule && say(rule.name, t('ruleN', { n: reason.index + 1 }));
  const part = rule && targetOf(rule, field.name, document);
  const said = reason.by === 'rule' ? `reason.${reason.aspect}.${reason.isMet ? 'met' : 'open'}` : `by.${reason.by}`;
  return (
    <Stack gap={3}>
      <Text size="xs">
        {t(said as 'reason.shown.met', { rule: name ?? '' })}
        {part && ` ${t('through', { part: say(part.label, part.id) })}`}
        {!reason.decides && ` ${t('overruled')}`}
      </Text>
      {reason.when && (
        <Code fz={12} style={{ overflowWrap: 'anywhere' }}>
          {reason.when}
        </Code>
      )}
      {reason.operands.length > 0 && <Operands operands={reason.operands} />}
      {rule && onRule && (
        <Anchor component="button" type="button" size="xs" ta="start" onClick={() => onRule(rule.id)}>
          {t('openRule')}
        </Anchor>
      )}
    </Stack>
  );
}

/** The values a condition went by: "Amount: 500". */
function Operands({ operands }: { readonly operands: readonly Operand[] }) {
  const t = useTranslations('formBuilder.why');
  const say = useSay();
  const locale = useAppLocale();
  const zone = useTimeZone() ?? 'UTC';
  const shown = ({ field, value }: Operand): string => {
    if (isEmptyValue(value)) return t('empty');
    const isLink = field.kind === 'record' || typeof value === 'object';
    const words = isLink ? titleOf(value) : formatValue(viewOfModel(field), value, locale, zone);
    return words || t('empty');
  };
  return (
    <Text size="xs" c="dimmed" component="ul" m={0} pl="md">
      {operands.map((one) => (
        <li key={one.path}>{t('operand', { name: say(one.label, one.path), value: shown(one) })}</li>
      ))}
    </Text>
  );
}
const viewOfModel = (field: Operand['field']): Pick<FieldView, 'type' | 'options'> => ({
  type: field.type,
  options: field.options as FieldView['options'],
});
const titleOf = (value: Json): string => {
  const title = typeof value === 'object' && value !== null && 'title' in value ? value['title'] : undefined;
  return typeof title === 'string' ? title : JSON.stringify(value);
};
