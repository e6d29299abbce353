/**
 * A drawn flow and the machine it compiles to, side by side as files. A difference means that every flow published from
 * now on behaves differently: look at it, then run with `-u`. Instances that run already keep the machine of their version
 * as it compiles now, so a golden file may gain states but must go on taking the events of its log.
 */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { compileFlow } from '@/engine/workflow/compile';
import { begin, createFlowMachine, step } from '@/engine/workflow/machine';
import { nodeTypes } from '@/engine/workflow/nodes/index.generated';
import type { FlowEvent } from '@/engine/workflow/vocabulary';
import type { FlowDocument } from '@/engine/kernel/documents.generated';

const TYPES = new Map(nodeTypes.map((unit) => [unit.type, unit]));
const here = import.meta.dirname;
const flows = fs.readdirSync(here).filter((file) => file.endsWith('.flow.json'));
const read = (file: string): unknown => JSON.parse(fs.readFileSync(path.join(here, file), 'utf8'));

it.each(flows)('%s compiles to its machine', async (file) => {
  const machine = compileFlow(read(file) as FlowDocument, TYPES);
  await expect(`${JSON.stringify(machine, null, 2)}\n`).toMatchFileSnapshot(
    path.join(here, file.replace('.flow.', '.machine.')),
  );
});

it.each(flows)('%s still runs its log, with the same effects', async (file) => {
  const machine = createFlowMachine(compileFlow(read(file) as FlowDocument, TYPES));
  const log = read(file.replace('.flow.', '.log.')) as FlowEvent[];
  const first = begin(machine);
  const lines = [
    `begin → ${JSON.stringify(first.snapshot.value)}`,
    ...first.effects.map((effect) => `  ${JSON.stringify(effect)}`),
  ];
  let snapshot = first.snapshot;
  for (const event of log) {
    const next = step(machine, snapshot, event);
    expect(next, `${event.type} is taken`).toBeDefined();
    snapshot = next!.snapshot;
    lines.push(
      `${JSON.stringify(event)} → ${JSON.stringify(snapshot.value)}`,
      ...next!.effects.map((effect) => `  ${JSON.stringify(effect)}`),
    );
  }
  expect(snapshot.status).toBe('done');
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(
    path.join(here, file.replace('.flow.json', '.effects.txt')),
  );
});
