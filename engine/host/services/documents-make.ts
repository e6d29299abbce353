/** Records of a target that a conversion makes for texts that name none: through the records service, by the author's rights. */
import type { EntityModel } from '../../kernel/model';
import { problem, Refusal, sentence } from '../../kernel/problems';
import type { Viewer } from '../../kernel/viewer';
import type { Host } from '../contract';
import type { MakeRecords } from './documents-fill';

type MakingHost = Pick<Host, 'records' | 'registry' | 'model'>;

/** @param viewerOf the person whose rights count; publications of the program itself make no records */
export const recordMaker =
  (host: () => Host, viewerOf: (person: string) => Promise<Viewer | undefined>): MakeRecords =>
  async (tx, by, entity, field, names) => {
    const viewer = by.person === null ? undefined : await viewerOf(by.person);
    if (!viewer) throw new Refusal(problem('plan.cannotCreate', [], { field: entity.label }));
    const rows = names.map((name) => ({ [field]: name }));
    const call = { viewer, door: 'job' as const, host: host() };
    const { failed } = await host().records.createMany(call, entity.name, rows, tx);
    if (failed.length > 0) {
      throw new Refusal(failed.slice(0, 5).map((one) => failure(host(), entity, names, one, viewer)));
    }
  };

function failure(
  { registry }: MakingHost,
  entity: EntityModel,
  names: readonly string[],
  { index, problems }: Awaited<ReturnType<Host['records']['createMany']>>['failed'][number],
  { locale }: Viewer,
): ReturnType<typeof problem> {
  const why = problems.map((found) => sentence(registry.problems, found, locale)).join(' ');
  return problem('plan.createFailed', [], { entity: entity.label, name: names[index]!, why });
}
