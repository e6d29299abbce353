'use client';
import { Alert, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { BuilderFrame } from '@/components/builder/BuilderFrame';
import { DragScope, type DragItem, type DropPlace } from '@/components/builder/dnd';
import { DraftLoader } from '@/components/builder/documents/DraftLoader';
import type { LoadedDocument } from '@/components/builder/documents/documents';
import { useDraft } from '@/components/builder/documents/useDraft';
import { usePanes } from '@/components/builder/panes';
import { ScopeProvider } from '@/components/builder/properties/scope';
import { useSay } from '@/components/ui/say';
import type { AnyDocument } from '@/engine/kernel/documents.generated';
import { sameJson } from '@/engine/kernel/json';
import { FIELD_KIND } from './CanvasField';
import { AskDialog } from './AskDialog';
import { BuildingContext, type FormBuilding } from './context';
import { addFromPalette, FieldPalette } from './FieldPalette';
import { FormCanvas } from './FormCanvas';
import { FormPreview } from './preview/FormPreview';
import { FormProperties, type EntityTab } from './FormProperties';
import { loadEntityBundle, loadFormBundle } from './loadBundle';
import { placeOfDrop, placeOfProblem, ruleOfProblem } from './places';
import { isForBuildersOnly } from './rights';
import { moveRule, RULE_KIND, ruleTarget } from './rules/rules';
import { ShareButton } from './share/ShareButton';
import { useBuildingActions } from './useBuildingActions';

/** The builder of an entity and its form: by the entity's name, or by the name of one of its forms. */
export function FormBuilder(props: { readonly entity: string } | { readonly form: string }) {
  const id = 'entity' in props ? `entity/${props.entity}` : `form/${props.form}`;
  const load = (signal: AbortSignal) =>
    'entity' in props ? loadEntityBundle(props.entity, signal) : loadFormBundle(props.form, signal);
  return (
    <DraftLoader id={id} refs={load}>
      {(loaded) => <FormWorkbench loaded={loaded} />}
    </DraftLoader>
  );
}

export function FormWorkbench({ loaded }: { readonly loaded: readonly LoadedDocument[] }) {
  const draft = useDraft(loaded, partOf(loaded));
  const t = useTranslations('builder.form');
  const [tab, setTab] = useState<EntityTab>('settings');
  const [isPreviewing, setPreviewing] = useState(false);
  const panes = usePanes();
  const { building, asked, answer } = useBuildingActions(draft, (next) => {
    setTab(next);
    panes.show('right');
  });
  const { entity, selection } = building;
  const keyHints = (['walk', 'move', 'choose', 'chooseAll', 'copy', 'edit', 'duplicate', 'add'] as const).map(
    (key) => ({
      keys: t(`key.${key}.keys`).split(' '),
      does: t(`key.${key}.does`),
    }),
  );
  return (
    <BuildingContext value={building}>
      <ScopeProvider entity={entity.name} draft={entity}>
        <DragScope onDrop={(item, drop) => onDrop(building, item, drop)} say={useDragWords(building)}>
          <BuilderFrame
            draft={draft}
            part={selection?.id ?? null}
            name={entity.label}
            onRename={(label) => building.run([{ do: 'changeEntity', change: { label } }], 'entity.label')}
            left={<FieldPalette />}
            leftTitle={t('fields')}
            canvas={<FormCanvas />}
            right={<FormProperties tab={tab} onTab={setTab} />}
            onDelete={() => selection && building.remove(selection)}
            onEscape={() => building.select(null)}
            onProblem={(problem) => {
              const rule = ruleOfProblem(building, problem);
              if (rule) return building.showRule(rule);
              const place = placeOfProblem(building, problem);
              building.select(place, true);
              if (!place) setTab(problem.document?.kind === 'role' ? 'rights' : 'settings');
            }}
            tools={<ShareButton />}
            onPreview={() => setPreviewing(true)}
            keyHints={keyHints}
            publishNotice={(close) =>
              isForBuildersOnly(building) && (
                <Alert
                  color="yellow"
                  title={t('nobodyTitle')}
                  styles={{ title: { color: 'var(--mantine-color-text)' } }}
                >
                  <Group justify="space-between" gap="xs">
                    <Text size="sm">{t('nobody')}</Text>
                    <Button
                      size="compact-sm"
                      variant="default"
                      onClick={() => {
                        close();
                        building.showRights();
                      }}
                    >
                      {t('chooseWho')}
                    </Button>
                  </Group>
                </Alert>
              )
            }
            next={[
              { label: t('next.list'), href: `/e/${entity.name}` },
              { label: t('next.fill'), href: `/e/${entity.name}/new` },
              { label: t('next.flow'), href: `/build/flow/new?entity=${entity.name}` },
              { label: t('next.dashboard'), href: `/build/dashboard/new?entity=${entity.name}` },
            ]}
          />
        </DragScope>
        {asked && <AskDialog asked={asked} onAnswer={answer} />}
        {isPreviewing && <FormPreview onClose={() => setPreviewing(false)} />}
      </ScopeProvider>
    </BuildingContext>
  );
}

/** A role is published with the form only when its rights to this entity changed: its other changes belong to others. */
function partOf(loaded: readonly LoadedDocument[]) {
  const entity = loaded.find((l) => l.document.kind === 'entity')?.document.name ?? '';
  const rights = (document: AnyDocument | null) => (document?.kind === 'role' ? document.entities[entity] : undefined);
  return (document: AnyDocument, published: AnyDocument | null): boolean =>
    document.kind !== 'role' || !sameJson(rights(document), rights(published));
}

function onDrop(building: FormBuilding, item: DragItem, drop: DropPlace): void {
  if (item.kind === RULE_KIND) {
    const { rules } = building.form;
    const at = (rules ?? []).findIndex(({ id }) => ruleTarget(id) === drop.id);
    if (at < 0) return;
    return building.run([{ do: 'putRules', rules: moveRule(rules, item.id, at + (drop.edge === 'after' ? 1 : 0)) }]);
  }
  const place = placeOfDrop({ ...building, form: building.overlays.shown.form }, drop);
  if (!place) return;
  if (item.kind === FIELD_KIND && building.chosen.includes(item.id) && building.chosen.length > 1) {
    building.moveAll(place);
  } else if (item.kind === FIELD_KIND) building.move(item.id, place);
  else addFromPalette(item.id, building, place);
}

/** What is told while something is dragged. */
function useDragWords({ entity, form }: FormBuilding) {
  const t = useTranslations('builder.drag');
  const say = useSay();
  const where = (drop: DropPlace): string => {
    const id = drop.id.slice(drop.id.indexOf(':') + 1);
    const field = entity.fields.find((f) => f.id === id);
    if (field) return t(drop.edge === 'before' ? 'before' : 'after', { field: say(field.label, field.name) });
    const rule = (form.rules ?? []).findIndex((one) => one.id === id);
    if (rule >= 0) return t('placeN', { n: rule + 1 });
    const at = form.sections.findIndex((s) => s.id === id);
    return t('into', { section: say(form.sections[at]?.label, String(at + 1)) });
  };
  return (item: DragItem, drop: DropPlace | null, phase: 'start' | 'over' | 'drop' | 'cancel'): string => {
    if (phase === 'start') return t('start', { what: item.label });
    if (phase === 'cancel' || !drop) return t('cancel', { what: item.label });
    return t(phase, { what: item.label, where: where(drop) });
  };
}
