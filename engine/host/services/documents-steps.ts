/** The steps of a plan as people see them. */
import type { Queryable } from '../../data/documents/rows';
import type { Physical } from '../../entity/physical';
import type { PlannedStep } from '../../entity/plan';
import type { PlanStep } from '../../kernel/api';
import type { AnyDocument } from '../../kernel/documents.generated';
import { problem } from '../../kernel/problems';
import type { Text } from '../../kernel/text';
import type { DocumentProblem } from '../contract';
import { viewOf, type PlannedConversion } from './documents-carry';
import { placed, type Checker } from './documents-check';
import { changesBetween } from './documents-diff';

/** Milliseconds a row: read, converted, written and its index kept (a rough figure for the estimate shown to people). */
const MS_PER_ROW = 0.035;
/** Only looked at; rough too. */
const MS_PER_LOOK = 0.007;
const WORTH_SAYING_MS = 50;

/** A step with its own statements together, and what it costs. */
export function shownStep(step: PlannedStep, conversions: readonly PlannedConversion[], physical: Physical): PlanStep {
  const { class: danger, document, path, field } = step;
  const planned = DOES_CARRY.has(danger)
    ? conversions.find(({ field: own }) => own.field.id === field && own.entity.name === document.name)
    : undefined;
  const view = planned && viewOf(planned);
  const estimate = physical.tables.find(({ id }) => id === planned?.field.owner.id)?.rows ?? 0;
  const rows = planned ? planned.rows : 0;
  const ms = Math.round(rows * (planned?.isPlain ? MS_PER_LOOK : MS_PER_ROW));
  const sql = [...(planned?.expand ?? []), ...carriedSql(planned), ...step.sql, ...step.after];
  const lock = lockOf(sql);
  return {
    class: danger,
    document,
    path,
    words: withCounts(step.words, planned),
    sql,
    ...(rows > 0 || estimate > 0 ? { rows: Math.max(rows, 0) } : {}),
    ...(lock ? { lock } : {}),
    ...(ms >= WORTH_SAYING_MS ? { estimateMs: ms } : {}),
    ...(view ? { conversion: view } : {}),
  };
}
/** Steps that may be about the values of a field. */
const DOES_CARRY: ReadonlySet<PlanStep['class']> = new Set(['S0', 'S3']);

function carriedSql(planned: PlannedConversion | undefined): string[] {
  if (!planned || planned.isPlain) return [];
  const { carry, coming, rows } = planned;
  return [`/* ${rows} rows, in batches: */ update ${carry.table} set "${coming.name}" = $value where id = $id`];
}

/** No statement waits for its lock longer than the lock time-out; it holds it for milliseconds. */
function lockOf(sql: readonly string[]): PlanStep['lock'] {
  if (sql.some((statement) => /^(alter table|drop index|drop table)/.test(statement))) return 'everybody';
  return sql.some((statement) => /^create (unique )?index/.test(statement)) ? 'writers' : undefined;
}

function withCounts(words: Text, planned: PlannedConversion | undefined): Text {
  if (!planned?.scan) return words;
  const { values, bad, creates } = planned.scan;
  const { conversion, mode } = planned.field;
  const parts: Text[] = [words];
  const say = (zh: string, en: string): void => void parts.push({ 'zh-CN': zh, en });
  const n = bad.count;
  if (mode === 'inspect') {
    if (n > 0) {
      say(
        `现有 ${n} 个值不符合新的设置，保持不变，下次编辑时须改正。`,
        `${n} ${n === 1 ? 'value does' : 'values do'} not fit the new settings; they stay as they are until somebody edits them.`,
      );
    }
  } else {
    say(`共 ${values} 个值。`, `${values} ${values === 1 ? 'value' : 'values'} to carry over.`);
    if (creates > 0) say(`将新建 ${creates} 条关联记录。`, `${creates} records will be made in the target.`);
    if (n > 0 && conversion.quarantine) {
      say(`${n} 个值无法转换，将暂存在各自的记录上。`, `${n} do not convert and are set aside with their records.`);
    }
  }
  return {
    'zh-CN': parts.map((part) => part['zh-CN']).join(''),
    en: parts.map((part) => part.en).join(' '),
  };
}

export function otherStep(document: AnyDocument, old: AnyDocument | undefined, { registry }: Checker): PlannedStep {
  const kind = registry.documentKinds.get(document.kind)?.label ?? { 'zh-CN': document.kind, en: document.kind };
  const { label, name } = document;
  const places = changesBetween(old ?? null, document).length;
  const words: Text = old
    ? {
        'zh-CN': `更新${kind['zh-CN']}“${label['zh-CN']}”（${places} 处改动）。`,
        en: `Change the ${kind.en.toLowerCase()} “${label.en}” in ${places} ${places === 1 ? 'place' : 'places'}.`,
      }
    : {
        'zh-CN': `新增${kind['zh-CN']}“${label['zh-CN']}”。`,
        en: `Add the ${kind.en.toLowerCase()} “${label.en}”.`,
      };
  return { class: 'S0', document: { kind: document.kind, name }, path: [], words, sql: [], after: [] };
}

export function removalStep({ kind, name, label }: AnyDocument, { registry }: Checker): PlannedStep {
  const kindLabel = registry.documentKinds.get(kind)?.label ?? { 'zh-CN': kind, en: kind };
  const keeps =
    kind === 'entity'
      ? { 'zh-CN': '已有记录保留在数据库中。', en: 'Its records stay in the database.' }
      : { 'zh-CN': '可从历史版本恢复。', en: 'It can be brought back from its history.' };
  const words = {
    'zh-CN': `移除${kindLabel['zh-CN']}“${label['zh-CN']}”，${keeps['zh-CN']}`,
    en: `Remove the ${kindLabel.en.toLowerCase()} “${label.en}”. ${keeps.en}`,
  };
  return { class: 'S4', document: { kind, name }, path: [], words, sql: [], after: [] };
}

/** Asks the records what a step must know: repeated values stop it, empty ones are counted in its sentence. */
export async function runProbes(
  db: Queryable,
  steps: readonly PlannedStep[],
  documents: readonly AnyDocument[],
): Promise<{ readonly steps: readonly PlannedStep[]; readonly problems: readonly DocumentProblem[] }> {
  const problems: DocumentProblem[] = [];
  const answered: PlannedStep[] = [];
  for (const step of steps) {
    const { probe } = step;
    const document = documents.find((d) => d.kind === step.document.kind && d.name === step.document.name);
    if (!probe || !document) {
      answered.push(step);
      continue;
    }
    const { rows } = await db.query<{ value?: string; n: number }>(probe.sql);
    if (probe.asks === 'missing') answered.push(withMissing(step, rows[0]?.n ?? 0));
    else {
      answered.push(step);
      const values = rows
        .map((row) => (probe.field.target && !probe.fields ? `× ${row.n}` : `${row.value} (× ${row.n})`))
        .join(', ');
      const field = labelOf(probe.fields ?? [probe.field]);
      const found = problem('entity.duplicates', step.path, { field, values });
      if (rows.length > 0) problems.push(...placed(document, [found]));
    }
  }
  return { steps: answered, problems };
}

const labelOf = (fields: readonly { readonly label: Text }[]): Text => ({
  'zh-CN': fields.map(({ label }) => label['zh-CN']).join('＋'),
  en: fields.map(({ label }) => label.en).join(' + '),
});

const withMissing = (step: PlannedStep, n: number): PlannedStep =>
  n === 0
    ? step
    : {
        ...step,
        words: {
          'zh-CN': `${step.words['zh-CN']}现有 ${n} 条记录未填，暂不受影响，下次编辑时须补上。`,
          en: `${step.words.en} ${n} ${n === 1 ? 'record has' : 'records have'} none; whoever edits one next must fill it in.`,
        },
      };
