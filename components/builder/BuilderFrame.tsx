'use client';
import { SegmentedControl } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { SaidProblem } from '@/engine/kernel/api';
import type { Text } from '@/engine/kernel/text';
import { BottomStrip, type StripTab } from './BottomStrip';
import { BuilderHeader } from './BuilderHeader';
import { ConflictDialog } from './ConflictDialog';
import type { Draft } from './documents/useDraft';
import { PeopleHere, useOthers } from './documents/useOthers';
import { KeysDialog, type KeyHint } from './KeysDialog';
import { useBuilderKeys } from './keys';
import { usePanes, type Pane } from './panes';
import { PublishDialog, type NextStep } from './PublishDialog';
import classes from './builder.module.css';

export interface BuilderFrameProps {
  readonly draft: Draft;
  readonly name: Text;
  readonly onRename: (name: Text) => void;
  /** Palette or outline; usually a `Palette`. */
  readonly left: ReactNode;
  readonly leftTitle: string;
  readonly canvas: ReactNode;
  readonly right: ReactNode;
  /** Delete and Escape act on what is selected. */
  readonly onDelete?: () => void;
  readonly onEscape?: () => void;
  /** Shows the place of a problem: select it, scroll to it. */
  readonly onProblem?: (problem: SaidProblem) => void;
  readonly onPreview?: () => void;
  /** What one may do after publishing: "open it", "fill it in" … */
  readonly next?: readonly NextStep[];
  /** What to think of before publishing; `close` shuts the dialog, to show the place. */
  readonly publishNotice?: (close: () => void) => ReactNode;
  /** Keys of this builder beside the common ones, for the list under `?`. */
  readonly keyHints?: readonly KeyHint[];
  /** Id of what is selected; other analysts see it. */
  readonly part?: string | null;
  /** Buttons of this builder, before undo. */
  readonly tools?: ReactNode;
}

/** The frame of every builder: the same places, the same keys, the same words. */
export function BuilderFrame(props: BuilderFrameProps) {
  const { draft } = props;
  const t = useTranslations('builder.frame');
  const { pane, body, turnTo, walk } = usePanes();
  const [tab, setTab] = useState<StripTab | null>(null);
  const [isPublishing, setPublishing] = useState(false);
  const [isShowingKeys, setShowingKeys] = useState(false);
  const people = useOthers(draft, props.part ?? null);
  useBuilderKeys({
    undo: draft.undo,
    redo: draft.redo,
    save: () => void draft.save(),
    showKeys: () => setShowingKeys(true),
    nextPane: () => walk(1),
    previousPane: () => walk(-1),
    remove: props.onDelete,
    escape: props.onEscape,
  });
  const openProblem = (problem: SaidProblem) => {
    setPublishing(false);
    turnTo('canvas');
    props.onProblem?.(problem);
  };
  return (
    <PeopleHere value={people}>
      <div className={classes.frame}>
        <BuilderHeader
          draft={draft}
          people={people}
          name={props.name}
          onRename={props.onRename}
          tools={props.tools}
          onPreview={props.onPreview}
          onCheck={() => setTab(tab === 'problems' ? null : 'problems')}
          onKeys={() => setShowingKeys(true)}
          onPublish={() => setPublishing(true)}
        />
        <div className={classes.panes}>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label={t('panes')}
            value={pane}
            onChange={(value) => turnTo(value as Pane)}
            data={[
              { value: 'left', label: props.leftTitle },
              { value: 'canvas', label: t('canvas') },
              { value: 'right', label: t('properties') },
            ]}
          />
        </div>
        <div ref={body} className={classes.body} data-pane={pane}>
          <aside className={classes.left} data-pane-part="left" aria-label={props.leftTitle}>
            {props.left}
          </aside>
          <section className={classes.canvas} data-pane-part="canvas" aria-label={t('canvas')}>
            {props.canvas}
          </section>
          <aside className={classes.right} data-pane-part="right" aria-label={t('properties')}>
            {props.right}
          </aside>
        </div>
        <BottomStrip draft={draft} tab={tab} onTab={setTab} onProblem={openProblem} />
      </div>
      {isPublishing && (
        <PublishDialog
          draft={draft}
          next={props.next ?? []}
          notice={props.publishNotice?.(() => setPublishing(false))}
          onProblem={openProblem}
          onClose={() => setPublishing(false)}
        />
      )}
      {draft.conflict && <ConflictDialog conflict={draft.conflict} onChoose={(choice) => void draft.resolve(choice)} />}
      {isShowingKeys && <KeysDialog hints={props.keyHints ?? []} onClose={() => setShowingKeys(false)} />}
    </PeopleHere>
  );
}
