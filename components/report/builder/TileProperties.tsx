'use client';
import { ActionIcon, Button, Group, Stack, Text, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowLeft, IconArrowRight, IconArrowUp, IconPencil, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { useAnnounce } from '@/components/builder/announce';
import { TextInputs } from '@/components/builder/properties/TextInputs';
import { Link } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { useSay } from '@/components/ui/say';
import type { DashboardDocument, ReportDocument } from '@/engine/kernel/documents.generated';
import { moveTile, removeTile, resizeTile, titleTile, type Tile } from '@/engine/report/edit/dashboard';

const MOVES = [
  { key: 'left', icon: IconArrowLeft, by: [-1, 0] },
  { key: 'right', icon: IconArrowRight, by: [1, 0] },
  { key: 'up', icon: IconArrowUp, by: [0, -1] },
  { key: 'down', icon: IconArrowDown, by: [0, 1] },
] as const;
const SIZES = [
  { key: 'narrower', by: [-1, 0] },
  { key: 'wider', by: [1, 0] },
  { key: 'shorter', by: [0, -1] },
  { key: 'taller', by: [0, 1] },
] as const;

export interface TilePropertiesProps {
  readonly board: DashboardDocument;
  readonly tile: Tile | undefined;
  readonly report: ReportDocument | null | undefined;
  /** The report was made on this board, so its question is edited right here. */
  readonly isOwn: boolean;
  readonly onChange: (board: DashboardDocument, merge?: string) => void;
  readonly onEdit: (report: string) => void;
}

/** What the selected tile is called, where it lies, and what it asks. */
export function TileProperties({ board, tile, report, isOwn, onChange, onEdit }: TilePropertiesProps) {
  const t = useTranslations('report.dashboard');
  const say = useSay();
  const announce = useAnnounce();
  if (!tile) {
    return (
      <Text size="sm" c="dimmed" p="md">
        {t('select')}
      </Text>
    );
  }
  const edit = (next: DashboardDocument) => {
    const now = next.tiles.find((one) => one.id === tile.id);
    if (now) announce(`${t('moved', { x: now.x + 1, y: now.y + 1 })}, ${t('resized', { w: now.w, h: now.h })}`);
    onChange(next);
  };
  return (
    <Stack gap="md" p="md">
      <TextInputs
        label={t('title')}
        help={t('titleHelp')}
        autoFocus={false}
        value={tile.title}
        onChange={(title) =>
          onChange(titleTile(board, tile.id, title.en || title['zh-CN'] ? title : undefined), 'title')
        }
      />
      <div>
        <Text size="xs" fw={500} mb={4}>
          {t('place')}
        </Text>
        <Group gap={4}>
          {MOVES.map(({ key, icon: Drawn, by }) => (
            <Tooltip key={key} label={t(key)}>
              <ActionIcon
                variant="default"
                aria-label={t(key)}
                onClick={() => edit(moveTile(board, tile.id, by[0], by[1]))}
              >
                <Drawn size={15} />
              </ActionIcon>
            </Tooltip>
          ))}
        </Group>
        <Group gap={4} mt={4}>
          {SIZES.map(({ key, by }) => (
            <Button
              key={key}
              size="compact-xs"
              variant="default"
              onClick={() => edit(resizeTile(board, tile.id, by[0], by[1]))}
            >
              {t(key)}
            </Button>
          ))}
        </Group>
      </div>
      {report && (
        <Stack gap={6}>
          <Text size="sm" c="dimmed">
            {t('asked', { name: say(report.label) })}
          </Text>
          {isOwn ? (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPencil size={14} />}
              onClick={() => onEdit(report.name)}
            >
              {t('editQuestion')}
            </Button>
          ) : (
            <Button
              size="xs"
              variant="default"
              component={Link}
              href={paths.document('report', report.name)}
              leftSection={<IconPencil size={14} />}
            >
              {t('openQuestion')}
            </Button>
          )}
        </Stack>
      )}
      <Button
        size="xs"
        variant="subtle"
        color="red"
        leftSection={<IconTrash size={14} />}
        onClick={() => onChange(removeTile(board, tile.id))}
      >
        {t('removeTile')}
      </Button>
    </Stack>
  );
}
