import { ActionIcon, Button, Divider, Group, Input, Paper, Popover, TextInput, Tooltip } from '@mantine/core';
import { EditorContent, type JSONContent, useEditor, useEditorState, type Editor } from '@tiptap/react';
import { StarterKit } from '@tiptap/starter-kit';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { InputProps } from '@/components/inputs/types';
import { normalizeValue } from '@/components/inputs/units';
import { Icon } from '@/components/ui/icons';
import type { Json } from '@/engine/kernel/json';
import { cleanText, safeHref } from '@/engine/form/fields/rich_text/document';
import classes from '@/engine/form/fields/rich_text/rich.module.css';

const contentOf = (value: Json): JSONContent | string => (cleanText(value) as JSONContent | undefined) ?? '';

/** Tiptap (ProseMirror, MIT), loaded when a form has such a field. Its shortcuts are the usual ones: Ctrl+B, Ctrl+I … */
export function RichInput(props: InputProps) {
  const editor = useEditor({
    immediatelyRender: false,
    extensions: [
      StarterKit.configure({
        heading: { levels: [1, 2, 3] },
        link: { openOnClick: false, isAllowedUri: (uri) => safeHref(uri) !== undefined },
      }),
    ],
    content: contentOf(props.value),
    editorProps: {
      attributes: {
        id: props.id,
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': props.label,
        ...(props.isRequired ? { 'aria-required': 'true' } : {}),
      },
    },
    onUpdate: ({ editor: now }) => props.onChange(normalizeValue(props.field, now.getJSON() as Json)),
    onBlur: () => props.onBlur?.(),
  });
  // A draft that is restored, or a value somebody else saved.
  useEffect(() => {
    if (!editor || editor.isFocused) return;
    const shown = JSON.stringify(normalizeValue(props.field, editor.getJSON() as Json));
    if (shown !== JSON.stringify(props.value ?? null)) {
      editor.commands.setContent(contentOf(props.value), { emitUpdate: false });
    }
  }, [editor, props.field, props.value]);
  return (
    <Input.Wrapper
      label={props.isBare ? undefined : props.label}
      labelElement="div"
      description={props.isBare ? undefined : props.description}
      error={props.error}
      withAsterisk={props.isRequired}
    >
      <Paper withBorder mt={4} className={classes.box} data-error={props.error ? true : undefined}>
        {editor ? <Bar editor={editor} label={props.label} /> : null}
        <EditorContent editor={editor} className={classes.text} />
      </Paper>
    </Input.Wrapper>
  );
}

const TOOLS = [
  ['bold', 'bold', (e: Editor) => e.chain().focus().toggleBold().run()],
  ['italic', 'italic', (e: Editor) => e.chain().focus().toggleItalic().run()],
  ['underline', 'underline', (e: Editor) => e.chain().focus().toggleUnderline().run()],
  ['strike', 'strikethrough', (e: Editor) => e.chain().focus().toggleStrike().run()],
  ['heading', 'heading', (e: Editor) => e.chain().focus().toggleHeading({ level: 2 }).run()],
  ['bulletList', 'list', (e: Editor) => e.chain().focus().toggleBulletList().run()],
  ['orderedList', 'list-numbers', (e: Editor) => e.chain().focus().toggleOrderedList().run()],
  ['blockquote', 'blockquote', (e: Editor) => e.chain().focus().toggleBlockquote().run()],
] as const;

function Bar({ editor, label }: { editor: Editor; label: string }) {
  const t = useTranslations('fields.rich');
  const active = useEditorState({
    editor,
    selector: ({ editor: now }) =>
      [...TOOLS.map(([name]) => name), 'link'].filter((name) => now.isActive(name)).join(' '),
  }).split(' ');
  return (
    <Group gap={2} p={4} role="toolbar" aria-label={t('bar', { label })}>
      {TOOLS.map(([name, icon, run]) => (
        <Tooltip key={name} label={t(name)}>
          <ActionIcon
            variant={active.includes(name) ? 'light' : 'subtle'}
            color={active.includes(name) ? undefined : 'gray'}
            aria-label={t(name)}
            aria-pressed={active.includes(name)}
            onClick={() => run(editor)}
          >
            <Icon name={icon} />
          </ActionIcon>
        </Tooltip>
      ))}
      <Divider orientation="vertical" mx={2} />
      <LinkTool editor={editor} isActive={active.includes('link')} />
    </Group>
  );
}

function LinkTool({ editor, isActive }: { editor: Editor; isActive: boolean }) {
  const t = useTranslations('fields.rich');
  const [isOpen, setOpen] = useState(false);
  const [href, setHref] = useState('');
  const safe = safeHref(/^[\w.-]+\.\w{2,}(\/|$)/.test(href) ? `https://${href}` : href);
  const put = () => {
    if (!safe) return;
    const chain = editor.chain().focus().extendMarkRange('link');
    if (editor.state.selection.empty && !isActive) {
      chain.insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href: safe } }] }).run();
    } else chain.setLink({ href: safe }).run();
    setOpen(false);
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} trapFocus withinPortal>
      <Popover.Target>
        <ActionIcon
          variant={isActive ? 'light' : 'subtle'}
          color={isActive ? undefined : 'gray'}
          aria-label={t('link')}
          aria-pressed={isActive}
          onClick={() => {
            setHref((editor.getAttributes('link') as { href?: string }).href ?? '');
            setOpen(true);
          }}
        >
          <Icon name="link" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Group gap="xs" align="flex-end" wrap="nowrap">
          <TextInput
            size="xs"
            label={t('address')}
            placeholder="https://"
            value={href}
            error={href !== '' && !safe ? t('badAddress') : undefined}
            onChange={(event) => setHref(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              put();
            }}
          />
          <Button size="xs" disabled={!safe} onClick={put}>
            {t('put')}
          </Button>
          {isActive ? (
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                editor.chain().focus().extendMarkRange('link').unsetLink().run();
                setOpen(false);
              }}
            >
              {t('unlink')}
            </Button>
          ) : null}
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
